package io.github.mpcconnect.request;

import java.time.Duration;

/**
 * Whether requests of one resource are answered at all. It is out when two tries have failed over ten seconds and
 * nothing was answered since the first of them began. Confined to the loop.
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
     * A request was answered.
     *
     * @param isWitness whether it was one that can be answered; then those that failed may be at fault
     */
    void answered(long sentAt, long now, boolean isWitness) {
        if (out) {
            outageEndedAt = now;
            recoveredAt = isWitness ? recoveredAt : now;
        }
        wasAnswered = true;
        answeredAt = now;
        latestAnswered = latestAnswered - sentAt > 0 ? latestAnswered : sentAt;
        failures = 0;
        out = false;
    }

    /** A try failed. */
    void failed(long sentAt, long now) {
        if (failures++ == 0) {
            failingSince = wasAnswered && answeredAt - sentAt > 0 ? answeredAt : sentAt;
        }
        out |= failures >= MIN_FAILURES && now - failingSince >= MIN_FAILING_NANOS;
    }

    /** Nothing of the resource is answered. */
    boolean isOut() {
        return out;
    }

    /** Answered within the last minute, or nothing failed since it was answered last. */
    boolean isAlive(long now) {
        return failures == 0 || wasAnswered && now - answeredAt <= ALIVE_NANOS;
    }

    boolean wasAnsweredSince(long time) {
        return wasAnswered && answeredAt - time >= 0;
    }

    /** Whether a request that was sent later than that has been answered. */
    boolean hasOvertaken(long sentAt) {
        return latestAnswered - sentAt > 0;
    }

    /** When the first try failed after the last answer. */
    long failingSince() {
        return failingSince;
    }

    /** When the last outage ended; a try that was sent before proves nothing. */
    long outageEndedAt() {
        return outageEndedAt;
    }

    /** When the last outage ended by itself, not by a witness; what failed before was not at fault. */
    long recoveredAt() {
        return recoveredAt;
    }
}
