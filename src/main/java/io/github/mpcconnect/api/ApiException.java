package io.github.mpcconnect.api;

import java.time.Duration;
import java.util.Optional;

/**
 * A request without a usable response. The message says what was requested and what was received, never the
 * credentials; {@link #kind} says whether a retry can help.
 */
public final class ApiException extends RuntimeException {

    /** Whether a retry can help. */
    public enum Kind {
        /** 408, 425, 429, 5xx, a failed connection, a timeout, a truncated or non-JSON response: a retry may help. */
        TRANSIENT,
        /** 401 or 403: the credentials were rejected. */
        UNAUTHORIZED,
        /** 404: the call or the account does not exist. */
        NOT_FOUND,
        /** 3xx and all other 4xx: a retry would return the same response. */
        REFUSED
    }

    private static final long serialVersionUID = 1L;
    private static final int TOO_MANY_REQUESTS = 429;

    private final Kind kind;
    private final int status;
    private final transient Duration retryAfter;

    /**
     * @param status the HTTP status, or 0 if there was no usable response
     * @param retryAfter how long the API asks the client to wait, or null
     */
    public ApiException(Kind kind, int status, Duration retryAfter, String message, Throwable cause) {
        super(message, cause);
        this.kind = kind;
        this.status = status;
        this.retryAfter = retryAfter;
    }

    /** A failure of kind {@link Kind#TRANSIENT} without an HTTP status. */
    public static ApiException noAnswer(String message, Throwable cause) {
        return new ApiException(Kind.TRANSIENT, 0, null, message, cause);
    }

    public Kind kind() {
        return kind;
    }

    /** The HTTP status, or 0 if there was no usable response. */
    public int status() {
        return status;
    }

    /** How long the API asks the client to wait before the next request. */
    public Optional<Duration> retryAfter() {
        return Optional.ofNullable(retryAfter);
    }

    /** Whether the request was rejected because the account exceeded its rate limit (429). */
    public boolean isRateLimit() {
        return status == TOO_MANY_REQUESTS;
    }
}
