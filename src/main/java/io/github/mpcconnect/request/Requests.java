package io.github.mpcconnect.request;

import io.github.mpcconnect.api.ApiException;
import io.github.mpcconnect.config.RequestSettings;
import io.github.mpcconnect.metrics.AccountMetrics;
import io.github.mpcconnect.metrics.Metric;
import io.github.mpcconnect.request.Judge.Verdict;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.function.DoubleSupplier;
import java.util.function.Supplier;

/**
 * Sends one account's requests. All methods are for the loop's thread alone, and so is the cancelling of a future.
 *
 * <ul>
 *   <li>(A) First a permit, then the choice: when one can be sent, it is the most urgent that is ready.
 *   <li>(B) A request that failed waits without a permit or a place in flight. Only a 429 holds up the whole account.
 *   <li>(C) Nothing is sent while the task is not polled.
 *   <li>(D) A future completes at most once, on the loop, and never within {@link #submit}, unless it is closed. One
 *       that was cancelled is not sent.
 *   <li>(E) While nothing of a resource is answered, no request for it is given up, except those that have one try.
 * </ul>
 */
public final class Requests implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Requests.class);

    private final String account;
    private final Loop loop;
    private final AccountMetrics metrics;
    private final Consumer<FatalException> failed;
    private final Backoff backoff;
    private final Judge judge;
    private final Outages outages;
    private final Dispatch dispatch;
    private long sequence;
    private boolean closed;

    /**
     * Requests of an account that an earlier task may have used just now.
     *
     * @param account its name, for messages
     * @param order the kinds of work, the most urgent first
     * @param failed receives what ends the task; nothing is sent from then on
     * @param random numbers in [0, 1), for the jitter of retries
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
        this.judge = new Judge(account);
        this.outages = new Outages(account, loop, this::sendWitness);
        this.dispatch = new Dispatch(order, settings, loop, metrics, outages, this::returned);
    }

    /**
     * A request that is sent when it is the most urgent one and the account's allowance has a permit. The future
     * completes on the loop's thread: with the response; with an {@code ApiException} of kind {@code NOT_FOUND} or
     * {@code REFUSED}, for participants only; or with an {@link UnansweredException}. A future that is cancelled before
     * its turn is never sent; one in flight is cut off.
     *
     * @param attempt makes one HTTP exchange; its future may complete on any thread
     */
    public <T> CompletableFuture<T> submit(
            Work work, Resource resource, Patience patience, Supplier<CompletableFuture<T>> attempt) {
        return submit(work, resource, () -> patience, attempt);
    }

    /** As above, with a patience that may change while the request waits: it is looked up when a try fails. */
    public <T> CompletableFuture<T> submit(
            Work work, Resource resource, Supplier<Patience> patience, Supplier<CompletableFuture<T>> attempt) {
        return submit(new Pending<>(work, resource, patience, attempt, sequence++));
    }

    /**
     * Sets what is requested once a minute while requests for a resource fail and none is answered: something that can
     * be answered, so that a dead resource differs from a few requests that fail.
     */
    public void witness(Resource resource, Supplier<CompletableFuture<?>> attempt) {
        outages.witness(resource, attempt);
    }

    private CompletableFuture<?> sendWitness(Resource resource, Supplier<CompletableFuture<?>> attempt) {
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

    /** Its future was completed: by its owner, who cancelled it, unless the request has ended. */
    private void completed(Pending<?> request) {
        if (!request.isEnded()) {
            request.end();
            dispatch.cancel(request);
        }
    }

    /** The task was polled just now. Nothing is sent when that was two seconds ago. */
    public void polled() {
        dispatch.polled();
    }

    /** How many requests wait for their turn for this kind of work, those that back off included. */
    public int waiting(Work work) {
        return dispatch.waiting(work);
    }

    /** How many requests were sent and have not returned. */
    public int inFlight() {
        return dispatch.inFlight();
    }

    /** Whether a request for the resource was answered within the last minute, or none failed since. */
    public boolean isAlive(Resource resource) {
        return outages.of(resource).isAlive(loop.nanos());
    }

    /** Whether nothing of the resource is answered, although it was tried more than once over ten seconds. */
    public boolean isOut(Resource resource) {
        return outages.of(resource).isOut();
    }

    private void returned(Pending<?> request) {
        if (request.failure() == null) {
            answered(request, request::succeed);
        } else if (!request.isEnded() || !request.wasCutOff()) {
            failed(request, Judge.asApiException(request));
        }
    }

    private void answered(Pending<?> request, Runnable completion) {
        judge.answered();
        outages.answered(request);
        complete(request, completion);
    }

    private void failed(Pending<?> request, ApiException e) {
        Verdict verdict;
        try {
            verdict = judge.judge(request.resource(), e, loop.nanos());
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
            request.backsOff(wait);
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

    /** Cancels all futures and cuts off what is in flight. */
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
