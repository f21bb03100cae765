package io.github.mpcconnect.request;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * Keeps an account's allowance of requests in any span of a period, as the server counts them. Arithmetic on (state,
 * now): it never waits itself.
 *
 * <p>The server counts a request somewhere between its sending and its answer. So a permit is taken when a request is
 * sent and comes back one period after its answer: whatever span of a period the server looks at, each request that it
 * counted in it holds a permit at the span's end, and there are no more permits than the allowance.
 *
 * <ul>
 *   <li>(A) No span of a period holds more requests than the allowance, wherever between sending and answer each is
 *       counted.
 *   <li>(B) Sends are spaced evenly; nothing is saved up while idle. Only permits that were waited for are used at once
 *       when many come back together, as they do a period after the network stood still.
 *   <li>(C) A refusal halves the allowance, at most once a period. It grows back after periods without one
 *       ({@link Allowance}).
 *   <li>(D) Together with an earlier task of the account it keeps (A), too: that one is taken to have used the whole
 *       allowance, at this pace, until the first request of this one, and those in flight then to be counted last.
 * </ul>
 */
final class Limiter {

    /** Clocks that tick in milliseconds may make a period look shorter than it was. */
    private static final Duration MARGIN = Duration.ofMillis(5);

    /** A little under the even spacing, so that a late wake-up can be caught up; (A) does not depend on it. */
    private static final double SPACING = 0.9;

    /**
     * So much lateness of one send makes none after it late: a large allowance needs more precision than timers have.
     */
    private static final long LATE_NANOS = Duration.ofMillis(1).toNanos();

    /** So much closer are sends while permits are waited for: their coming back is what spaces them then. */
    private static final double SPACING_BEHIND = 0.5;

    /** How many requests that were held up are sent at once, as a share of the allowance: a stall of 0.8 s of 5. */
    private static final double CATCH_UP = 0.16;

    /** How much later than sent an earlier task's requests may have been counted, as a share of the period. */
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
     * A limiter for an account that nobody used for a period.
     *
     * @param requests the allowance
     * @param period the length of the span that it is counted in
     */
    static Limiter fresh(int requests, Duration period) {
        return new Limiter(requests, period, 0, 0);
    }

    /**
     * A limiter for an account that an earlier task may have used just now.
     *
     * @param concurrent how many of its requests may have been in flight when it ended
     */
    static Limiter succeeding(int requests, Duration period, int concurrent) {
        int last = concurrent + (int) Math.ceil(CATCH_UP * requests);
        return new Limiter(requests, period, requests, Math.min(requests, last));
    }

    /** Takes a permit and returns zero, or returns how long to wait before asking again. */
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

    /** Zero where a permit can be taken, or how long to wait before asking again. */
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

    /** The earlier task's permits come back evenly, at the end those of what it had in flight or sent just before. */
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

    /** The answer to a request that took a permit is there, or will never be. */
    void answered(long now) {
        inFlight--;
        returning.add(now);
    }

    /** The API refused a request because of its rate: somebody else may be using the account. */
    void refused(long now) {
        if (allowance.refused(now)) {
            waitedFor = false;
        }
    }

    /** Nothing is sent for so long. */
    void pause(long now, Duration duration) {
        long until = now + duration.toNanos();
        if (!started || until - pausedUntil > 0) {
            pausedUntil = until;
        }
    }

    /** How many requests a period are allowed now; less than the full allowance after a refusal. */
    int allowance() {
        return allowance.current();
    }
}
