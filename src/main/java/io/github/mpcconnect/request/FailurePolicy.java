package io.github.mpcconnect.request;

import io.github.mpcconnect.api.ApiException;

import java.time.Duration;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletionException;

/** Decides what a failed attempt means: a retry, an answer, or the end of the task. */
final class FailurePolicy {

    private static final int MIN_UNAUTHORIZED = 3;
    private static final long MIN_UNAUTHORIZED_NANOS = Duration.ofSeconds(10).toNanos();

    private final String account;
    private int unauthorized;
    private long unauthorizedSince;

    /** @param account the account's name, for messages */
    FailurePolicy(String account) {
        this.account = account;
    }

    enum Verdict {
        /** The account exceeded its rate limit; this is not a failure of the request. */
        RATE_LIMIT,
        /** No usable response: the request is retried. */
        RETRY,
        /** A final answer: the participants are unavailable. */
        ANSWER
    }

    /**
     * The failure of a request's last attempt.
     *
     * @throws RuntimeException or Error the failure itself, if it is a programming error and not a failed request
     */
    static ApiException asApiException(Pending<?> request) {
        Throwable cause = request.failure();
        while (cause instanceof CompletionException && cause.getCause() != null) {
            cause = cause.getCause();
        }
        if (cause instanceof ApiException e) {
            return e;
        }
        if (cause instanceof CancellationException) {
            String why = request.wasAborted()
                    ? "was aborted: it had no response while later requests were answered"
                    : "was aborted";
            return ApiException.noAnswer("A request for " + request.resource().text() + " " + why, cause);
        }
        if (cause instanceof RuntimeException e) {
            throw e;
        }
        if (cause instanceof Error e) {
            throw e;
        }
        throw new IllegalStateException(cause);
    }

    /** @throws FatalException if the task cannot continue */
    Verdict judge(Resource resource, ApiException e, long now) {
        if (e.isRateLimit()) {
            return Verdict.RATE_LIMIT;
        }
        return switch (e.kind()) {
            case TRANSIENT -> {
                unauthorized = 0;
                yield Verdict.RETRY;
            }
            case UNAUTHORIZED -> unauthorized(e, now);
            case NOT_FOUND, REFUSED -> rejected(resource, e);
        };
    }

    /** Ends a series of rejected credentials: a request was answered. */
    void answered() {
        unauthorized = 0;
    }

    private Verdict unauthorized(ApiException e, long now) {
        if (unauthorized++ == 0) {
            unauthorizedSince = now;
        }
        if (unauthorized >= MIN_UNAUTHORIZED && now - unauthorizedSince >= MIN_UNAUTHORIZED_NANOS) {
            throw new FatalException(
                    "Account " + account + ": the API no longer accepts the credentials. Check the auth id and token in"
                            + " the connector's configuration, then restart the task. " + e.getMessage(),
                    e);
        }
        return Verdict.RETRY;
    }

    /** A redirect says nothing about the participants of a call, so it never makes them unavailable. */
    private Verdict rejected(Resource resource, ApiException e) {
        boolean isRedirect = e.status() >= 300 && e.status() < 400;
        if (resource == Resource.PARTICIPANTS && !isRedirect) {
            return Verdict.ANSWER;
        }
        throw new FatalException("Account " + account + ": the API rejected a request: " + e.getMessage(), e);
    }
}
