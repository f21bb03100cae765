package io.github.mpcconnect.timeline;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;

/**
 * Says what is wrong with an offset that somebody sets over REST. What passes here is found again by the connector:
 * each partition has exactly one form, and each offset is one that {@link StoredOffsets#watermark} reads.
 */
final class OffsetCheck {

    private static final Set<String> DAY_KEYS = Set.of(StoredOffsets.ACCOUNT, StoredOffsets.DAY, StoredOffsets.FILTER);
    private static final Set<String> LIVE_KEYS = Set.of(StoredOffsets.ACCOUNT, StoredOffsets.STREAM);
    private static final Set<String> OFFSET_KEYS =
            Set.of(StoredOffsets.END_TIME, StoredOffsets.CALLS, StoredOffsets.CHECK);
    private static final String NON_EMPTY = "a string that is not empty";

    private final Map<String, ?> partition;
    private final Map<String, ?> offset;
    private final List<String> problems = new ArrayList<>();

    OffsetCheck(Map<String, ?> partition, Map<String, ?> offset) {
        this.partition = partition;
        this.offset = offset;
    }

    List<String> problems() {
        if (partition == null) {
            problems.add("The partition is null and must be {\"account\": .., \"day\": ..[, \"filter\": ..]}");
        } else if (partition.containsKey(StoredOffsets.STREAM)) {
            checkLive();
        } else {
            checkDay();
        }
        return List.copyOf(problems);
    }

    private void checkLive() {
        checkKeys("Partition", partition, LIVE_KEYS);
        checkText(StoredOffsets.ACCOUNT);
        Object stream = partition.get(StoredOffsets.STREAM);
        if (!StoredOffsets.LIVE.equals(stream)) {
            refuse("Partition", StoredOffsets.refused(StoredOffsets.STREAM, stream, "\"live\"", null));
        }
        problems.add("Offset of " + StoredOffsets.json(partition) + ": the value is " + StoredOffsets.json(offset)
                + " and must be null, which resets it: which calls are open is for the connector to find out");
    }

    private void checkDay() {
        checkKeys("Partition", partition, DAY_KEYS);
        checkText(StoredOffsets.ACCOUNT);
        if (partition.containsKey(StoredOffsets.FILTER)) {
            checkText(StoredOffsets.FILTER);
        }
        Optional<Day> day = read("Partition", () -> StoredOffsets.day(partition.get(StoredOffsets.DAY)));
        checkKeys("Offset", offset, OFFSET_KEYS);
        day.ifPresent(this::checkEndTime);
        if (offset.containsKey(StoredOffsets.CALLS)) {
            read("Offset", () -> StoredOffsets.calls(offset.get(StoredOffsets.CALLS)));
        }
        if (offset.containsKey(StoredOffsets.CHECK)) {
            read("Offset", () -> StoredOffsets.checkBits(offset.get(StoredOffsets.CHECK)));
        }
    }

    private void checkEndTime(Day day) {
        Object value = offset.get(StoredOffsets.END_TIME);
        read("Offset", () -> StoredOffsets.endTime(day, value))
                .filter(endTime -> endTime.equals(day.start()))
                .ifPresent(start -> refuse(
                        "Offset",
                        StoredOffsets.refused(
                                StoredOffsets.END_TIME,
                                value,
                                StoredOffsets.endTimeForm(day) + "; to read the whole day, set its offset to null",
                                null)));
    }

    private void checkKeys(String what, Map<String, ?> map, Set<String> known) {
        for (Map.Entry<String, ?> entry : map.entrySet()) {
            String key = String.valueOf(entry.getKey());
            if (!known.contains(key)) {
                problems.add("%s: the key %s, with the value %s, is not known; the keys are %s"
                        .formatted(
                                what,
                                key,
                                StoredOffsets.json(entry.getValue()),
                                String.join(", ", new TreeSet<>(known))));
            }
        }
    }

    private void checkText(String key) {
        Object value = partition.get(key);
        if (!(value instanceof String text) || text.isEmpty()) {
            refuse("Partition", StoredOffsets.refused(key, value, NON_EMPTY, null));
        }
    }

    private <T> Optional<T> read(String what, Supplier<T> reader) {
        try {
            return Optional.of(reader.get());
        } catch (IllegalArgumentException e) {
            refuse(what, e);
            return Optional.empty();
        }
    }

    private void refuse(String what, IllegalArgumentException problem) {
        problems.add(what + ": " + problem.getMessage());
    }
}
