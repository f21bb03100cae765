package io.github.mpcconnect.simulator;

import java.time.Duration;
import java.util.Random;
import java.util.function.Supplier;

/** How the API behaves where its pages leave that open. Everything can be switched while it is served. */
public final class Quirks {
    private volatile boolean totalCount;
    private volatile boolean futureIsRefused = true;
    private volatile boolean unknownFields;
    private volatile boolean lowerCaseStatus;
    private volatile RetryAfter retryAfter = RetryAfter.NONE;
    private volatile Supplier<Duration> wayIn = () -> Duration.ZERO;
    private volatile Supplier<Duration> latency = () -> Duration.ZERO;
    private volatile Duration offsetCost = Duration.ZERO;

    /** What a 429 for too many requests says about when to come back. */
    public enum RetryAfter {
        NONE,
        SECONDS,
        DATE
    }

    /** {@code total_count} in place of {@code count}. */
    public Quirks totalCount(boolean on) {
        totalCount = on;
        return this;
    }

    /** 400 for an end_time bound beyond the API's now; on unless switched off. */
    public Quirks futureIsRefused(boolean on) {
        futureIsRefused = on;
        return this;
    }

    /** Fields in every object that no page knows. */
    public Quirks unknownFields(boolean on) {
        unknownFields = on;
        return this;
    }

    /** {@code ended} in place of {@code Ended}. */
    public Quirks lowerCaseStatus(boolean on) {
        lowerCaseStatus = on;
        return this;
    }

    public Quirks retryAfter(RetryAfter form) {
        retryAfter = form;
        return this;
    }

    /** Every answer is held back that long. */
    public Quirks latency(Duration fixed) {
        latency = () -> fixed;
        return this;
    }

    /** Every answer is held back for a random time, evenly spread, drawn from the seed in the order of arrival. */
    public Quirks latency(Duration min, Duration max, long seed) {
        Random random = new Random(seed);
        long spread = max.minus(min).toNanos();
        latency = () -> min.plusNanos((long) (random.nextDouble() * spread));
        return this;
    }

    /** How long every request is on its way, drawn as it is sent, before the API sees and counts it. */
    public Quirks wayIn(Supplier<Duration> delay) {
        wayIn = delay;
        return this;
    }

    /** Every answer is held back for a time drawn as it is sent. */
    public Quirks latency(Supplier<Duration> delay) {
        latency = delay;
        return this;
    }

    /** What each object that an offset passes over adds to the time an answer takes. */
    public Quirks offsetCost(Duration each) {
        offsetCost = each;
        return this;
    }

    boolean totalCount() {
        return totalCount;
    }

    boolean futureIsRefused() {
        return futureIsRefused;
    }

    boolean unknownFields() {
        return unknownFields;
    }

    boolean lowerCaseStatus() {
        return lowerCaseStatus;
    }

    RetryAfter retryAfter() {
        return retryAfter;
    }

    Duration nextWayIn() {
        return wayIn.get();
    }

    Duration nextLatency(int offset) {
        return latency.get().plus(offsetCost.multipliedBy(offset));
    }
}
