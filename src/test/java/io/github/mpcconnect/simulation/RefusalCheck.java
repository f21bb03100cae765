package io.github.mpcconnect.simulation;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;

/** For a period after a refusal at most half of the allowance is used. */
final class RefusalCheck {

    private final int limit;
    private final Duration period;
    private final Deque<Duration> refusals = new ArrayDeque<>();
    private final Deque<Duration> arrivals = new ArrayDeque<>();

    RefusalCheck(int limit, Duration period) {
        this.limit = limit;
        this.period = period;
    }

    /** The connector learns of a refusal. */
    void refused(Duration now) {
        refusals.add(now);
    }

    void arrived(Duration now) {
        arrivals.add(now);
        forget(refusals, now);
        forget(arrivals, now);
        if (refusals.isEmpty()) {
            return;
        }
        long since = arrivals.stream()
                .filter(each -> each.compareTo(refusals.peek()) > 0)
                .count();
        if (since > Math.max(1, limit / 2)) {
            throw new Violation("5-not-halved", since + " requests since " + refusals.peek() + ", at " + now);
        }
    }

    private void forget(Deque<Duration> times, Duration now) {
        while (!times.isEmpty() && now.minus(period).compareTo(times.peek()) >= 0) {
            times.remove();
        }
    }
}
