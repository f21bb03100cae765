package io.github.mpcconnect.request;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * Keeps the number of an account's requests within its allowance in every period, as the server counts them. It is pure
 * arithmetic on (state, now) and never waits.
 *
 * <p>The server counts a request at some time between its sending and its answer. So a permit is taken when a request
 * is sent and returned one period after the answer. At the end of any span of one period, every request that the server
 * counted within the span still holds a permit, and there are only as many permits as the allowance.
 *
 * <ul>
 *   <li>(A) No span of one period contains more requests than the allowance, no matter when between sending and answer
 *       each request is counted.
 *   <li>(B) Requests are spaced evenly, and idle time is not saved up. Only permits that requests are waiting for are
 *       used at once when many return together, as they do one period after a network stall.
 *   <li>(C) A rejection halves the allowance, at most once per period. It recovers after periods without a rejection
 *       ({@link Allowance}).
 *   <li>(D) (A) also holds together with an earlier task of the same account. That task is assumed to have used the
 *       whole allowance, at the same pace, until the first request of this one; its requests in flight are assumed to
 *       be counted last.
 * </ul>
 */
final class Limiter {

    /** A clock with a resolution of milliseconds can make a period look shorter than it was. */
    private static final Duration MARGIN = Duration.ofMillis(5);

    /** Slightly below even spacing, so that a late wake-up can be caught up; (A) does not depend on it. */
    private static final double SPACING = 0.9;

    /**
     * A request may be this late without delaying the next ones: a large allowance needs more precision than timers
     * have.
     */
    private static final long LATE_NANOS = Duration.ofMillis(1).toNanos();

    /** The factor of the spacing while requests wait for permits: then the return of permits spaces them. */
    private static final double SPACING_BEHIND = 0.5;

    /**
     * How many delayed requests may be sent at once, as a share of the allowance: a stall of 0.8 s in a period of 5 s.
     */
    private static final double CATCH_UP = 0.16;

    /** How long after sending the requests of an earlier task may be counted, as a share of the period. */
    private static final double IN_FLIGHT = 0.05;

    private final long period;
    private final int inherited;
    private final int lastInherited;
    private final Deque<Long> returning = new ArrayDeque<>();
    private final Allowance allowance;
    private int inFlight;
    private boolean started;
    private long nextSend;
    private boolean waitedFor;
    private long pausedUntil;

    private Limiter(int requests, Duration period, int inherited, int lastInherited) {
        this.period = period.plus(MARGIN).toNanos();
        this.inherited = inherited;
        this.lastInherited = lastInherited;
        this.allowance = new Allowance(requests, this.period);
    }

    /**
     * A limiter for an account that has not been used for at least one period.
     *
     * @param requests the allowance per period
     * @param period the period in which the server counts requests
     */
    static Limiter fresh(int requests, Duration period) {
        return new Limiter(requests, period, 0, 0);
    }

    /**
     * A limiter for an account that an earlier task may have used until just now.
     *
     * @param concurrent how many requests of the earlier task may have been in flight when it ended
     */
    static Limiter succeeding(int requests, Duration period, int concurrent) {
        int last = concurrent + (int) Math.ceil(CATCH_UP * requests);
        return new Limiter(requests, period, requests, Math.min(requests, last));
    }

    /** Takes a permit and returns zero, or returns how long to wait before the next try. */
    Duration take(long now) {
        Duration wait = untilFree(now);
        if (wait.isZero()) {
            double spacing = waitedFor ? SPACING_BEHIND : SPACING;
            long late = waitedFor ? (long) (CATCH_UP * SPACING_BEHIND * period) : LATE_NANOS;
            long due = nextSend - now > -late ? nextSend : now - late;
            nextSend = due + (long) (spacing * period / allowance.current());
            inFlight++;
        }
        return wait;
    }

    /** Zero if a permit is available, otherwise how long to wait before the next try. */
    Duration untilFree(long now) {
        if (!started) {
            start(now);
        }
        allowance.grow(now);
        while (!returning.isEmpty() && now - returning.peek() >= period) {
            returning.remove();
        }
        waitedFor &= inFlight > 0 || !returning.isEmpty();
        return Duration.ofNanos(blockedFor(now));
    }

    private long blockedFor(long now) {
        if (pausedUntil - now > 0) {
            return pausedUntil - now;
        }
        if (inFlight + returning.size() >= allowance.current()) {
            waitedFor = true;
            return returning.isEmpty() ? period : returning.peek() + period - now;
        }
        return Math.max(0, nextSend - now);
    }

    /** The permits of the earlier task return evenly, then those of its last requests and the ones in flight. */
    private void start(long now) {
        started = true;
        nextSend = now;
        pausedUntil = now;
        int even = inherited - lastInherited;
        for (int i = 1; i <= even; i++) {
            double periodsAgo = SPACING * (even - i) / even - IN_FLIGHT;
            returning.add(now - (long) (periodsAgo * period));
        }
        for (int i = 0; i < lastInherited; i++) {
            returning.add(now + (long) (IN_FLIGHT * period));
        }
    }

    /** A request that took a permit was answered, or never will be. */
    void answered(long now) {
        inFlight--;
        returning.add(now);
    }

    /** The API rejected a request because of its rate: another program may be using the account. */
    void refused(long now) {
        if (allowance.refused(now)) {
            waitedFor = false;
        }
    }

    /** Blocks all permits for this long. */
    void pause(long now, Duration duration) {
        long until = now + duration.toNanos();
        if (!started || until - pausedUntil > 0) {
            pausedUntil = until;
        }
    }

    /** The number of requests allowed per period now; less than configured after a rejection. */
    int allowance() {
        return allowance.current();
    }
}
