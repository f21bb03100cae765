package io.github.mpcconnect.request;

import io.github.mpcconnect.api.ApiException;
import io.github.mpcconnect.api.ApiException.Kind;

import java.time.Duration;

/** Failures as the API's client throws them. */
public final class Failures {

    private Failures() {}

    public static ApiException status(Kind kind, int status) {
        return new ApiException(kind, status, null, "GET /list was answered with " + status + ": words", null);
    }

    public static ApiException unavailable() {
        return status(Kind.TRANSIENT, 503);
    }

    public static ApiException unauthorized() {
        return status(Kind.UNAUTHORIZED, 401);
    }

    public static ApiException notFound() {
        return status(Kind.NOT_FOUND, 404);
    }

    /** @param retryAfter null for none */
    public static ApiException tooMany(Duration retryAfter) {
        return new ApiException(Kind.TRANSIENT, 429, retryAfter, "GET /list was answered with 429", null);
    }
}
