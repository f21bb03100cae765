package io.github.mpcconnect.request;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * The share of an account's allowance that one kind of work may use in any span of one period. Permits return one
 * period after the answer, as in {@link Limiter}. An unused share is available to other work. Confined to the loop.
 */
final class Share {

    private final double part;
    private final long period;
    private final Deque<Long> returning = new ArrayDeque<>();
    private int inFlight;

    Share(double part, Duration period) {
        this.part = part;
        this.period = period.toNanos();
    }

    /** The time until a permit is free; zero if one is free now. At least one request is always allowed. */
    Duration untilFree(long now, int allowance) {
        while (!returning.isEmpty() && now - returning.peek() >= period) {
            returning.remove();
        }
        if (inFlight + returning.size() < Math.max(1, (int) (part * allowance))) {
            return Duration.ZERO;
        }
        return Duration.ofNanos(returning.isEmpty() ? period : returning.peek() + period - now);
    }

    void sent() {
        inFlight++;
    }

    void answered(long now) {
        inFlight--;
        returning.add(now);
    }
}
