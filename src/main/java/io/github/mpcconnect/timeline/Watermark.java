package io.github.mpcconnect.timeline;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.Collection;

/**
 * How far a day was read: every call of the day that ended up to {@code endTime} has been handled.
 *
 * <p>Example: the watermark {@code 2026-11-21T10:15:00Z, 1234, 9f86d081884c7d65} of 2026-11-21 says that 1,234 calls
 * ended after 00:00:00 and up to 10:15:00 and were sent; the next window starts right after 10:15:00.
 *
 * @param day the day
 * @param endTime in [day's start, day's end], whole seconds; the start stands for a day of which nothing was read
 * @param calls how many calls that was; null where a stored offset did not say
 * @param check XOR of the first 64 bits of each call id's SHA-256, so that order does not matter and the ids of a few
 *     missing calls can be told from it; null where a stored offset did not say
 */
public record Watermark(Day day, Instant endTime, Long calls, Long check) implements Position {

    /** The watermark of a day of which nothing was read, from an instant on: the day's start or a later bound. */
    public static Watermark none(Day day, Instant from) {
        return new Watermark(day, from, 0L, 0L);
    }

    /** This watermark after the calls with these ids, all that ended up to {@code upTo}, were handled. */
    public Watermark advancedTo(Instant upTo, long moreCalls, Collection<String> ids) {
        if (upTo.isBefore(endTime)) {
            throw new IllegalArgumentException("A watermark never goes back: " + this + " to " + upTo);
        }
        Long newCalls = calls == null ? null : Long.valueOf(calls + moreCalls);
        Long newCheck = check == null ? null : Long.valueOf(check ^ checkOf(ids));
        return new Watermark(day, upTo, newCalls, newCheck);
    }

    /** This watermark with the count and the check that are now known to be right. */
    public Watermark corrected(long newCalls, long newCheck) {
        return new Watermark(day, endTime, newCalls, newCheck);
    }

    public boolean isComplete() {
        return !endTime.isBefore(day.end());
    }

    /** XOR over the ids of {@link #bitsOf}. */
    public static long checkOf(Collection<String> ids) {
        return ids.stream().mapToLong(Watermark::bitsOf).reduce(0, (a, b) -> a ^ b);
    }

    /** The first 64 bits of an id's SHA-256. */
    public static long bitsOf(String id) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(id.getBytes(StandardCharsets.UTF_8));
            return ByteBuffer.wrap(digest).getLong();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256", e);
        }
    }
}
