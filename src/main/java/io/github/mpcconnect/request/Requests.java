package io.github.mpcconnect.request;

import io.github.mpcconnect.api.ApiException;
import io.github.mpcconnect.config.RequestSettings;
import io.github.mpcconnect.metrics.AccountMetrics;
import io.github.mpcconnect.metrics.Metric;
import io.github.mpcconnect.request.FailurePolicy.Verdict;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.function.DoubleSupplier;
import java.util.function.Supplier;

/**
 * Sends the requests of one account. All methods, and the cancelling of a future, are confined to the loop's thread.
 *
 * <ul>
 *   <li>(A) The permit comes first, then the choice: whenever a request can be sent, it is the most urgent ready one.
 *   <li>(B) A failed request waits without holding a permit or counting as in flight. Only a 429 pauses the whole
 *       account.
 *   <li>(C) No request is sent while the task is not polled.
 *   <li>(D) A future completes at most once, on the loop, and never within {@link #submit}, unless this is closed. A
 *       cancelled request is not sent.
 *   <li>(E) While no request for a resource is answered, none is given up, except those with {@link Patience#ONE_TRY}.
 * </ul>
 */
public final class Requests implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Requests.class);

    private final String account;
    private final Loop loop;
    private final AccountMetrics metrics;
    private final Consumer<FatalException> failed;
    private final Backoff backoff;
    private final FailurePolicy policy;
    private final Outages outages;
    private final Dispatch dispatch;
    private long sequence;
    private boolean closed;

    /**
     * Creates the requests of an account that an earlier task may have used until just now.
     *
     * @param account the account's name, for messages
     * @param order the kinds of work, most urgent first
     * @param failed receives the failure that ends the task; no request is sent after that
     * @param random returns numbers in [0, 1), for the jitter of retries
     */
    public Requests(
            String account,
            List<Work> order,
            RequestSettings settings,
            Loop loop,
            AccountMetrics metrics,
            Consumer<FatalException> failed,
            DoubleSupplier random) {
        this.account = account;
        this.loop = loop;
        this.metrics = metrics;
        this.failed = failed;
        this.backoff = new Backoff(settings.backoff(), settings.backoffMax(), random);
        this.policy = new FailurePolicy(account);
        this.outages = new Outages(account, loop, this::sendProbe);
        this.dispatch = new Dispatch(order, settings, loop, metrics, outages, this::returned);
    }

    /**
     * Submits a request, which is sent when a permit is available and it is the most urgent one. The future completes
     * on the loop's thread: with the response; with an {@code ApiException} of kind {@code NOT_FOUND} or
     * {@code REFUSED}, for participants only; or with an {@link UnansweredException}. If the future is cancelled, the
     * request is not sent or, if in flight, aborted.
     *
     * @param attempt performs one HTTP exchange; its future may complete on any thread
     */
    public <T> CompletableFuture<T> submit(
            Work work, Resource resource, Patience patience, Supplier<CompletableFuture<T>> attempt) {
        return submit(work, resource, () -> patience, attempt);
    }

    /**
     * Like the method above, with a patience that may change while the request waits: it is evaluated whenever an
     * attempt fails.
     */
    public <T> CompletableFuture<T> submit(
            Work work, Resource resource, Supplier<Patience> patience, Supplier<CompletableFuture<T>> attempt) {
        return submit(new Pending<>(work, resource, patience, attempt, sequence++));
    }

    /**
     * Sets the probe request of a resource, which is sent once a minute while requests for the resource fail and none
     * is answered. It must be a request that is expected to succeed, so that an outage can be distinguished from a few
     * failing requests.
     */
    public void setProbe(Resource resource, Supplier<CompletableFuture<?>> attempt) {
        outages.setProbe(resource, attempt);
    }

    private CompletableFuture<?> sendProbe(Resource resource, Supplier<CompletableFuture<?>> attempt) {
        return submit(new Pending<Object>(null, resource, () -> Patience.ONE_TRY, attempt, sequence++));
    }

    private <T> CompletableFuture<T> submit(Pending<T> request) {
        if (closed) {
            request.result().cancel(false);
        } else {
            request.result().whenComplete((response, failure) -> completed(request));
            dispatch.enqueue(request);
        }
        return request.result();
    }

    /** The future was completed. Unless the request has ended, its owner cancelled it. */
    private void completed(Pending<?> request) {
        if (!request.isEnded()) {
            request.end();
            dispatch.cancel(request);
        }
    }

    /** The task has just been polled. If this is not called for two seconds, no request is sent. */
    public void polled() {
        dispatch.polled();
    }

    /** The number of waiting requests of this kind of work, including those that back off. */
    public int waiting(Work work) {
        return dispatch.waiting(work);
    }

    /** The number of requests in flight. */
    public int inFlight() {
        return dispatch.inFlight();
    }

    /**
     * Whether a request for the resource was answered within the last minute, or none has failed since the last answer.
     */
    public boolean isAlive(Resource resource) {
        return outages.of(resource).isAlive(loop.nanos());
    }

    /** Whether the resource has an outage: two or more attempts over ten seconds failed and none was answered. */
    public boolean isOut(Resource resource) {
        return outages.of(resource).isOut();
    }

    private void returned(Pending<?> request) {
        if (request.failure() == null) {
            dispatch.count(request, 200);
            answered(request, request::succeed);
        } else if (!request.isEnded() || !request.wasAborted()) {
            ApiException failure = FailurePolicy.asApiException(request);
            dispatch.count(request, failure.status());
            failed(request, failure);
        }
    }

    private void answered(Pending<?> request, Runnable completion) {
        policy.answered();
        outages.answered(request);
        complete(request, completion);
    }

    private void failed(Pending<?> request, ApiException e) {
        Verdict verdict;
        try {
            verdict = policy.judge(request.resource(), e, loop.nanos());
        } catch (FatalException fatal) {
            dispatch.stop();
            failed.accept(fatal);
            return;
        }
        switch (verdict) {
            case ANSWER -> answered(request, () -> request.fail(e));
            case RATE_LIMIT -> refused(request, e);
            case RETRY -> retry(request, e);
        }
    }

    private void refused(Pending<?> request, ApiException e) {
        metrics.add(Metric.REQUESTS_REFUSED);
        outages.failed(request, e);
        Duration pause = backoff.after(request.refused(), e.retryAfter());
        dispatch.refused(request, pause);
        if (!request.isEnded()) {
            dispatch.enqueue(request);
        }
    }

    private void retry(Pending<?> request, ApiException e) {
        metrics.add(Metric.REQUESTS_FAILED);
        outages.failed(request, e);
        ResourceHealth health = outages.of(request.resource());
        int failures = request.failed(loop.nanos(), health);
        Duration wait = backoff.after(failures, e.retryAfter());
        Duration asked = e.retryAfter().orElse(Duration.ZERO);
        if (request.isGivenUp(health, outages.of(Resource.CALLS), asked)) {
            complete(request, () -> request.fail(request.unanswered(account, loop.nanos(), e)));
        } else if (!request.isEnded()) {
            request.addWait(wait);
            dispatch.enqueueAfter(request, wait);
            LOG.debug("Account {}: retrying in {} ms: {}", account, wait.toMillis(), e.getMessage());
        }
    }

    private void complete(Pending<?> request, Runnable completion) {
        if (!request.isEnded()) {
            request.end();
            dispatch.forget(request);
            completion.run();
        }
    }

    /** Cancels all futures and aborts the requests in flight. */
    @Override
    public void close() {
        closed = true;
        outages.close();
        dispatch.close().forEach(request -> {
            request.end();
            request.result().cancel(false);
        });
    }
}
