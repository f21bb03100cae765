package io.github.mpcconnect.api.http;

import org.apache.hc.client5.http.utils.DateUtils;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;

/**
 * A complete response. A header is null if the response does not have it.
 *
 * @param date the {@code Date} header
 * @param retryAfter the {@code Retry-After} header
 * @param location the {@code Location} header
 * @param body the decompressed body; its array starts with the first byte
 */
record HttpAnswer(int status, String date, String retryAfter, String location, ByteBuffer body) {

    String text() {
        return StandardCharsets.UTF_8.decode(body.duplicate()).toString();
    }

    /**
     * How long the API asks the client to wait, or null. A date is compared with the response's own {@code Date}, never
     * with the worker's clock.
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
