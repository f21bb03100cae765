package io.github.mpcconnect.api;

import org.apache.hc.core5.http.HttpEntity;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.function.LongSupplier;

/** Reads an answer's body as UTF-8, whole or not at all, within a bound on its size and on the time it may take. */
public final class BodyReader {

    private static final int MOST_BYTES = 16 * 1024 * 1024;
    private static final int FIRST_BYTES = 4 * 1024;

    private final Duration timeout;
    private final LongSupplier nanoTime;

    /**
     * @param timeout how long a body may take from its first byte to its last
     * @param nanoTime monotonic nanoseconds, as {@link System#nanoTime}
     */
    public BodyReader(Duration timeout, LongSupplier nanoTime) {
        this.timeout = timeout;
        this.nanoTime = nanoTime;
    }

    /**
     * The whole body. The stream is left open, since closing it would read on to its end.
     *
     * @throws IOException where the body is cut, longer than 16 MiB or takes longer than the timeout
     */
    String read(HttpEntity entity) throws IOException {
        if (entity == null) {
            return "";
        }
        long start = nanoTime.getAsLong();
        byte[] body = new byte[FIRST_BYTES];
        int length = 0;
        InputStream in = entity.getContent();
        for (int n = in.read(body); n >= 0; n = in.read(body, length, body.length - length)) {
            length += n;
            if (length > MOST_BYTES) {
                throw new IOException("The answer is longer than " + MOST_BYTES + " bytes");
            }
            if (nanoTime.getAsLong() - start > timeout.toNanos()) {
                throw new IOException("The answer was not complete after " + timeout);
            }
            if (length == body.length) {
                body = Arrays.copyOf(body, 2 * length);
            }
        }
        return new String(body, 0, length, StandardCharsets.UTF_8);
    }
}
