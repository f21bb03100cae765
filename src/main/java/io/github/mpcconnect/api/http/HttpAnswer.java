package io.github.mpcconnect.api.http;

import org.apache.hc.client5.http.utils.DateUtils;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;

/**
 * A complete response; headers are null where it had none.
 *
 * @param date the {@code Date} header
 * @param retryAfter the {@code Retry-After} header
 * @param location the {@code Location} header
 * @param body decompressed; its array begins with it
 */
record HttpAnswer(int status, String date, String retryAfter, String location, ByteBuffer body) {

    String text() {
        return StandardCharsets.UTF_8.decode(body.duplicate()).toString();
    }

    /**
     * How long the API asks to wait; null where it does not. A date is held against the response's own, never against
     * the worker's clock.
     */
    Duration retryAfter(Instant responseDate) {
        if (retryAfter == null) {
            return null;
        }
        String value = retryAfter.strip();
        if (value.matches("\\d{1,9}")) {
            return Duration.ofSeconds(Long.parseLong(value));
        }
        Instant until = DateUtils.parseStandardDate(value);
        if (until == null || responseDate == null) {
            return null;
        }
        Duration wait = Duration.between(responseDate, until);
        return wait.isNegative() ? Duration.ZERO : wait;
    }
}
