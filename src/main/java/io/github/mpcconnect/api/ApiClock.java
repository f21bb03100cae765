package io.github.mpcconnect.api;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.LongSupplier;

/**
 * The API's current time, derived from the {@code Date} header of its 200 responses and the monotonic time since then.
 * The worker's wall clock is never used.
 *
 * <ul>
 *   <li>(A) It never goes backwards.
 *   <li>(B) It is based on the greatest {@code Date} accepted so far.
 *   <li>(C) The first {@code Date}, and any that is ahead of the expected time by more than the tolerance, is accepted
 *       only if the next response confirms it.
 * </ul>
 *
 * A {@code Date} is truncated to whole seconds and is older than the moment it arrives, so this clock is up to a second
 * and a round trip slow, but never fast. Thread-safe: every method is synchronized.
 */
public final class ApiClock {

    private static final Duration MIN_TOLERANCE = Duration.ofSeconds(2);

    private final Duration tolerance;
    private final LongSupplier nanoTime;
    private Observation accepted;
    private Observation candidate;
    private Instant latest = Instant.MIN;
    private int withoutDate;
    private long jumps;
    private Duration lastJump = Duration.ZERO;

    /**
     * @param tolerance how far ahead of the expected time a {@code Date} may be to be accepted without confirmation; at
     *     least two seconds
     * @param nanoTime returns monotonic nanoseconds, like {@link System#nanoTime}
     */
    public ApiClock(Duration tolerance, LongSupplier nanoTime) {
        this.tolerance = tolerance.compareTo(MIN_TOLERANCE) < 0 ? MIN_TOLERANCE : tolerance;
        this.nanoTime = nanoTime;
    }

    /** Records the {@code Date} of a 200 response that has just arrived. */
    public synchronized void observe(Instant date) {
        withoutDate = 0;
        Observation seen = new Observation(date, nanoTime.getAsLong());
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

    /** Records a 200 response whose {@code Date} is missing or unreadable. */
    public synchronized void observeWithoutDate() {
        withoutDate++;
    }

    /** The number of consecutive 200 responses, up to the latest one, without a readable {@code Date}. */
    public synchronized int responsesWithoutDate() {
        return withoutDate;
    }

    /** How many times a {@code Date} ahead by more than the tolerance was accepted, not counting the first one. */
    public synchronized long jumps() {
        return jumps;
    }

    /** How far ahead of the expected time the last jump was; zero before the first jump. */
    public synchronized Duration lastJump() {
        return lastJump;
    }

    /** The API's current time (UTC); empty until two responses have agreed on it. */
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

    private record Observation(Instant date, long nanos) {

        Instant at(long laterNanos) {
            return date.plusNanos(laterNanos - nanos);
        }

        boolean isAheadOf(Observation earlier, Duration tolerance) {
            return date.isAfter(earlier.at(nanos).plus(tolerance));
        }

        boolean agreesWith(Observation earlier, Duration tolerance) {
            return Duration.between(earlier.at(nanos), date).abs().compareTo(tolerance) <= 0;
        }
    }
}
