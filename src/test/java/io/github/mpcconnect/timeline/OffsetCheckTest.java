package io.github.mpcconnect.timeline;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

class OffsetCheckTest {

    private static final Map<String, Object> DAY = Map.of("account", "MA0", "day", "2026-11-21");
    private static final Map<String, Object> LIVE = Map.of("account", "MA0", "stream", "live");
    private static final Map<String, Object> OFFSET = Map.of("end_time", "2026-11-21T10:15:00Z");

    static Stream<Arguments> partitions() {
        return Stream.of(
                arguments(Map.of("day", "2026-11-21"), "Partition: account is null and must be a string"),
                arguments(
                        with(DAY, "account", ""), "Partition: account is \"\" and must be a string that is not empty"),
                arguments(with(DAY, "account", 7L), "Partition: account is 7 and must be a string"),
                arguments(Map.of("account", "MA0"), "Partition: day is null and must be an ISO date"),
                arguments(with(DAY, "day", "21.11.2026"), "Partition: day is \"21.11.2026\" and must be an ISO date"),
                arguments(with(DAY, "day", "2026-02-30"), "Partition: day is \"2026-02-30\" and must be an ISO date"),
                arguments(with(DAY, "day", 20261121L), "Partition: day is 20261121 and must be an ISO date"),
                arguments(with(DAY, "filter", ""), "Partition: filter is \"\" and must be a string that is not empty"),
                arguments(with(DAY, "filter", null), "Partition: filter is null and must be a string"),
                arguments(
                        with(DAY, "topic", "x"),
                        "Partition: the key topic, with the value \"x\", is not known; the keys are account, day, filter"));
    }

    static Stream<Arguments> offsets() {
        return Stream.of(
                arguments(
                        Map.of("calls", 1L),
                        "Offset: end_time is null and must be an ISO instant in whole seconds, after"
                                + " 2026-11-21T00:00:00Z and up to 2026-11-22T00:00:00Z"),
                arguments(with(OFFSET, "end_time", 1L), "Offset: end_time is 1 and must be an ISO instant"),
                arguments(with(OFFSET, "end_time", "10:15"), "Offset: end_time is \"10:15\" and must be"),
                arguments(
                        with(OFFSET, "end_time", "2026-11-21T00:00:00Z"),
                        "Offset: end_time is \"2026-11-21T00:00:00Z\" and must be an ISO instant in whole seconds, after"
                                + " 2026-11-21T00:00:00Z and up to 2026-11-22T00:00:00Z; to read the whole day, set its"
                                + " offset to null"),
                arguments(with(OFFSET, "end_time", "2026-11-22T00:00:01Z"), "end_time is \"2026-11-22T00:00:01Z\""),
                arguments(with(OFFSET, "end_time", "2026-11-21T10:15:00.1Z"), "end_time is \"2026-11-21T10:15:00.1Z\""),
                arguments(with(OFFSET, "calls", -1L), "Offset: calls is -1 and must be a whole number from 0 on"),
                arguments(with(OFFSET, "calls", 1.5), "Offset: calls is 1.5 and must be a whole number"),
                arguments(with(OFFSET, "calls", "12"), "Offset: calls is \"12\" and must be a whole number"),
                arguments(with(OFFSET, "calls", null), "Offset: calls is null and must be a whole number"),
                arguments(
                        with(OFFSET, "check", "9f86d081884c7d6"),
                        "Offset: check is \"9f86d081884c7d6\" and must be 16"),
                arguments(
                        with(OFFSET, "check", "9f86d081884c7d6g"),
                        "Offset: check is \"9f86d081884c7d6g\" and must be 16"),
                arguments(with(OFFSET, "check", 5L), "Offset: check is 5 and must be 16 hex digits"),
                arguments(
                        with(OFFSET, "position", 3L),
                        "Offset: the key position, with the value 3, is not known; the keys are calls, check, end_time"),
                arguments(Map.of(), "Offset: end_time is null and must be"));
    }

    @ParameterizedTest
    @MethodSource("partitions")
    void a_partition_that_the_connector_would_never_look_up_is_refused(Map<String, ?> partition, String why) {
        assertThat(StoredOffsets.check(partition, OFFSET))
                .singleElement()
                .asString()
                .contains(why);
    }

    @ParameterizedTest
    @MethodSource("offsets")
    void an_offset_that_the_connector_would_never_store_is_refused(Map<String, ?> offset, String why) {
        assertThat(StoredOffsets.check(DAY, offset)).singleElement().asString().contains(why);
    }

    @ParameterizedTest
    @MethodSource("partitions")
    void a_reset_is_taken_for_any_partition(Map<String, ?> partition, String why) {
        assertThat(StoredOffsets.check(partition, null)).isEmpty();
    }

    @Test
    void a_reset_is_taken_for_live_calls_and_for_no_partition() {
        assertThat(StoredOffsets.check(LIVE, null)).isEmpty();
        assertThat(StoredOffsets.check(null, null)).isEmpty();
    }

    @Test
    void the_days_last_instant_is_taken() {
        assertThat(StoredOffsets.check(DAY, Map.of("end_time", "2026-11-22T00:00:00Z", "calls", 0)))
                .isEmpty();
    }

    @Test
    void a_filter_is_taken() {
        assertThat(StoredOffsets.check(with(DAY, "filter", "sub_account=x"), OFFSET))
                .isEmpty();
    }

    @Test
    void live_calls_can_only_be_reset() {
        assertThat(StoredOffsets.check(LIVE, Map.of("seen_at", "2026-11-21T10:15:00Z")))
                .singleElement()
                .asString()
                .contains("{\"account\": \"MA0\", \"stream\": \"live\"}", "seen_at", "must be null, which resets it");
    }

    @Test
    void a_stream_that_there_is_not_is_refused() {
        assertThat(StoredOffsets.check(with(LIVE, "stream", "dead"), OFFSET))
                .anySatisfy(
                        problem -> assertThat(problem).isEqualTo("Partition: stream is \"dead\" and must be \"live\""));
        assertThat(StoredOffsets.check(with(LIVE, "day", "2026-11-21"), OFFSET))
                .anySatisfy(problem -> assertThat(problem)
                        .startsWith("Partition: the key day, with the value \"2026-11-21\", is not known"));
    }

    @Test
    void no_partition_is_refused() {
        assertThat(StoredOffsets.check(null, OFFSET)).singleElement().asString().contains("The partition is null");
    }

    @Test
    void all_that_is_wrong_is_told_at_once() {
        assertThat(StoredOffsets.check(Map.of("account", 1L, "day", "x"), Map.of("calls", "x", "check", "x")))
                .hasSize(4);
    }

    private static Map<String, Object> with(Map<String, Object> map, String key, Object value) {
        Map<String, Object> changed = new HashMap<>(map);
        changed.put(key, value);
        return changed;
    }
}
