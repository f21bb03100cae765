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
 *   <li>(B) Sends are spaced evenly; nothing is saved up while idle. Only permits that were waited for are made use of
 *       at once when many come back together, as they do a period after the network stood still.
 *   <li>(C) A refusal halves the allowance, at most once a period; it grows back by a tenth of the full one a period.
 *   <li>(D) Together with an earlier task of the account it keeps (A), too: that one is taken to have used the whole
 *       allowance, at this pace, until the first request of this one, and those under way then to be counted last.
 * </ul>
 */
public final class Limiter {

    /** Clocks that tick in milliseconds may make a period look shorter than it was. */
    private static final Duration MARGIN = Duration.ofMillis(5);

    /** A little under the even spacing, so that a late wake-up can be caught up; (A) does not depend on it. */
    private static final double SPACING = 0.9;

    /**
     * So much lateness of one send makes none after it late: a large allowance needs more precision than sleeps have.
     */
    private static final long LATE_NANOS = Duration.ofMillis(1).toNanos();

    /** So much closer are sends while permits are waited for: their coming back is what spaces them then. */
    private static final double SPACING_BEHIND = 0.5;

    /** How many requests that were held up are made at once, as a share of the allowance: a stall of 0.8 s of 5. */
    private static final double CATCH_UP = 0.16;

    /** How much later than sent an earlier task's requests may have been counted, as a share of the period. */
    private static final double ON_THE_WAY = 0.05;

    private static final Duration LOOK_AGAIN = Duration.ofMillis(5);

    private final int full;
    private final int inherited;
    private final int lastToReturn;
    private final long period;
    private final Deque<Long> returning = new ArrayDeque<>();
    private int underWay;
    private int allowance;
    private long allowanceChanged;
    private boolean started;
    private long start;
    private long nextSend;
    private boolean waitedFor;
    private long pausedUntil;

    private Limiter(int requests, Duration period, int inherited, int lastToReturn) {
        this.inherited = inherited;
        this.lastToReturn = lastToReturn;
        this.full = requests;
        this.allowance = requests;
        this.period = period.plus(MARGIN).toNanos();
    }

    /**
     * A limiter for an account that nobody used for a period.
     *
     * @param requests the allowance
     * @param period the length of the span that it is counted in
     */
    public static Limiter fresh(int requests, Duration period) {
        return new Limiter(requests, period, 0, 0);
    }

    /**
     * A limiter for an account that an earlier task may have used just now.
     *
     * @param concurrent how many of its requests may have been under way when it ended
     */
    public static Limiter succeeding(int requests, Duration period, int concurrent) {
        int last = concurrent + (int) Math.ceil(CATCH_UP * requests);
        return new Limiter(requests, period, requests, Math.min(requests, last));
    }

    /** Takes a permit and returns zero, or returns how long to wait before asking again. */
    synchronized Duration take(long now) {
        Duration wait = untilFree(now);
        if (wait.isZero()) {
            double spacing = waitedFor ? SPACING_BEHIND : SPACING;
            long late = waitedFor ? (long) (CATCH_UP * SPACING_BEHIND * period) : LATE_NANOS;
            long due = nextSend - now > -late ? nextSend : now - late;
            nextSend = due + (long) (spacing * period / allowance);
            underWay++;
        }
        return wait;
    }

    /** Zero where a permit can be taken, or how long to wait before asking again. */
    synchronized Duration untilFree(long now) {
        if (!started) {
            started = true;
            start = now;
            nextSend = now;
            pausedUntil = now;
            allowanceChanged = now;
        }
        regain(now);
        while (!returning.isEmpty() && now - returning.peek() >= period) {
            returning.remove();
        }
        waitedFor &= underWay > 0 || !returning.isEmpty();
        return blockedFor(now);
    }

    private Duration blockedFor(long now) {
        if (pausedUntil - now > 0) {
            return Duration.ofNanos(pausedUntil - now);
        }
        int held = heldByPredecessor(now);
        if (underWay + returning.size() + held >= allowance) {
            waitedFor = true;
            boolean wellKnown = held == 0 && !returning.isEmpty();
            return wellKnown ? Duration.ofNanos(returning.peek() + period - now) : LOOK_AGAIN;
        }
        return nextSend - now > 0 ? Duration.ofNanos(nextSend - now) : Duration.ZERO;
    }

    /**
     * How many permits an earlier task still holds: they come back evenly, but at the end those of requests that were
     * under way and of those that it may have sent at once just before.
     */
    private int heldByPredecessor(long now) {
        double periods = (now - start) / (double) period - ON_THE_WAY;
        if (periods >= 1) {
            return 0;
        }
        double back = Math.max(0, periods - (1 - SPACING)) / SPACING;
        return Math.min(inherited, lastToReturn + (int) Math.ceil((inherited - lastToReturn) * (1 - back)));
    }

    private void regain(long now) {
        while (allowance < full && now - allowanceChanged >= period) {
            allowance = Math.min(full, allowance + Math.max(1, full / 10));
            allowanceChanged += period;
        }
    }

    /** The answer to a request that took a permit is there, or will never be. */
    synchronized void answered(long now) {
        underWay--;
        returning.add(now);
    }

    /** The API refused a request because of its rate: somebody else may be using the account. */
    synchronized void refused(long now) {
        if (allowance == full || now - allowanceChanged >= period) {
            allowance = Math.max(1, allowance / 2);
            waitedFor = false;
            allowanceChanged = now;
        }
    }

    /** Nothing is sent for so long. */
    synchronized void pause(long now, Duration duration) {
        long until = now + duration.toNanos();
        if (!started || until - pausedUntil > 0) {
            pausedUntil = until;
        }
    }

    /** How many requests a period are allowed now; less than the full allowance after a refusal. */
    synchronized int allowance() {
        return allowance;
    }
}
