package io.github.mpcconnect.timeline;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Days and watermarks as the maps that Connect stores, and back. Connect compares partitions as serialized bytes in
 * iteration order and normalises through a {@link HashMap}: so every map made here is a plain one, and source
 * partitions and offsets are made nowhere else.
 *
 * <p>Example: the partition <code>{"account": "MA0", "day": "2026-11-21"}</code> has the offset <code>
 * {"end_time": "2026-11-21T10:15:00Z", "calls": 1234, "check": "9f86d081884c7d65"}</code>.
 */
public final class StoredOffsets {

    static final String ACCOUNT = "account";
    static final String DAY = "day";
    static final String FILTER = "filter";
    static final String STREAM = "stream";
    static final String LIVE = "live";
    static final String OPEN = "open";
    static final String SEEN_AT = "seen_at";
    static final String END_TIME = "end_time";
    static final String CALLS = "calls";
    static final String CHECK = "check";

    private StoredOffsets() {}

    /** The source partition of an account's day; {@code filter} is the filter's canonical form, null without one. */
    public static Map<String, String> partition(String accountId, Day day, String filter) {
        Map<String, String> partition = new HashMap<>();
        partition.put(ACCOUNT, accountId);
        partition.put(DAY, day.toString());
        if (filter != null) {
            partition.put(FILTER, filter);
        }
        return partition;
    }

    /** The source partition of an account's live calls. */
    public static Map<String, String> livePartition(String accountId) {
        Map<String, String> partition = new HashMap<>();
        partition.put(ACCOUNT, accountId);
        partition.put(STREAM, LIVE);
        return partition;
    }

    /** The source offset of a watermark; the count and the check are left out where they are not known. */
    public static Map<String, Object> offset(Watermark watermark) {
        Map<String, Object> offset = new HashMap<>();
        offset.put(END_TIME, watermark.endTime().toString());
        if (watermark.calls() != null) {
            offset.put(CALLS, watermark.calls());
        }
        if (watermark.check() != null) {
            offset.put(CHECK, HexFormat.of().toHexDigits(watermark.check()));
        }
        return offset;
    }

    /** The source offset of the tables of live calls. */
    public static Map<String, Object> liveOffset(LivePosition position) {
        Map<String, Object> offset = new HashMap<>();
        offset.put(SEEN_AT, position.seenAt().toString());
        offset.put(OPEN, OpenKeys.text(position.open()));
        return offset;
    }

    /**
     * What stood in the tables of live calls; empty where nothing was stored. Unknown keys are ignored.
     *
     * @throws IllegalStateException where something is stored that cannot be read
     */
    public static Optional<LivePosition> livePosition(Map<String, ?> partition, Map<String, ?> offset) {
        if (offset == null) {
            return Optional.empty();
        }
        try {
            Instant seenAt = Instant.parse(String.valueOf(offset.get(SEEN_AT)));
            return Optional.of(new LivePosition(seenAt, OpenKeys.of(String.valueOf(offset.get(OPEN)))));
        } catch (IllegalArgumentException | DateTimeException e) {
            String sentence =
                    "The stored offset of the source partition %s cannot be read: %s. Reset it: stop the connector,"
                            + " PATCH /connectors/<name>/offsets with {\"offsets\": [{\"partition\": %s,"
                            + " \"offset\": null}]}, resume it; the live calls are then sent anew.";
            throw new IllegalStateException(sentence.formatted(json(partition), e.getMessage(), json(partition)), e);
        }
    }

    /** {@link #watermark(Map, Map)} where only the day is at hand to name the partition by. */
    public static Optional<Watermark> watermark(Day day, Map<String, ?> offset) {
        return watermark(day, Map.of(DAY, day.toString()), offset);
    }

    /**
     * The watermark that was stored for a day's partition; empty where nothing was. Unknown keys are ignored.
     *
     * @throws IllegalStateException where something is stored that cannot be read: taken for nothing, it would have the
     *     whole day sent again
     */
    public static Optional<Watermark> watermark(Map<String, ?> partition, Map<String, ?> offset) {
        try {
            return watermark(day(partition.get(DAY)), partition, offset);
        } catch (IllegalArgumentException e) {
            throw new IllegalStateException(
                    "The source partition " + json(partition) + " is of no day: " + e.getMessage(), e);
        }
    }

    /**
     * What is wrong with an offset that somebody wants to set over REST, one sentence a mistake; empty where it can be
     * taken. A null offset is a reset and is taken for any partition.
     */
    public static List<String> check(Map<String, ?> partition, Map<String, ?> offset) {
        return offset == null ? List.of() : new OffsetCheck(partition, offset).problems();
    }

    private static Optional<Watermark> watermark(Day day, Map<String, ?> partition, Map<String, ?> offset) {
        if (offset == null) {
            return Optional.empty();
        }
        try {
            Object calls = offset.get(CALLS);
            Object check = offset.get(CHECK);
            return Optional.of(new Watermark(
                    day,
                    endTime(day, offset.get(END_TIME)),
                    calls == null ? null : calls(calls),
                    check == null ? null : checkBits(check)));
        } catch (IllegalArgumentException e) {
            String sentence =
                    "The stored offset of the source partition %s cannot be read: %s. Reset that day's offset:"
                            + " stop the connector, PATCH /connectors/<name>/offsets with"
                            + " {\"offsets\": [{\"partition\": %s, \"offset\": null}]}, resume it; the day is then read again.";
            throw new IllegalStateException(sentence.formatted(json(partition), e.getMessage(), json(partition)), e);
        }
    }

    static Day day(Object value) {
        if (value instanceof String text) {
            try {
                Day day = new Day(LocalDate.parse(text));
                if (day.toString().equals(text)) {
                    return day;
                }
            } catch (DateTimeException e) {
                throw refused(DAY, value, "an ISO date such as \"2026-11-21\"", e);
            }
        }
        throw refused(DAY, value, "an ISO date such as \"2026-11-21\"", null);
    }

    /** The end time, in [day's start, day's end]. */
    static Instant endTime(Day day, Object value) {
        if (value instanceof String text) {
            try {
                Instant endTime = Instant.parse(text);
                boolean inDay = !endTime.isBefore(day.start()) && !endTime.isAfter(day.end());
                if (inDay && endTime.equals(endTime.truncatedTo(ChronoUnit.SECONDS))) {
                    return endTime;
                }
            } catch (DateTimeException e) {
                throw refused(END_TIME, value, endTimeForm(day), e);
            }
        }
        throw refused(END_TIME, value, endTimeForm(day), null);
    }

    static String endTimeForm(Day day) {
        return "an ISO instant in whole seconds, after %s and up to %s".formatted(day.start(), day.end());
    }

    static long calls(Object value) {
        if ((value instanceof Long || value instanceof Integer) && ((Number) value).longValue() >= 0) {
            return ((Number) value).longValue();
        }
        throw refused(CALLS, value, "a whole number from 0 on, or left out", null);
    }

    static long checkBits(Object value) {
        if (value instanceof String text && text.length() == 16 && text.chars().allMatch(HexFormat::isHexDigit)) {
            return HexFormat.fromHexDigitsToLong(text);
        }
        throw refused(CHECK, value, "16 hex digits such as \"9f86d081884c7d65\", or left out", null);
    }

    static IllegalArgumentException refused(String key, Object value, String form, Exception cause) {
        return new IllegalArgumentException(key + " is " + json(value) + " and must be " + form, cause);
    }

    /** A value for people to read, in JSON, the keys of a map sorted. */
    static String json(Object value) {
        if (value instanceof String text) {
            return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
        }
        if (value instanceof Map<?, ?> map) {
            Map<String, String> sorted = new TreeMap<>();
            map.forEach((key, element) -> sorted.put(json(String.valueOf(key)), json(element)));
            return sorted.entrySet().stream()
                    .map(entry -> entry.getKey() + ": " + entry.getValue())
                    .collect(Collectors.joining(", ", "{", "}"));
        }
        return String.valueOf(value);
    }
}
