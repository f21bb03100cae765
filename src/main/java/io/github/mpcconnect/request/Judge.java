package io.github.mpcconnect.request;

import io.github.mpcconnect.api.ApiException;

import java.time.Duration;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletionException;

/** Says what a failed try means: that it is tried again, that it is an answer, or that reading ends. */
final class Judge {

    private static final int MIN_UNAUTHORIZED = 3;
    private static final long MIN_UNAUTHORIZED_NANOS = Duration.ofSeconds(10).toNanos();

    private final String account;
    private int unauthorized;
    private long unauthorizedSince;

    /** @param account its name, for messages */
    Judge(String account) {
        this.account = account;
    }

    enum Verdict {
        /** More requests than the allowance: no failure of the request. */
        RATE_LIMIT,
        /** No usable answer. */
        RETRY,
        /** The API says that these participants are unavailable. */
        ANSWER
    }

    /**
     * What a request's last try failed with.
     *
     * @throws RuntimeException or Error, as it came, where it is no failure of a request but of the program
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
            String why = request.wasCutOff()
                    ? "stayed without a response while later ones were answered, and was cut off"
                    : "was cut off";
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

    /** @throws FatalException where reading ends */
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
            case NOT_FOUND, REFUSED -> refused(resource, e);
        };
    }

    /** A request was answered. */
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

    /** A redirection says nothing about the participants of one call, so it is never taken for their absence. */
    private Verdict refused(Resource resource, ApiException e) {
        boolean isRedirection = e.status() >= 300 && e.status() < 400;
        if (resource == Resource.PARTICIPANTS && !isRedirection) {
            return Verdict.ANSWER;
        }
        throw new FatalException("Account " + account + ": the API refuses a request: " + e.getMessage(), e);
    }
}
