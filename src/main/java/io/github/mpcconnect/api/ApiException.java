package io.github.mpcconnect.api;

import java.time.Duration;
import java.util.Optional;

/**
 * A request without an answer that can be used. It says what was asked, what came, and whether asking again can help;
 * never the credentials.
 */
public final class ApiException extends RuntimeException {

    /** What a failure means for the next try. */
    public enum Kind {
        /** 429, 5xx, no connection, no answer in time, an answer that is cut or no JSON: ask again. */
        TRANSIENT,
        /** 401 or 403: the credentials are not accepted. */
        UNAUTHORIZED,
        /** 404: there is no such call, or no such account. */
        NOT_FOUND,
        /** 3xx and the other 4xx: asking again brings the same answer. */
        REFUSED
    }

    private static final long serialVersionUID = 1L;
    private static final int TOO_MANY_REQUESTS = 429;

    private final Kind kind;
    private final int status;
    private final transient Duration retryAfter;

    /**
     * @param status the HTTP status; 0 where there was no answer
     * @param retryAfter what the API asked to wait; null where it asked for nothing
     */
    public ApiException(Kind kind, int status, Duration retryAfter, String message, Throwable cause) {
        super(message, cause);
        this.kind = kind;
        this.status = status;
        this.retryAfter = retryAfter;
    }

    /** A failure without a usable answer: asking again may help. */
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
