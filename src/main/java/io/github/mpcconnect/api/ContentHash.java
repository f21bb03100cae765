package io.github.mpcconnect.api;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;

/**
 * A well-mixed 64-bit hash of a sequence of values, identical in every JVM. Amounts are hashed by value: 0.5 and 0.50
 * are equal.
 */
public final class ContentHash {

    private static final long GOLDEN = 0x9E3779B97F4A7C15L;
    private static final long NULL = 0x5851F42D4C957F2DL;

    private long hash;

    public static long of(Object... values) {
        ContentHash content = new ContentHash();
        for (Object value : values) {
            content.add(value);
        }
        return content.hash;
    }

    private void add(Object value) {
        if (value == null) {
            mix(NULL);
        } else if (value instanceof Instant instant) {
            mix(instant.getEpochSecond());
            mix(instant.getNano());
        } else if (value instanceof Number number && !(number instanceof BigDecimal)) {
            mix(number.longValue());
        } else if (value instanceof BigDecimal amount) {
            add(amount);
        } else {
            add(value.toString());
        }
    }

    private void add(BigDecimal amount) {
        BigDecimal stripped = amount.stripTrailingZeros();
        BigInteger digits = stripped.unscaledValue();
        mix(stripped.scale());
        for (BigInteger rest = digits.abs(); rest.signum() != 0; rest = rest.shiftRight(Long.SIZE)) {
            mix(rest.longValue());
        }
        mix(digits.signum());
    }

    private void add(String text) {
        mix(text.length());
        long word = 0;
        for (int i = 0; i < text.length(); i++) {
            word = word << Character.SIZE | text.charAt(i);
            if ((i & 3) == 3) {
                mix(word);
                word = 0;
            }
        }
        mix(word);
    }

    /** The finalizer of SplitMix64, applied to the hash so far. */
    private void mix(long value) {
        long z = (hash ^ value) + GOLDEN;
        z = (z ^ z >>> 30) * 0xBF58476D1CE4E5B9L;
        z = (z ^ z >>> 27) * 0x94D049BB133111EBL;
        hash = z ^ z >>> 31;
    }
}
