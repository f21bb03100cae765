package io.github.mpcconnect.request;

import io.github.mpcconnect.metrics.AccountMetrics;
import io.github.mpcconnect.metrics.Metric;

import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * The requests that have been sent and not answered. Checks once a second for hanging attempts and aborts them, and
 * keeps the metric {@code retrying} up to date. Confined to the loop.
 */
final class InFlight {

    private static final Duration CHECK_INTERVAL = Duration.ofSeconds(1);
    private static final long HANGING_NANOS = Duration.ofSeconds(10).toNanos();
    private static final long RETRYING_NANOS = Duration.ofSeconds(10).toNanos();

    private final Loop loop;
    private final AccountMetrics metrics;
    private final Outages outages;

    /** The requests with an attempt in flight, in the order of sending. */
    private final Set<Pending<?>> sent = new LinkedHashSet<>();

    /** The requests tried but not yet answered, in flight or waiting, in the order of their first attempt. */
    private final Set<Pending<?>> unanswered = new LinkedHashSet<>();

    private Loop.Timer nextCheck;

    InFlight(Loop loop, AccountMetrics metrics, Outages outages) {
        this.loop = loop;
        this.metrics = metrics;
        this.outages = outages;
    }

    boolean contains(Pending<?> request) {
        return sent.contains(request);
    }

    int size() {
        return sent.size();
    }

    void sent(Pending<?> request) {
        sent.add(request);
        unanswered.add(request);
        if (nextCheck == null) {
            nextCheck = loop.schedule(CHECK_INTERVAL, this::check);
        }
    }

    /** The attempt has ended. */
    void returned(Pending<?> request) {
        sent.remove(request);
    }

    /** The request has ended, or its attempts so far do not count. */
    void forget(Pending<?> request) {
        unanswered.remove(request);
        updateRetrying();
    }

    private void check() {
        nextCheck = null;
        List.copyOf(sent).stream().filter(this::isHanging).forEach(Pending::abort);
        updateRetrying();
        if (!unanswered.isEmpty() || outages.isAnyOut()) {
            nextCheck = loop.schedule(CHECK_INTERVAL, this::check);
        }
    }

    private boolean isHanging(Pending<?> request) {
        return request.patience() != Patience.ONE_TRY
                && loop.nanos() - request.sentAt() >= HANGING_NANOS
                && outages.of(request.resource()).hasOvertaken(request.sentAt());
    }

    private void updateRetrying() {
        metrics.set(Metric.RETRYING, outages.isAnyOut() || isOldestUnanswered() ? 1 : 0);
    }

    private boolean isOldestUnanswered() {
        return !unanswered.isEmpty()
                && loop.nanos() - unanswered.iterator().next().unansweredSince() > RETRYING_NANOS;
    }

    /** Aborts all attempts. Returns their requests. */
    List<Pending<?>> close() {
        if (nextCheck != null) {
            nextCheck.cancel();
        }
        List<Pending<?>> all = List.copyOf(sent);
        all.forEach(Pending::abort);
        unanswered.clear();
        metrics.set(Metric.RETRYING, 0);
        return all;
    }
}
