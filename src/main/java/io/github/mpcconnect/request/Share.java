package io.github.mpcconnect.request;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * The part of an account's allowance that a kind of work may use in any span of a period. Its permits come back one
 * period after the answer, as the limiter's do. What it leaves unused is there for others. Confined to the loop.
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

    /** How long it has no permit: zero where it has one. At least one request is always allowed. */
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
