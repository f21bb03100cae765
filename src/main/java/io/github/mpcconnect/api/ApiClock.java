package io.github.mpcconnect.api;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.LongSupplier;

/**
 * The API's now, known from the {@code Date} of its 200 responses and the monotonic time since; the worker's own wall
 * clock plays no part.
 *
 * <ul>
 *   <li>(A) It never goes back.
 *   <li>(B) It is based on the greatest {@code Date} accepted so far.
 *   <li>(C) A {@code Date} that is further ahead than the tolerance is accepted only when the next response agrees with
 *       it; so is the very first one.
 * </ul>
 *
 * A {@code Date} has whole seconds, cut, and is older than the moment it arrives: so this clock is late by up to a
 * second and a round trip, and never early. Safe for use by several threads: every method is synchronized.
 */
public final class ApiClock {

    private static final Duration MIN_TOLERANCE = Duration.ofSeconds(2);

    private final Duration tolerance;
    private final LongSupplier nanoTime;
    private Sighting accepted;
    private Sighting candidate;
    private Instant latest = Instant.MIN;
    private int withoutDate;
    private long jumps;
    private Duration lastJump = Duration.ZERO;

    /**
     * @param tolerance how far ahead of what was expected a single {@code Date} may be to be believed
     * @param nanoTime monotonic nanoseconds, as {@link System#nanoTime}
     */
    public ApiClock(Duration tolerance, LongSupplier nanoTime) {
        this.tolerance = tolerance.compareTo(MIN_TOLERANCE) < 0 ? MIN_TOLERANCE : tolerance;
        this.nanoTime = nanoTime;
    }

    /** Takes the {@code Date} of a 200 response that has just arrived. */
    public synchronized void observe(Instant date) {
        withoutDate = 0;
        Sighting seen = new Sighting(date, nanoTime.getAsLong());
        boolean expected = accepted != null && !seen.isAheadOf(accepted, tolerance);
        if (!expected && (candidate == null || !seen.agreesWith(candidate, tolerance))) {
            candidate = seen;
            return;
        }
        candidate = null;
        if (!expected && accepted != null) {
            jumps++;
            lastJump = Duration.between(accepted.at(seen.nanos), date);
        }
        if (accepted == null || seen.date.isAfter(accepted.date)) {
            accepted = seen;
        }
    }

    /** Takes note of a 200 response that had no {@code Date}, or one that is none. */
    public synchronized void observeWithoutDate() {
        withoutDate++;
    }

    /** How many 200 responses in a row, the latest included, had no {@code Date}. */
    public synchronized int responsesWithoutDate() {
        return withoutDate;
    }

    /** How many times a {@code Date} was accepted that was further ahead than the tolerance; the first is not one. */
    public synchronized long jumps() {
        return jumps;
    }

    /** How far ahead of what was expected the {@code Date} of the last jump was; zero while there was none. */
    public synchronized Duration lastJump() {
        return lastJump;
    }

    /** The API's now in UTC; empty as long as no two responses agreed on it. */
    public synchronized Optional<Instant> now() {
        if (accepted == null) {
            return Optional.empty();
        }
        Instant estimate = accepted.at(nanoTime.getAsLong());
        if (estimate.isAfter(latest)) {
            latest = estimate;
        }
        return Optional.of(latest);
    }

    private record Sighting(Instant date, long nanos) {

        Instant at(long laterNanos) {
            return date.plusNanos(laterNanos - nanos);
        }

        boolean isAheadOf(Sighting earlier, Duration tolerance) {
            return date.isAfter(earlier.at(nanos).plus(tolerance));
        }

        boolean agreesWith(Sighting earlier, Duration tolerance) {
            return Duration.between(earlier.at(nanos), date).abs().compareTo(tolerance) <= 0;
        }
    }
}
