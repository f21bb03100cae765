package io.github.mpcconnect.request;

import io.github.mpcconnect.config.RequestSettings;
import io.github.mpcconnect.metrics.AccountMetrics;
import io.github.mpcconnect.metrics.Metric;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

/**
 * Holds waiting requests and sends them. The most urgent ready request is chosen only once a permit is available.
 * Confined to the loop.
 */
final class Dispatch {

    private final int concurrent;
    private final Loop loop;
    private final AccountMetrics metrics;
    private final RequestStats stats;
    private final Consumer<Pending<?>> returned;
    private final Permits permits;
    private final PendingQueue queue;
    private final InFlight inFlight;
    private final SendScheduler scheduler;

    /**
     * @param order the kinds of work, most urgent first
     * @param returned receives each request after an attempt, in a separate step of the loop
     */
    Dispatch(
            List<Work> order,
            RequestSettings settings,
            Loop loop,
            AccountMetrics metrics,
            Outages outages,
            Consumer<Pending<?>> returned) {
        this.concurrent = settings.concurrent();
        this.loop = loop;
        this.metrics = metrics;
        this.stats = new RequestStats(metrics, settings.limit(), settings.period(), loop::nanos);
        this.returned = returned;
        Limiter limiter = Limiter.succeeding(settings.limit(), settings.period(), settings.concurrent());
        this.permits = new Permits(limiter, settings.period(), loop);
        this.queue = new PendingQueue(order, loop.nanos());
        this.inFlight = new InFlight(loop, metrics, outages);
        this.scheduler = new SendScheduler(loop, this::sendReady);
        metrics.set(Metric.ALLOWANCE, permits.allowance());
    }

    /** Queues a request to be sent in its turn. */
    void enqueue(Pending<?> request) {
        request.ready(loop.nanos());
        queue.add(request);
        scheduler.soon();
    }

    /** Queues a request to be sent again after a wait. */
    void enqueueAfter(Pending<?> request, Duration wait) {
        long notBefore = loop.nanos() + wait.toNanos();
        request.ready(notBefore);
        queue.add(request, notBefore);
    }

    /** Returns how long to wait before the next attempt to send. */
    private Duration sendReady() {
        while (inFlight.size() < concurrent) {
            Duration ready = queue.untilReady(loop.nanos());
            Duration wait = ready.isZero() ? permits.untilFree() : ready;
            if (!wait.isZero()) {
                return wait;
            }
            boolean historyWaits = queue.hasReady(Work.HISTORY);
            Pending<?> request =
                    queue.next(work -> permits.untilFree(work, historyWaits).isZero());
            if (request == null) {
                Duration free = permits.untilAnyFree(queue::hasReady, historyWaits);
                Duration release = queue.untilRelease(loop.nanos());
                return free.compareTo(release) < 0 ? free : release;
            }
            send(request);
        }
        return SendScheduler.UNTIL_CHANGED;
    }

    private <T> void send(Pending<T> request) {
        permits.sent(request);
        stats.sent(request.resource(), request.readySince());
        CompletableFuture<? extends T> exchange = request.send(loop.nanos());
        inFlight.sent(request);
        exchange.whenComplete((response, failure) -> loop.execute(() -> {
            request.returned(response, failure);
            returned(request);
        }));
    }

    private void returned(Pending<?> request) {
        inFlight.returned(request);
        permits.returned(request);
        if (!scheduler.isClosed()) {
            returned.accept(request);
        }
        metrics.set(Metric.ALLOWANCE, permits.allowance());
        scheduler.soon();
    }

    /** The API rejected a request because of its rate: nothing is sent during the pause. */
    void refused(Pending<?> request, Duration pause) {
        permits.refused(pause);
        if (!request.hasFailed()) {
            inFlight.forget(request);
        }
    }

    /** Stops tracking a request that has ended. */
    void forget(Pending<?> request) {
        inFlight.forget(request);
    }

    /** The request is no longer needed: it is removed from the queue, or aborted if in flight. */
    void cancel(Pending<?> request) {
        inFlight.forget(request);
        if (inFlight.contains(request)) {
            request.abort();
        } else {
            queue.remove(request);
        }
    }

    /** An attempt ended with that HTTP status; 0 without a usable response. */
    void count(Pending<?> request, int status) {
        stats.returned(status, request.sentAt());
    }

    void polled() {
        scheduler.polled();
    }

    int waiting(Work work) {
        return queue.waiting(work);
    }

    int inFlight() {
        return inFlight.size();
    }

    /** No request is sent from now on. */
    void stop() {
        scheduler.close();
    }

    /** Stops and aborts the requests in flight. Returns all requests that have not ended. */
    List<Pending<?>> close() {
        stop();
        List<Pending<?>> all = new ArrayList<>(queue.drain());
        all.addAll(inFlight.close());
        return all;
    }
}
