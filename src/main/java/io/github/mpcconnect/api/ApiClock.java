package io.github.mpcconnect.api;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.LongSupplier;

/**
 * The API's now, told from the {@code Date} of its 200 answers and the monotonic time since; the worker's own wall
 * clock plays no part.
 *
 * <ul>
 *   <li>(A) It never goes back.
 *   <li>(B) It rests on the greatest {@code Date} accepted so far.
 *   <li>(C) A {@code Date} that is further ahead than the tolerance is accepted only when the next answer agrees with
 *       it; so is the very first one.
 * </ul>
 *
 * A {@code Date} has whole seconds, cut, and is older than the moment it arrives: so this clock is late by up to a
 * second and a round trip, and never early. Safe for use by several threads.
 */
public final class ApiClock {

    private static final Duration LEAST_TOLERANCE = Duration.ofSeconds(2);

    private final Duration tolerance;
    private final LongSupplier nanoTime;
    private Sighting accepted;
    private Sighting candidate;
    private Instant latest = Instant.MIN;

    /**
     * @param tolerance how far ahead of what was expected a single {@code Date} may be to be believed
     * @param nanoTime monotonic nanoseconds, as {@link System#nanoTime}
     */
    public ApiClock(Duration tolerance, LongSupplier nanoTime) {
        this.tolerance = tolerance.compareTo(LEAST_TOLERANCE) < 0 ? LEAST_TOLERANCE : tolerance;
        this.nanoTime = nanoTime;
    }

    /** Takes the {@code Date} of a 200 answer that has just arrived. */
    public synchronized void observe(Instant date) {
        Sighting seen = new Sighting(date, nanoTime.getAsLong());
        if (accepted != null && !seen.isAheadOf(accepted, tolerance)) {
            candidate = null;
            accept(seen);
        } else if (candidate != null && seen.agreesWith(candidate, tolerance)) {
            candidate = null;
            accept(seen);
        } else {
            candidate = seen;
        }
    }

    private void accept(Sighting seen) {
        if (accepted == null || seen.date.isAfter(accepted.date)) {
            accepted = seen;
        }
    }

    /** The API's now in UTC; empty as long as no two answers agreed on it. */
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
