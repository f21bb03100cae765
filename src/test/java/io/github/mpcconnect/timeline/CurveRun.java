package io.github.mpcconnect.timeline;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

import static org.assertj.core.api.Assertions.assertThat;

/** Reads a span of pure end times window by window, as a day is read, and checks each window. */
final class CurveRun {

    private final EndTimes truth;
    private final Instant horizon;
    private final int most;
    private final CallCurve curve;
    private final List<Window> read = new ArrayList<>();
    private Instant reached;
    private int answers;

    CurveRun(EndTimes truth, Instant from, Instant horizon, int most) {
        this.truth = truth;
        this.horizon = horizon;
        this.most = most;
        this.curve = new CallCurve(from, most);
        this.reached = from;
    }

    void toTheEnd() {
        int enough = 100 * (truth.size() + 1) + 10_000;
        while (reached.isBefore(horizon)) {
            step();
            assertThat(answers).as("answers, each window read: %s", read).isLessThan(enough);
        }
        assertThat(reached).isEqualTo(horizon);
        assertThat(read.stream().mapToInt(truth::count).sum()).isEqualTo(truth.size());
    }

    private void step() {
        Window window = curve.next(horizon);
        answers++;
        assertThat(window.after()).as("windows tile").isEqualTo(reached).isEqualTo(curve.from());
        assertThat(window.upTo()).isBeforeOrEqualTo(horizon);
        int calls = truth.count(window);
        if (!curve.fits(window, calls)) {
            curve.tooMany(window, calls);
            return;
        }
        if (!window.isOneSecond()) {
            assertThat(calls).as("calls in %s", window).isLessThanOrEqualTo(most);
        }
        curve.advance(window, calls);
        read.add(window);
        reached = window.upTo();
    }

    /** How often the API was asked for a window's first page. */
    int answers() {
        return answers;
    }
}
