package io.github.mpcconnect.offset;

import io.github.mpcconnect.timeline.Day;

import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import static io.github.mpcconnect.offset.OffsetBuilder.anOffset;

/** Partitions and offsets with every key that they can have, for the reference. */
public final class ReferenceOffsets {

    private static final Instant TIME = Instant.parse("2026-11-21T10:15:00Z");
    private static final Day DAY = new Day(LocalDate.parse("2026-11-21"));

    private ReferenceOffsets() {}

    public static Map<String, String> dayPartition() {
        return OffsetFormat.partition("MA0123", DAY, "friendly_name=Sales");
    }

    public static Map<String, String> livePartition() {
        return OffsetFormat.livePartition("MA0123", "friendly_name=Sales");
    }

    public static Map<String, Object> dayOffset() {
        Gaps gaps = new Gaps(List.of(), List.of(), List.of(new Gaps.Deferred(TIME, "4a1c", TIME)));
        return OffsetFormat.offset(anOffset(DAY, TIME)
                .gaps(gaps)
                .sketch(new Sketch())
                .vanished(List.of(1L))
                .unbilled(List.of(1L))
                .late(1)
                .billed(BigDecimal.ONE)
                .build());
    }

    public static Map<String, Object> liveOffset() {
        return OffsetFormat.offset(new LiveOffset(TIME, Map.of()));
    }

    /** The keys that the connector knows. */
    public static Set<String> knownKeys() {
        return Stream.of(OffsetKeys.class.getDeclaredFields())
                .filter(field -> field.getType() == String.class && Modifier.isStatic(field.getModifiers()))
                .map(ReferenceOffsets::constant)
                .filter(key -> !key.equals(OffsetKeys.LIVE))
                .collect(Collectors.toSet());
    }

    private static String constant(Field field) {
        try {
            return (String) field.get(null);
        } catch (IllegalAccessException e) {
            throw new IllegalStateException(e);
        }
    }
}
