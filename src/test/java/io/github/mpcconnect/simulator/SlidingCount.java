package io.github.mpcconnect.simulator;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Queue;

/** Events of the last so-and-so long, and the most there ever were in any such span. Thread-safe. */
final class SlidingCount {
    private final Queue<Long> times = new ArrayDeque<>();
    private int most;

    /**
     * Counts an event, unless the span that ends with it then held more than the limit.
     *
     * @param now nanoseconds of a monotonic clock
     * @return zero where it was counted, else how long until one is counted again
     */
    synchronized Duration add(long now, int limit, Duration span) {
        long oldest = now - span.toNanos();
        while (!times.isEmpty() && times.element() - oldest <= 0) {
            times.remove();
        }
        if (times.size() >= limit) {
            return times.isEmpty() ? span : Duration.ofNanos(times.element() - oldest);
        }
        times.add(now);
        most = Math.max(most, times.size());
        return Duration.ZERO;
    }

    synchronized int most() {
        return most;
    }
}
