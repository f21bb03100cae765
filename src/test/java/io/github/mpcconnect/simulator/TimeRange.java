package io.github.mpcconnect.simulator;

import java.time.Duration;
import java.time.Instant;

/**
 * Times between two bounds, each of which may be missing (null) and is itself in or out; compared to the microsecond.
 */
public record TimeRange(Instant lower, boolean lowerIsIn, Instant upper, boolean upperIsIn) {
    private static final Duration MICRO = Duration.ofNanos(1000);

    public static final TimeRange ALL = new TimeRange(null, false, null, false);

    /** (after, upTo] */
    public static TimeRange window(Instant after, Instant upTo) {
        return new TimeRange(after, false, upTo, true);
    }

    public boolean isAll() {
        return lower == null && upper == null;
    }

    public boolean contains(Instant instant) {
        return (lower == null || !instant.isBefore(first())) && (upper == null || instant.isBefore(end()));
    }

    /** The first microsecond in it; there must be a lower bound. */
    public Instant first() {
        return lowerIsIn ? lower : lower.plus(MICRO);
    }

    /** The first microsecond after it; there must be an upper bound. */
    public Instant end() {
        return upperIsIn ? upper.plus(MICRO) : upper;
    }

    /** From bound to bound; null where one is missing. */
    public Duration length() {
        return lower == null || upper == null ? null : Duration.between(lower, upper);
    }
}
