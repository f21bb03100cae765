package io.github.mpcconnect.days.state;

import io.github.mpcconnect.timeline.Window;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

import static org.assertj.core.api.Assertions.assertThat;

/** Reads a span of pure end times window by window, as a day is read, and checks each window. */
final class SizerRun {

    private final EndTimes truth;
    private final Instant horizon;
    private final int max;
    private final WindowSizer sizer;
    private final List<Window> read = new ArrayList<>();
    private Instant reached;
    private int answers;

    SizerRun(EndTimes truth, Instant from, Instant horizon, int max) {
        this.truth = truth;
        this.horizon = horizon;
        this.max = max;
        this.sizer = new WindowSizer(from, max);
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
        Window window = sizer.next(horizon);
        answers++;
        assertThat(window.after()).as("windows tile").isEqualTo(reached).isEqualTo(sizer.from());
        assertThat(window.upTo()).isBeforeOrEqualTo(horizon);
        int calls = truth.count(window);
        if (!sizer.fits(window, calls)) {
            sizer.tooMany(window, calls);
            return;
        }
        if (!window.isOneSecond()) {
            assertThat(calls).as("calls in %s", window).isLessThanOrEqualTo(max);
        }
        sizer.advance(window, calls);
        read.add(window);
        reached = window.upTo();
    }

    /** How often the API was asked for a window's first page. */
    int answers() {
        return answers;
    }
}
