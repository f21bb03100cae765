package io.github.mpcconnect.request;

/**
 * How many requests a period are allowed: all, until the API refuses some because another program uses the account. A
 * refusal halves it, at most once a period. After each period without a refusal it grows: in large steps up to shortly
 * below where it was refused, then in small ones that triple as long as nothing is refused.
 */
final class Allowance {

    /** The share of the refused allowance up to which it grows in large steps. */
    private static final double NEAR = 0.9;

    /** Steps as shares of the full allowance. */
    private static final double LARGE_STEP = 0.3;

    private static final double SMALL_STEP = 0.01;
    private static final int STEP_GROWTH = 3;

    /** How far a refusal further up moves the point up: it may be the first one of another program's use. */
    private static final double MOVE_UP = 0.2;

    private final int full;
    private final long period;
    private double allowance;
    private double refusedAt;
    private double step;
    private boolean wasHalved;
    private long halvedAt;
    private long growingSince;

    /** @param period in nanoseconds */
    Allowance(int full, long period) {
        this.full = full;
        this.period = period;
        this.allowance = full;
        this.refusedAt = full;
    }

    int current() {
        return (int) allowance;
    }

    /** Time has passed. */
    void grow(long now) {
        while (allowance < full && now - growingSince >= period) {
            growingSince += period;
            double near = NEAR * refusedAt;
            if (allowance < near) {
                allowance = Math.min(near, allowance + LARGE_STEP * full);
            } else {
                allowance = Math.min(full, allowance + step);
                step *= STEP_GROWTH;
            }
        }
    }

    /** The API refused a request. Returns whether that halved the allowance. */
    boolean refused(long now) {
        growingSince = now;
        step = Math.max(1, SMALL_STEP * full);
        if (wasHalved && now - halvedAt < period) {
            return false;
        }
        wasHalved = true;
        halvedAt = now;
        refusedAt = allowance > refusedAt ? refusedAt + MOVE_UP * (allowance - refusedAt) : allowance;
        allowance = Math.max(1, allowance / 2);
        return true;
    }
}
