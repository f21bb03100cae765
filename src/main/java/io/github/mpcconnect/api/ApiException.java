package io.github.mpcconnect.api;

import java.time.Duration;
import java.util.Optional;

/**
 * A request without a usable response. It says what was requested, what came, and whether a retry can help; never the
 * credentials.
 */
public final class ApiException extends RuntimeException {

    /** What a failure means for the next try. */
    public enum Kind {
        /** 429, 5xx, no connection, no response in time, a response that is cut or not JSON: try again. */
        TRANSIENT,
        /** 401 or 403: the credentials are not accepted. */
        UNAUTHORIZED,
        /** 404: there is no such call, or no such account. */
        NOT_FOUND,
        /** 3xx and the other 4xx: a retry brings the same response. */
        REFUSED
    }

    private static final long serialVersionUID = 1L;
    private static final int TOO_MANY_REQUESTS = 429;

    private final Kind kind;
    private final int status;
    private final transient Duration retryAfter;

    /**
     * @param status the HTTP status; 0 where there was no response
     * @param retryAfter how long the API wants the client to wait; null where it did not
     */
    public ApiException(Kind kind, int status, Duration retryAfter, String message, Throwable cause) {
        super(message, cause);
        this.kind = kind;
        this.status = status;
        this.retryAfter = retryAfter;
    }

    /** A failure without a usable response: a retry may help. */
    public static ApiException noAnswer(String message, Throwable cause) {
        return new ApiException(Kind.TRANSIENT, 0, null, message, cause);
    }

    public Kind kind() {
        return kind;
    }

    public int status() {
        return status;
    }

    public Optional<Duration> retryAfter() {
        return Optional.ofNullable(retryAfter);
    }

    /** True for 429: more requests than the account's allowance. */
    public boolean isRateLimit() {
        return status == TOO_MANY_REQUESTS;
    }
}
