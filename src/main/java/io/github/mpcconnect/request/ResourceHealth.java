package io.github.mpcconnect.request;

import java.time.Duration;

/**
 * Tracks whether requests for one resource are answered. It is out once two attempts over ten seconds have failed and
 * none was answered since the first of them began. Confined to the loop.
 */
final class ResourceHealth {

    private static final int MIN_FAILURES = 2;
    private static final long MIN_FAILING_NANOS = Duration.ofSeconds(10).toNanos();
    private static final long ALIVE_NANOS = Duration.ofMinutes(1).toNanos();

    private boolean wasAnswered;
    private long answeredAt;
    private long latestAnswered;
    private int failures;
    private long failingSince;
    private boolean out;
    private long outageEndedAt;
    private long recoveredAt;

    ResourceHealth(long now) {
        this.answeredAt = now;
        this.latestAnswered = now;
        this.outageEndedAt = now;
        this.recoveredAt = now;
    }

    /**
     * Records an answered request.
     *
     * @param isProbe whether it was a probe; then the failed requests themselves may be the problem
     */
    void answered(long sentAt, long now, boolean isProbe) {
        if (out) {
            outageEndedAt = now;
            recoveredAt = isProbe ? recoveredAt : now;
        }
        wasAnswered = true;
        answeredAt = now;
        latestAnswered = latestAnswered - sentAt > 0 ? latestAnswered : sentAt;
        failures = 0;
        out = false;
    }

    /** Records a failed attempt. */
    void failed(long sentAt, long now) {
        if (failures++ == 0) {
            failingSince = wasAnswered && answeredAt - sentAt > 0 ? answeredAt : sentAt;
        }
        out |= failures >= MIN_FAILURES && now - failingSince >= MIN_FAILING_NANOS;
    }

    /** Whether the resource has an outage. */
    boolean isOut() {
        return out;
    }

    /** Whether a request was answered within the last minute, or none has failed since the last answer. */
    boolean isAlive(long now) {
        return failures == 0 || wasAnswered && now - answeredAt <= ALIVE_NANOS;
    }

    boolean wasAnsweredSince(long time) {
        return wasAnswered && answeredAt - time >= 0;
    }

    /** Whether a request sent after that time has been answered. */
    boolean hasOvertaken(long sentAt) {
        return latestAnswered - sentAt > 0;
    }

    /** When the first attempt failed after the last answer. */
    long failingSince() {
        return failingSince;
    }

    /** When the last outage ended. Attempts sent before that prove nothing. */
    long outageEndedAt() {
        return outageEndedAt;
    }

    /**
     * When the last outage ended with the answer to a regular request, not to a probe. Requests that failed before that
     * were not the problem.
     */
    long recoveredAt() {
        return recoveredAt;
    }
}
