package io.github.mpcconnect.request;

/**
 * The number of requests allowed per period: the configured number, until the API rejects requests because another
 * program uses the same account. A rejection halves the allowance, at most once per period. After each period without a
 * rejection it grows again: in large steps to just below the value at which it was rejected, then in small steps that
 * triple until the next rejection.
 */
final class Allowance {

    /** It grows in large steps up to this share of the rejected allowance. */
    private static final double NEAR = 0.9;

    /** A step, as a share of the configured allowance. */
    private static final double LARGE_STEP = 0.3;

    private static final double SMALL_STEP = 0.01;
    private static final int STEP_GROWTH = 3;

    /**
     * How far a rejection at a higher value moves the rejected allowance up: it may be caused by a change in the other
     * program's use.
     */
    private static final double MOVE_UP = 0.2;

    private final int full;
    private final long period;
    private double allowance;
    private double rejectedAt;
    private double step;
    private boolean wasHalved;
    private long halvedAt;
    private long growingSince;

    /**
     * @param full the configured number of requests per period
     * @param period in nanoseconds
     */
    Allowance(int full, long period) {
        this.full = full;
        this.period = period;
        this.allowance = full;
        this.rejectedAt = full;
    }

    int current() {
        return (int) allowance;
    }

    /** Grows the allowance for the periods that have passed without a rejection. */
    void grow(long now) {
        while (allowance < full && now - growingSince >= period) {
            growingSince += period;
            double near = NEAR * rejectedAt;
            if (allowance < near) {
                allowance = Math.min(near, allowance + LARGE_STEP * full);
            } else {
                allowance = Math.min(full, allowance + step);
                step *= STEP_GROWTH;
            }
        }
    }

    /** Records that the API rejected a request because of its rate. Returns whether the allowance was halved. */
    boolean refused(long now) {
        growingSince = now;
        step = Math.max(1, SMALL_STEP * full);
        if (wasHalved && now - halvedAt < period) {
            return false;
        }
        wasHalved = true;
        halvedAt = now;
        rejectedAt = allowance > rejectedAt ? rejectedAt + MOVE_UP * (allowance - rejectedAt) : allowance;
        allowance = Math.max(1, allowance / 2);
        return true;
    }
}
