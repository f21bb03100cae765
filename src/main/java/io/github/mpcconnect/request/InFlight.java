package io.github.mpcconnect.request;

import io.github.mpcconnect.metrics.AccountMetrics;
import io.github.mpcconnect.metrics.Metric;

import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * The requests that were sent and are not answered. Looks once a second for tries that hang, which are cut off, and
 * shows in the metrics whether something stays unanswered. Confined to the loop.
 */
final class InFlight {

    private static final Duration LOOK_EVERY = Duration.ofSeconds(1);
    private static final long HANGING_NANOS = Duration.ofSeconds(10).toNanos();
    private static final long RETRYING_NANOS = Duration.ofSeconds(10).toNanos();

    private final Loop loop;
    private final AccountMetrics metrics;
    private final Outages outages;

    /** Those whose try is not over, in the order of sending. */
    private final Set<Pending<?>> sent = new LinkedHashSet<>();

    /** Those that were tried and not answered, whether in flight or waiting, in the order of their first try. */
    private final Set<Pending<?>> unanswered = new LinkedHashSet<>();

    private Loop.Timer look;

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
        if (look == null) {
            look = loop.schedule(LOOK_EVERY, this::look);
        }
    }

    /** The try is over. */
    void returned(Pending<?> request) {
        sent.remove(request);
    }

    /** The request will not be sent again, or what was tried does not count. */
    void forget(Pending<?> request) {
        unanswered.remove(request);
        showRetrying();
    }

    private void look() {
        look = null;
        List.copyOf(sent).stream().filter(this::isHanging).forEach(Pending::cutOff);
        showRetrying();
        if (!unanswered.isEmpty() || outages.isAnyOut()) {
            look = loop.schedule(LOOK_EVERY, this::look);
        }
    }

    private boolean isHanging(Pending<?> request) {
        return request.patience() != Patience.ONE_TRY
                && loop.nanos() - request.sentAt() >= HANGING_NANOS
                && outages.of(request.resource()).hasOvertaken(request.sentAt());
    }

    private void showRetrying() {
        metrics.set(Metric.RETRYING, outages.isAnyOut() || isOldestUnanswered() ? 1 : 0);
    }

    private boolean isOldestUnanswered() {
        return !unanswered.isEmpty()
                && loop.nanos() - unanswered.iterator().next().unansweredSince() > RETRYING_NANOS;
    }

    /** All tries are cut off. Returns whose they were. */
    List<Pending<?>> close() {
        if (look != null) {
            look.cancel();
        }
        List<Pending<?>> all = List.copyOf(sent);
        all.forEach(Pending::cutOff);
        unanswered.clear();
        metrics.set(Metric.RETRYING, 0);
        return all;
    }
}
