package io.github.mpcconnect.offset;

import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.apache.kafka.connect.json.JsonConverter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

import static io.github.mpcconnect.offset.DayOffsets.DAY;
import static io.github.mpcconnect.offset.DayOffsets.window;
import static io.github.mpcconnect.offset.OffsetBuilder.anOffset;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

class OffsetFormatTest {

    private static final Instant END_TIME = Instant.parse("2026-11-21T10:15:00Z");
    private static final DayOffset PLAIN = day(END_TIME, DayStatus.OPEN, Gaps.NONE, null);

    @Property
    void a_days_position_comes_back_as_it_was_stored(@ForAll("positions") DayOffset position) {
        Map<String, Object> stored = asStored(OffsetFormat.offset(position));
        assertThat(OffsetFormat.dayOffset(DAY, stored)).isEqualTo(position);
        assertThat(OffsetFormat.offset(OffsetFormat.dayOffset(DAY, stored))).isEqualTo(OffsetFormat.offset(position));
    }

    @Test
    void an_offset_has_end_time_calls_check_and_state() {
        assertThat(OffsetFormat.offset(PLAIN))
                .isExactlyInstanceOf(HashMap.class)
                .isEqualTo(Map.of(
                        "end_time", "2026-11-21T10:15:00Z",
                        "calls", 1234L,
                        "check", "9f86d081884c7d65",
                        "state", "open"));
    }

    @Test
    void an_offset_has_what_else_is_known() {
        Sketch sketch = new Sketch();
        sketch.toggle(17);
        DayOffset position = anOffset(DAY, DAY.end())
                .status(DayStatus.READ)
                .gaps(new Gaps(List.of(window(0, 86_400)), List.of(), List.of()))
                .sketch(sketch)
                .sketched(1)
                .vanished(List.of(1L))
                .unbilled(List.of(-1L))
                .late(3)
                .corrected(1)
                .billed(new BigDecimal("12.3"))
                .build();
        assertThat(OffsetFormat.offset(position))
                .isEqualTo(Map.of(
                        "end_time", "2026-11-22T00:00:00Z",
                        "calls", 0L,
                        "check", "0000000000000000",
                        "state", "read",
                        "gaps", "00:00:00/24:00:00",
                        "sketch", "2026-11-22T00:00:00Z!1!" + sketch.text(),
                        "vanished", "AAAAAAAAAAE",
                        "unbilled", "__________8",
                        "counts", "3/1/0",
                        "billed", "12.30000"));
    }

    @ParameterizedTest
    @CsvSource({"OPEN, true", "READ, true", "CLOSED, false", "DISPUTED, false"})
    void a_final_day_has_no_sketch(DayStatus status, boolean hasSketch) {
        Map<String, Object> offset = OffsetFormat.offset(day(DAY.end(), status, Gaps.NONE, new Sketch()));
        assertThat(offset.containsKey("sketch")).isEqualTo(hasSketch);
    }

    @Test
    void the_newest_200_vanished_and_unbilled_calls_are_kept() {
        List<Long> hashes = DayOffsets.hashes(new Random(1), 1_000);
        DayOffset position =
                anOffset(DAY, END_TIME).vanished(hashes).unbilled(hashes).build();
        DayOffset stored = OffsetFormat.dayOffset(DAY, OffsetFormat.offset(position));
        assertThat(stored.vanished()).isEqualTo(hashes.subList(800, 1_000));
        assertThat(stored.unbilled()).isEqualTo(hashes.subList(800, 1_000));
    }

    @Test
    void an_end_time_alone_is_a_position() {
        assertThat(OffsetFormat.dayOffset(DAY, Map.of("end_time", "2026-11-21T10:15:00Z")))
                .isEqualTo(bare(END_TIME, DayStatus.OPEN));
        assertThat(OffsetFormat.dayOffset(DAY, Map.of("end_time", "2026-11-21T00:00:00Z")))
                .isEqualTo(bare(DAY.start(), DayStatus.OPEN));
        assertThat(OffsetFormat.dayOffset(DAY, Map.of("end_time", "2026-11-22T00:00:00Z")))
                .isEqualTo(bare(DAY.end(), DayStatus.READ));
    }

    @Test
    void integers_are_read_in_either_width_and_unknown_keys_are_ignored() {
        Map<String, Object> stored = Map.of(
                "end_time", "2026-11-21T10:15:00Z", "calls", 1234, "check", "9F86D081884C7D65", "of_tomorrow", true);
        assertThat(OffsetFormat.dayOffset(DAY, stored)).isEqualTo(PLAIN);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    end_time | 2026-11-21 10:15:00
                    end_time | 2026-11-21T10:15:00.5Z
                    end_time | 2026-11-20T23:59:59Z
                    end_time | 2026-11-22T00:00:01Z
                    end_time | ''
                    calls    | 12
                    check    | 9f86
                    check    | xxxxxxxxxxxxxxxx
                    state    | OPEN
                    gaps     | 10:00:00-10:15:00
                    gaps     | 10:00:00/10:15:01
                    gaps     | 10:00:00/10:15:01?
                    gaps     | 10:15:01#a@2026-11-21T10:17Z
                    sketch   | 2026-11-21T10:15:00Z!1!AAAA
                    vanished | AAAA
                    unbilled | ?
                    counts   | 1/2
                    billed   | 1.123456
                    billed   | 1e5
                    """)
    void what_is_stored_and_cannot_be_read_is_never_taken_as_nothing(String key, String value) {
        Map<String, Object> stored = OffsetFormat.offset(PLAIN);
        stored.put(key, value);
        assertThatIllegalStateException()
                .isThrownBy(() -> OffsetFormat.dayOffset(OffsetFormat.partition("MA0", DAY, "a=\"b\""), stored))
                .withMessageContaining(
                        "partition {\"account\": \"MA0\", \"day\": \"2026-11-21\", \"filter\": \"a=\\\"b\\\"\"}")
                .withMessageContaining(key + " is \"" + value + "\"; expected ")
                .withMessageContaining("Reset it: stop the connector, PATCH /connectors/<name>/offsets")
                .withMessageEndingWith("then resume the connector; the day is then read again.");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "end_time",
                "calls",
                "check",
                "state",
                "gaps",
                "sketch",
                "vanished",
                "unbilled",
                "counts",
                "billed"
            })
    void a_value_of_another_type_is_never_taken_as_nothing(String key) {
        Map<String, Object> stored = OffsetFormat.offset(PLAIN);
        stored.put(key, 1.5);
        assertThatIllegalStateException()
                .isThrownBy(() -> OffsetFormat.dayOffset(DAY, stored))
                .withMessageContaining("{\"day\": \"2026-11-21\"}")
                .withMessageContaining(key + " is 1.5; expected ");
    }

    @Test
    void an_offset_without_end_time_is_never_taken_as_nothing() {
        assertThatIllegalStateException()
                .isThrownBy(() -> OffsetFormat.dayOffset(DAY, Map.of("calls", 1L)))
                .withMessageContaining("end_time is null; expected ");
    }

    @Test
    void a_sketch_of_another_end_time_is_never_used() {
        Map<String, Object> stored = OffsetFormat.offset(day(END_TIME, DayStatus.OPEN, Gaps.NONE, new Sketch()));
        stored.put("end_time", "2026-11-21T10:14:59Z");
        assertThatIllegalStateException()
                .isThrownBy(() -> OffsetFormat.dayOffset(DAY, stored))
                .withMessageContaining("it was stored with another end_time");
    }

    @Test
    void calls_out_of_bounds_are_refused() {
        for (long calls : new long[] {-1, 1_000_000_001, Long.MAX_VALUE}) {
            Map<String, Object> stored = OffsetFormat.offset(PLAIN);
            stored.put("calls", calls);
            assertThatIllegalStateException()
                    .isThrownBy(() -> OffsetFormat.dayOffset(DAY, stored))
                    .withMessageContaining("calls is " + calls + "; expected a whole number from 0 to 1000000000");
        }
    }

    @Test
    void a_partition_of_no_day_has_no_position_of_a_day() {
        assertThatIllegalStateException()
                .isThrownBy(() ->
                        OffsetFormat.dayOffset(OffsetFormat.livePartition("MA0", null), OffsetFormat.offset(PLAIN)))
                .withMessageContaining("{\"account\": \"MA0\", \"stream\": \"live\"}")
                .withMessageContaining("day is null; expected an ISO date");
    }

    /** A map as it comes back from Connect: through JSON, where integers become Longs. */
    @SuppressWarnings("unchecked")
    private static Map<String, Object> asStored(Map<String, Object> offset) {
        try (JsonConverter converter = new JsonConverter()) {
            converter.configure(Map.of("schemas.enable", "false"), false);
            byte[] bytes = converter.fromConnectData("", null, offset);
            return (Map<String, Object>) converter.toConnectData("", bytes).value();
        }
    }

    private static DayOffset bare(Instant endTime, DayStatus status) {
        return anOffset(DAY, endTime).status(status).build();
    }

    private static DayOffset day(Instant endTime, DayStatus status, Gaps gaps, Sketch sketch) {
        long check = 0x9f86d081884c7d65L;
        return anOffset(DAY, endTime)
                .calls(1234)
                .check(check)
                .status(status)
                .gaps(gaps)
                .sketch(sketch)
                .build();
    }

    @Provide
    Arbitrary<DayOffset> positions() {
        return DayOffsets.any();
    }
}
