package io.github.mpcconnect.ingest;

import io.github.mpcconnect.api.ApiException;
import io.github.mpcconnect.api.ApiException.Kind;

import java.time.Duration;

/** Failures as the API's client throws them. */
final class Failures {

    private Failures() {}

    static ApiException status(Kind kind, int status) {
        return new ApiException(kind, status, null, "GET /list was answered with " + status + ": words", null);
    }

    static ApiException unavailable() {
        return status(Kind.TRANSIENT, 503);
    }

    static ApiException unauthorized() {
        return status(Kind.UNAUTHORIZED, 401);
    }

    static ApiException notFound() {
        return status(Kind.NOT_FOUND, 404);
    }

    /** @param retryAfter null for none */
    static ApiException tooMany(Duration retryAfter) {
        return new ApiException(Kind.TRANSIENT, 429, retryAfter, "GET /list was answered with 429", null);
    }
}
