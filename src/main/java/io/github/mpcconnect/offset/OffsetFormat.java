package io.github.mpcconnect.offset;

import io.github.mpcconnect.offset.OffsetValues.Counts;
import io.github.mpcconnect.offset.OffsetValues.SizedSketch;
import io.github.mpcconnect.timeline.Day;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * Converts positions to the maps that Connect stores, and back. Connect compares partitions by their serialized bytes,
 * in iteration order, and normalizes them through a {@link HashMap}. So all maps are plain hash maps, and source
 * partitions and offsets are created only here. A stored offset that cannot be read is never treated as absent.
 *
 * <p>Example: the partition <code>{"account": "MA0", "day": "2026-11-21"}</code> has the offset <code>
 * {"end_time": "2026-11-21T10:15:00Z", "calls": 1234, "check": "9f86d081884c7d65", "state": "open"}</code>.
 */
public final class OffsetFormat {

    private static final int SCALE = 5;

    private static final String UNREADABLE =
            "The stored offset of the source partition %s cannot be read: %s. Reset it:"
                    + " stop the connector, PATCH /connectors/<name>/offsets with {\"offsets\": [{\"partition\": %s,"
                    + " \"offset\": null}]}, then resume the connector; %s again.";

    private OffsetFormat() {}

    /**
     * The source partition of an account's day. {@code filter} is the canonical form of the filter, or null without a
     * filter.
     */
    public static Map<String, String> partition(String accountId, Day day, String filter) {
        Map<String, String> partition = partition(accountId, filter);
        partition.put(OffsetKeys.DAY, day.toString());
        return partition;
    }

    /** The source partition of an account's live calls; {@code filter} as in {@link #partition}. */
    public static Map<String, String> livePartition(String accountId, String filter) {
        Map<String, String> partition = partition(accountId, filter);
        partition.put(OffsetKeys.STREAM, OffsetKeys.LIVE);
        return partition;
    }

    private static Map<String, String> partition(String accountId, String filter) {
        Map<String, String> partition = new HashMap<>();
        partition.put(OffsetKeys.ACCOUNT, accountId);
        if (filter != null) {
            partition.put(OffsetKeys.FILTER, filter);
        }
        return partition;
    }

    /** The account of a source partition. */
    public static String accountId(Map<String, ?> partition) {
        return String.valueOf(partition.get(OffsetKeys.ACCOUNT));
    }

    /** The source offset of a day, without unknown, empty and zero values and without the sketch of a final day. */
    public static Map<String, Object> offset(DayOffset day) {
        Map<String, Object> offset = new HashMap<>();
        offset.put(OffsetKeys.END_TIME, day.endTime().toString());
        offset.put(OffsetKeys.CALLS, day.calls());
        offset.put(OffsetKeys.CHECK, OffsetValues.checkText(day.check()));
        offset.put(OffsetKeys.STATE, OffsetValues.stateText(day.status()));
        if (!day.gaps().isEmpty()) {
            offset.put(OffsetKeys.GAPS, GapsText.format(day.day(), day.gaps()));
        }
        if (day.sketch() != null && !day.status().isFinal()) {
            SizedSketch sketch = new SizedSketch(day.sketch(), day.sketched());
            offset.put(OffsetKeys.SKETCH, OffsetValues.sketchText(day.endTime(), sketch));
        }
        putHashes(offset, OffsetKeys.VANISHED, day.vanished());
        putHashes(offset, OffsetKeys.UNBILLED, day.unbilled());
        Counts counts = new Counts(day.late(), day.corrected(), day.vanishedCount());
        if (!counts.equals(Counts.NONE)) {
            offset.put(OffsetKeys.COUNTS, OffsetValues.countsText(counts));
        }
        if (day.billed() != null) {
            BigDecimal billed = day.billed().setScale(SCALE, RoundingMode.HALF_EVEN);
            offset.put(OffsetKeys.BILLED, billed.toPlainString());
        }
        return offset;
    }

    private static void putHashes(Map<String, Object> offset, String key, List<Long> hashes) {
        if (!hashes.isEmpty()) {
            offset.put(key, OffsetValues.hashesText(hashes));
        }
    }

    /** The source offset of the live tables. */
    public static Map<String, Object> offset(LiveOffset live) {
        Map<String, Object> offset = new HashMap<>();
        offset.put(OffsetKeys.SEEN_AT, live.seenAt().toString());
        offset.put(OffsetKeys.OPEN, OpenKeys.text(live.open()));
        return offset;
    }

    /**
     * Like {@link #dayOffset(Map, Map)}, if only the day of the partition is known; messages then name the day alone.
     */
    public static DayOffset dayOffset(Day day, Map<String, ?> offset) {
        return dayOffset(Map.of(OffsetKeys.DAY, day.toString()), offset);
    }

    /**
     * Reads the stored offset of a day's partition. Only {@code end_time} is required. By default calls and check are
     * 0, the state follows from the end time, and the sketch is null. Unknown keys are ignored.
     *
     * @throws IllegalStateException if the offset cannot be read; the message says how to reset it
     */
    public static DayOffset dayOffset(Map<String, ?> partition, Map<String, ?> offset) {
        try {
            return readDay(OffsetValues.day(partition.get(OffsetKeys.DAY)), offset);
        } catch (IllegalArgumentException e) {
            throw unreadable(partition, "the day is then read", e);
        }
    }

    /**
     * Reads the stored offset of a partition of live calls. Unknown keys are ignored.
     *
     * @throws IllegalStateException if the offset cannot be read; the message says how to reset it
     */
    public static LiveOffset liveOffset(Map<String, ?> partition, Map<String, ?> offset) {
        try {
            return new LiveOffset(
                    OffsetValues.seenAt(offset.get(OffsetKeys.SEEN_AT)),
                    OffsetValues.open(offset.get(OffsetKeys.OPEN)));
        } catch (IllegalArgumentException e) {
            throw unreadable(partition, "the live calls are then sent", e);
        }
    }

    private static DayOffset readDay(Day day, Map<String, ?> offset) {
        Instant endTime = OffsetValues.endTime(day, offset.get(OffsetKeys.END_TIME));
        DayStatus byEndTime = endTime.isBefore(day.end()) ? DayStatus.OPEN : DayStatus.READ;
        SizedSketch sketch = optional(
                offset, OffsetKeys.SKETCH, value -> OffsetValues.sketch(endTime, value), new SizedSketch(null, 0));
        Counts counts = optional(offset, OffsetKeys.COUNTS, OffsetValues::counts, Counts.NONE);
        return new DayOffset(
                day,
                endTime,
                optional(offset, OffsetKeys.CALLS, OffsetValues::calls, 0L),
                optional(offset, OffsetKeys.CHECK, OffsetValues::check, 0L),
                optional(offset, OffsetKeys.STATE, OffsetValues::state, byEndTime),
                optional(offset, OffsetKeys.GAPS, value -> OffsetValues.gaps(day, endTime, value), Gaps.NONE),
                sketch.sketch(),
                sketch.size(),
                hashes(offset, OffsetKeys.VANISHED),
                hashes(offset, OffsetKeys.UNBILLED),
                counts.late(),
                counts.corrected(),
                counts.vanished(),
                optional(offset, OffsetKeys.BILLED, OffsetValues::billed, null));
    }

    private static List<Long> hashes(Map<String, ?> offset, String key) {
        return optional(offset, key, value -> OffsetValues.hashes(key, value), List.of());
    }

    private static <T> T optional(Map<String, ?> offset, String key, Function<Object, T> reader, T absent) {
        Object value = offset.get(key);
        return value == null ? absent : reader.apply(value);
    }

    private static IllegalStateException unreadable(
            Map<String, ?> partition, String consequence, IllegalArgumentException problem) {
        String json = OffsetKeys.json(partition);
        return new IllegalStateException(UNREADABLE.formatted(json, problem.getMessage(), json, consequence), problem);
    }
}
