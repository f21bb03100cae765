package io.github.mpcconnect.offset;

import io.github.mpcconnect.timeline.Day;
import io.github.mpcconnect.timeline.Window;

import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Formats and parses the values of source partitions and offsets. A value that cannot be read is rejected with an
 * IllegalArgumentException that names the key, the value and what is expected; it is never treated as absent.
 */
final class OffsetValues {

    static final long MAX_CALLS = 1_000_000_000;
    static final int MAX_HASHES = 200;

    private static final Pattern COUNTS = Pattern.compile("(\\d{1,10})/(\\d{1,10})/(\\d{1,10})");
    private static final Pattern AMOUNT = Pattern.compile("-?\\d{1,15}(\\.\\d{1,5})?");
    private static final Pattern SKETCH = Pattern.compile("([^!]+)!(\\d{1,10})!([^!]+)");
    private static final int SCALE = 5;

    private OffsetValues() {}

    /** A sketch and the number of ids in it, as stored in an offset. */
    record SizedSketch(Sketch sketch, long size) {}

    record Counts(long late, long corrected, long vanished) {

        static final Counts NONE = new Counts(0, 0, 0);
    }

    static Day day(Object value) {
        String expected = "an ISO date such as \"2026-11-21\"";
        String text = text(OffsetKeys.DAY, value, expected);
        try {
            Day day = new Day(LocalDate.parse(text));
            if (day.toString().equals(text)) {
                return day;
            }
        } catch (DateTimeException e) {
            throw refused(OffsetKeys.DAY, value, expected, e);
        }
        throw refused(OffsetKeys.DAY, value, expected, null);
    }

    /** An end time in [start of the day, end of the day]. */
    static Instant endTime(Day day, Object value) {
        String expected = "an ISO instant in whole seconds from %s to %s".formatted(day.start(), day.end());
        Instant endTime = instant(OffsetKeys.END_TIME, value, expected);
        if (endTime.isBefore(day.start()) || endTime.isAfter(day.end()) || endTime.getNano() != 0) {
            throw refused(OffsetKeys.END_TIME, value, expected, null);
        }
        return endTime;
    }

    static Instant seenAt(Object value) {
        return instant(OffsetKeys.SEEN_AT, value, "an ISO instant such as \"2026-11-21T10:15:00Z\"");
    }

    private static Instant instant(String key, Object value, String expected) {
        try {
            return Instant.parse(text(key, value, expected));
        } catch (DateTimeException e) {
            throw refused(key, value, expected, e);
        }
    }

    static long calls(Object value) {
        if (value instanceof Long || value instanceof Integer) {
            long calls = ((Number) value).longValue();
            if (calls >= 0 && calls <= MAX_CALLS) {
                return calls;
            }
        }
        throw refused(OffsetKeys.CALLS, value, "a whole number from 0 to " + MAX_CALLS, null);
    }

    static String checkText(long check) {
        return HexFormat.of().toHexDigits(check);
    }

    static long check(Object value) {
        if (value instanceof String text && text.length() == 16 && text.chars().allMatch(HexFormat::isHexDigit)) {
            return HexFormat.fromHexDigitsToLong(text);
        }
        throw refused(OffsetKeys.CHECK, value, "16 hex digits such as \"9f86d081884c7d65\"", null);
    }

    static String stateText(DayStatus status) {
        return status.name().toLowerCase(Locale.ROOT);
    }

    static DayStatus state(Object value) {
        return Stream.of(DayStatus.values())
                .filter(status -> stateText(status).equals(value))
                .findFirst()
                .orElseThrow(
                        () -> refused(OffsetKeys.STATE, value, "\"open\", \"read\", \"closed\" or \"disputed\"", null));
    }

    /** Gaps that end no later than {@code endTime}. */
    static Gaps gaps(Day day, Instant endTime, Object value) {
        String expected = "gaps up to %s such as \"10:15:03/10:20:00 10:30:00/10:30:01?\"".formatted(endTime);
        String text = text(OffsetKeys.GAPS, value, expected);
        try {
            Gaps gaps = GapsText.parse(day, text);
            Stream.of(
                            gaps.unread().stream().map(Window::upTo),
                            gaps.unproven().stream().map(Window::upTo),
                            gaps.deferred().stream().map(Gaps.Deferred::upTo))
                    .flatMap(ends -> ends)
                    .filter(end -> end.isAfter(endTime))
                    .findFirst()
                    .ifPresent(end -> {
                        throw new IllegalArgumentException("a gap ends at " + end + ", after end_time");
                    });
            return gaps;
        } catch (IllegalArgumentException e) {
            throw refused(OffsetKeys.GAPS, value, expected + " (" + e.getMessage() + ")", e);
        }
    }

    static String sketchText(Instant endTime, SizedSketch sketch) {
        return endTime + "!" + sketch.size() + "!" + sketch.sketch().text();
    }

    /** The sketch of the ids sent up to exactly this end time. */
    static SizedSketch sketch(Instant endTime, Object value) {
        String expected = "\"%s!<number of ids>!<342 characters of base64url>\"".formatted(endTime);
        Matcher parts = SKETCH.matcher(text(OffsetKeys.SKETCH, value, expected));
        if (!parts.matches()) {
            throw refused(OffsetKeys.SKETCH, value, expected, null);
        }
        if (!parts.group(1).equals(endTime.toString())) {
            throw refused(OffsetKeys.SKETCH, value, expected + " (it was stored with another end_time)", null);
        }
        try {
            return new SizedSketch(Sketch.parse(parts.group(3)), Long.parseLong(parts.group(2)));
        } catch (IllegalArgumentException e) {
            throw refused(OffsetKeys.SKETCH, value, expected + " (" + e.getMessage() + ")", e);
        }
    }

    /** The newest hashes, up to the maximum, 8 bytes each. */
    static String hashesText(List<Long> hashes) {
        List<Long> newest = hashes.subList(Math.max(0, hashes.size() - MAX_HASHES), hashes.size());
        ByteBuffer bytes = ByteBuffer.allocate(newest.size() * Long.BYTES);
        newest.forEach(bytes::putLong);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes.array());
    }

    static List<Long> hashes(String key, Object value) {
        String expected = "base64url of up to %d hashes of 8 bytes each".formatted(MAX_HASHES);
        byte[] bytes = bytes(key, value, expected);
        if (bytes.length % Long.BYTES != 0 || bytes.length > MAX_HASHES * Long.BYTES) {
            throw refused(key, value, expected, null);
        }
        List<Long> hashes = new ArrayList<>();
        for (ByteBuffer rest = ByteBuffer.wrap(bytes); rest.hasRemaining(); ) {
            hashes.add(rest.getLong());
        }
        return List.copyOf(hashes);
    }

    private static byte[] bytes(String key, Object value, String expected) {
        try {
            return Base64.getUrlDecoder().decode(text(key, value, expected));
        } catch (IllegalArgumentException e) {
            throw refused(key, value, expected, e);
        }
    }

    static String countsText(Counts counts) {
        return counts.late() + "/" + counts.corrected() + "/" + counts.vanished();
    }

    static Counts counts(Object value) {
        String expected = "late, corrected and vanished calls, as in \"3/1/0\"";
        Matcher counts = COUNTS.matcher(text(OffsetKeys.COUNTS, value, expected));
        if (!counts.matches()) {
            throw refused(OffsetKeys.COUNTS, value, expected, null);
        }
        return new Counts(
                Long.parseLong(counts.group(1)), Long.parseLong(counts.group(2)), Long.parseLong(counts.group(3)));
    }

    static BigDecimal billed(Object value) {
        if (value instanceof String text && AMOUNT.matcher(text).matches()) {
            return new BigDecimal(text).setScale(SCALE);
        }
        throw refused(OffsetKeys.BILLED, value, "an amount with up to 5 decimals such as \"12.34500\"", null);
    }

    static Map<String, List<String>> open(Object value) {
        String expected = "the text that the connector stored, up to %d characters".formatted(OpenKeys.MAX_CHARACTERS);
        String text = text(OffsetKeys.OPEN, value, expected);
        if (text.length() > OpenKeys.MAX_CHARACTERS) {
            throw refused(OffsetKeys.OPEN, value, expected, null);
        }
        try {
            return OpenKeys.of(text);
        } catch (IllegalArgumentException e) {
            throw refused(OffsetKeys.OPEN, value, expected, e);
        }
    }

    private static String text(String key, Object value, String expected) {
        if (value instanceof String text) {
            return text;
        }
        throw refused(key, value, expected, null);
    }

    static IllegalArgumentException refused(String key, Object value, String expected, Exception cause) {
        return new IllegalArgumentException(
                key + " is " + OffsetKeys.shortened(value) + "; expected " + expected, cause);
    }
}
