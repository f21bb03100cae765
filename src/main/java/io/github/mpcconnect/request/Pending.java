package io.github.mpcconnect.request;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

/** A request and the history of its attempts, from its submission to its end. Confined to the loop. */
final class Pending<T> {

    private static final int MIN_ATTEMPTS = 2;
    private static final long MIN_NANOS = Duration.ofSeconds(10).toNanos();

    private final Work work;
    private final Resource resource;
    private final Supplier<Patience> patience;
    private final Supplier<? extends CompletableFuture<? extends T>> attempt;
    private final CompletableFuture<T> result = new CompletableFuture<>();
    private final long sequence;

    private long readySince;
    private CompletableFuture<? extends T> exchange;
    private long sentAt;
    private boolean wasCutOff;
    private T response;
    private Throwable failure;
    private boolean ended;

    private int failures;
    private int refusals;
    private long unansweredSince;
    private boolean wasTried;

    private long firstAttemptAt;
    private int attempts;
    private long ownNanos;

    /** @param work null for a probe, which is the most urgent of all requests */
    Pending(
            Work work,
            Resource resource,
            Supplier<Patience> patience,
            Supplier<? extends CompletableFuture<? extends T>> attempt,
            long sequence) {
        this.work = work;
        this.resource = resource;
        this.patience = patience;
        this.attempt = attempt;
        this.sequence = sequence;
    }

    /** From when on it can be sent. */
    void ready(long since) {
        readySince = since;
    }

    long readySince() {
        return readySince;
    }

    Work work() {
        return work;
    }

    boolean isProbe() {
        return work == null;
    }

    Resource resource() {
        return resource;
    }

    Patience patience() {
        return patience.get();
    }

    long sequence() {
        return sequence;
    }

    CompletableFuture<T> result() {
        return result;
    }

    /** Starts an attempt. */
    CompletableFuture<? extends T> send(long now) {
        sentAt = now;
        wasCutOff = false;
        if (!wasTried) {
            wasTried = true;
            firstAttemptAt = now;
            unansweredSince = now;
        }
        exchange = attempt.get();
        return exchange;
    }

    /** Records the outcome of the attempt. */
    void returned(T response, Throwable failure) {
        this.response = response;
        this.failure = failure;
    }

    /** The failure of the last attempt; null if it was answered. */
    Throwable failure() {
        return failure;
    }

    /** Completes the future with the response. */
    void succeed() {
        result.complete(response);
    }

    /** Completes the future with a failure. */
    void fail(RuntimeException failure) {
        result.completeExceptionally(failure);
    }

    long sentAt() {
        return sentAt;
    }

    /** Aborts the current attempt. */
    void abort() {
        wasCutOff = true;
        exchange.cancel(true);
    }

    boolean wasAborted() {
        return wasCutOff;
    }

    /** When the first attempt began. An attempt rejected because of the rate does not count. */
    long unansweredSince() {
        return unansweredSince;
    }

    /** Records an attempt that was rejected because of the rate. Returns the number of such attempts. */
    int refused() {
        wasTried = failures > 0;
        return ++refusals;
    }

    /**
     * Records a failed attempt and returns the number of failed attempts. Attempts from before the resource recovered
     * from an outage do not count towards giving up.
     */
    int failed(long now, ResourceHealth health) {
        if (firstAttemptAt - health.recoveredAt() < 0) {
            firstAttemptAt = health.recoveredAt();
            attempts = 0;
            ownNanos = 0;
        }
        if (sentAt - health.recoveredAt() >= 0) {
            attempts++;
            ownNanos += now - sentAt;
        }
        return ++failures;
    }

    /** Adds the wait after a failed attempt to the request's own time. */
    void addWait(Duration wait) {
        ownNanos += wait.toNanos();
    }

    boolean hasFailed() {
        return failures > 0;
    }

    /**
     * Whether to give the request up as unanswered after a failed attempt.
     *
     * @param health the health of the request's own resource
     * @param lists the health of lists of calls
     * @param asked how long the API asks to wait before the next attempt
     */
    boolean isGivenUp(ResourceHealth health, ResourceHealth lists, Duration asked) {
        return switch (patience.get()) {
            case ONE_TRY -> true;
            case UNTIL_ANSWERED -> false;
            case WHILE_OTHERS_ANSWER -> isOverdue(asked) && othersAreAnswered(health);
            case WHILE_LISTS_ANSWER ->
                isOverdue(asked) && (othersAreAnswered(health) || lists.wasAnsweredSince(firstAttemptAt));
        };
    }

    /** Two attempts and ten seconds, or a single attempt if the API asks for a wait of ten seconds or more. */
    private boolean isOverdue(Duration asked) {
        boolean longWait = attempts > 0 && asked.toNanos() >= MIN_NANOS;
        return longWait || attempts >= MIN_ATTEMPTS && ownNanos >= MIN_NANOS;
    }

    private boolean othersAreAnswered(ResourceHealth health) {
        return health.wasAnsweredSince(firstAttemptAt) && sentAt - health.outageEndedAt() >= 0;
    }

    boolean isEnded() {
        return ended;
    }

    /** Marks the request as ended: it is not sent again, and its future is not completed again. */
    void end() {
        ended = true;
    }

    UnansweredException unanswered(String account, long now, Throwable last) {
        long seconds = Duration.ofNanos(now - unansweredSince).toSeconds();
        return new UnansweredException(
                String.format(
                        "Account %s: a request for %s got no usable response in %d attempts over %d s: %s",
                        account, resource.text(), failures, seconds, last.getMessage()),
                last);
    }
}
