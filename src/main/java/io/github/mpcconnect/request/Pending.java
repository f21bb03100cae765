package io.github.mpcconnect.request;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

/** A request from its submission to its end, with what happened to its tries. Confined to the loop. */
final class Pending<T> {

    private static final int MIN_TRIES = 2;
    private static final long MIN_OWN_NANOS = Duration.ofSeconds(10).toNanos();

    private final Work work;
    private final Resource resource;
    private final Supplier<Patience> patience;
    private final Supplier<? extends CompletableFuture<? extends T>> attempt;
    private final CompletableFuture<T> result = new CompletableFuture<>();
    private final long sequence;

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

    private long firstTry;
    private int tries;
    private long ownNanos;

    /** @param work null for a witness, which is the most urgent of all */
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

    Work work() {
        return work;
    }

    boolean isWitness() {
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

    /** Begins a try. */
    CompletableFuture<? extends T> send(long now) {
        sentAt = now;
        wasCutOff = false;
        if (!wasTried) {
            wasTried = true;
            firstTry = now;
            unansweredSince = now;
        }
        exchange = attempt.get();
        return exchange;
    }

    /** The try is over. */
    void returned(T response, Throwable failure) {
        this.response = response;
        this.failure = failure;
    }

    /** What the last try failed with; null where it was answered. */
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

    /** Ends the present try without waiting for its answer. */
    void cutOff() {
        wasCutOff = true;
        exchange.cancel(true);
    }

    boolean wasCutOff() {
        return wasCutOff;
    }

    /** When its first try began; a try that was refused because of the rate does not count. */
    long unansweredSince() {
        return unansweredSince;
    }

    /** A try was refused because of the rate. Returns how many were. */
    int refused() {
        wasTried = failures > 0;
        return ++refusals;
    }

    /** A try failed. Tries from before the resource recovered from an outage do not count. Returns how many failed. */
    int failed(long now, ResourceHealth health) {
        if (firstTry - health.recoveredAt() < 0) {
            firstTry = health.recoveredAt();
            tries = 0;
            ownNanos = 0;
        }
        if (sentAt - health.recoveredAt() >= 0) {
            tries++;
            ownNanos += now - sentAt;
        }
        return ++failures;
    }

    /** It waits for so long because a try failed. */
    void backsOff(Duration wait) {
        ownNanos += wait.toNanos();
    }

    boolean hasFailed() {
        return failures > 0;
    }

    /**
     * Whether it is to be reported as unanswered, now that a try has failed.
     *
     * @param lists the health of lists of calls
     * @param asked how long the API asks to wait until the next try
     */
    boolean isGivenUp(ResourceHealth health, ResourceHealth lists, Duration asked) {
        return switch (patience.get()) {
            case ONE_TRY -> true;
            case UNTIL_ANSWERED -> false;
            case WHILE_OTHERS_ANSWER -> isOverdue(asked) && othersAreAnswered(health);
            case WHILE_LISTS_ANSWER ->
                isOverdue(asked) && (othersAreAnswered(health) || lists.wasAnsweredSince(firstTry));
        };
    }

    /** Two tries and ten seconds; one, where the API itself asks to wait longer than that. */
    private boolean isOverdue(Duration asked) {
        boolean longWait = tries > 0 && asked.toNanos() >= MIN_OWN_NANOS;
        return longWait || tries >= MIN_TRIES && ownNanos >= MIN_OWN_NANOS;
    }

    private boolean othersAreAnswered(ResourceHealth health) {
        return health.wasAnsweredSince(firstTry) && sentAt - health.outageEndedAt() >= 0;
    }

    boolean isEnded() {
        return ended;
    }

    /** It is not sent again, and its future is not completed again. */
    void end() {
        ended = true;
    }

    UnansweredException unanswered(String account, long now, Throwable last) {
        long seconds = Duration.ofNanos(now - unansweredSince).toSeconds();
        return new UnansweredException(
                String.format(
                        "Account %s: a request for %s was not answered in %d tries over %d s: %s",
                        account, resource.text(), failures, seconds, last.getMessage()),
                last);
    }
}
