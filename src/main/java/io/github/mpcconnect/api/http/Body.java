package io.github.mpcconnect.api.http;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Locale;
import java.util.zip.GZIPInputStream;

/** A response body of at most 16 MiB, both before and after decompression. */
final class Body {

    static final int MAX_BYTES = 16 * 1024 * 1024;

    private static final int MIN_BUFFER = 1024;
    private static final int MAX_FIRST_BUFFER = 64 * 1024;

    private final String encoding;
    private byte[] bytes;
    private int length;

    /**
     * @param announced the announced length in bytes; negative if unknown
     * @param encoding the {@code Content-Encoding}; null for none
     */
    Body(long announced, String encoding) throws IOException {
        check(announced);
        this.encoding = encoding == null ? "identity" : encoding.strip().toLowerCase(Locale.ROOT);
        this.bytes = new byte[announced < 0 ? MIN_BUFFER : (int) Math.min(announced, MAX_FIRST_BUFFER)];
    }

    private static void check(long length) throws IOException {
        if (length > MAX_BYTES) {
            throw new IOException("The response is longer than " + MAX_BYTES + " bytes");
        }
    }

    void add(ByteBuffer more) throws IOException {
        int count = more.remaining();
        check((long) length + count);
        if (length + count > bytes.length) {
            bytes = Arrays.copyOf(bytes, Math.max(Math.max(2 * bytes.length, MIN_BUFFER), length + count));
        }
        more.get(bytes, length, count);
        length += count;
    }

    /** @throws IOException if the body cannot be decompressed or exceeds the limit */
    ByteBuffer content() throws IOException {
        switch (encoding) {
            case "identity", "" -> {}
            case "gzip", "x-gzip" -> inflate();
            default -> throw new IOException("The response has the unsupported Content-Encoding " + encoding);
        }
        return ByteBuffer.wrap(bytes, 0, length);
    }

    private void inflate() throws IOException {
        if (length == 0) {
            return;
        }
        byte[] inflated = new byte[Math.max(MIN_BUFFER, Math.min(8 * length, MAX_FIRST_BUFFER))];
        int size = 0;
        try (InputStream in = new GZIPInputStream(new ByteArrayInputStream(bytes, 0, length), MIN_BUFFER)) {
            for (int n = in.read(inflated); n >= 0; n = in.read(inflated, size, inflated.length - size)) {
                size += n;
                check(size);
                if (size == inflated.length) {
                    inflated = Arrays.copyOf(inflated, 2 * size);
                }
            }
        }
        bytes = inflated;
        length = size;
    }
}
