package io.github.mpcconnect.offset;

import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import static io.github.mpcconnect.offset.DayOffsets.DAY;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

class OffsetCheckTest {

    private static final Instant NOW = Instant.parse("2026-11-22T09:00:00Z");
    private static final OffsetCheck CHECK = new OffsetCheck(List.of("MA0", "MA1"), null, NOW, 90);
    private static final OffsetCheck FILTERED = new OffsetCheck(List.of("MA0"), "sub_account=x", NOW, 90);

    private static final Map<String, Object> PARTITION = Map.of("account", "MA0", "day", "2026-11-21");
    private static final Map<String, Object> LIVE = Map.of("account", "MA0", "stream", "live");
    private static final Map<String, Object> OFFSET = Map.of("end_time", "2026-11-21T10:15:00Z");
    private static final Map<String, Object> WHOLE = Map.of("end_time", "2026-11-22T00:00:00Z");

    static Stream<Arguments> partitions() {
        return Stream.of(
                arguments(
                        Map.of("day", "2026-11-21"),
                        "Partition: account is null; expected an auth id of this connector: MA0, MA1"),
                arguments(with(PARTITION, "account", ""), "Partition: account is \"\"; expected an auth id"),
                arguments(with(PARTITION, "account", "MA2"), "Partition: account is \"MA2\"; expected an auth id"),
                arguments(with(PARTITION, "account", 7L), "Partition: account is 7; expected an auth id"),
                arguments(Map.of("account", "MA0"), "Partition: day is null; expected an ISO date"),
                arguments(
                        with(PARTITION, "day", "21.11.2026"), "Partition: day is \"21.11.2026\"; expected an ISO date"),
                arguments(
                        with(PARTITION, "day", "2026-02-30"), "Partition: day is \"2026-02-30\"; expected an ISO date"),
                arguments(with(PARTITION, "day", 20261121L), "Partition: day is 20261121; expected an ISO date"),
                arguments(
                        with(PARTITION, "filter", "sub_account=x"),
                        "Partition: filter is \"sub_account=x\"; expected no such key, because the connector has no filter"),
                arguments(with(PARTITION, "filter", null), "Partition: filter is null; expected no such key"),
                arguments(
                        with(PARTITION, "topic", "x"),
                        "Partition: topic is \"x\"; expected only the keys account, day, filter"));
    }

    static Stream<Arguments> offsets() {
        String sketch = new Sketch().text();
        return Stream.of(
                arguments(
                        Map.of("calls", 1L),
                        "Offset: end_time is null; expected an ISO instant in whole seconds from"
                                + " 2026-11-21T00:00:00Z to 2026-11-22T00:00:00Z"),
                arguments(with(OFFSET, "end_time", 1L), "Offset: end_time is 1; expected an ISO instant"),
                arguments(with(OFFSET, "end_time", "10:15"), "Offset: end_time is \"10:15\"; expected"),
                arguments(with(OFFSET, "end_time", "2026-11-22T00:00:01Z"), "end_time is \"2026-11-22T00:00:01Z\""),
                arguments(with(OFFSET, "end_time", "2026-11-20T23:59:59Z"), "end_time is \"2026-11-20T23:59:59Z\""),
                arguments(with(OFFSET, "end_time", "2026-11-21T10:15:00.1Z"), "end_time is \"2026-11-21T10:15:00.1Z\""),
                arguments(
                        with(OFFSET, "calls", -1L),
                        "Offset: calls is -1; expected a whole number from 0 to 1000000000"),
                arguments(with(OFFSET, "calls", 1_000_000_001L), "calls is 1000000001; expected a whole number"),
                arguments(with(OFFSET, "calls", 1.5), "Offset: calls is 1.5; expected a whole number"),
                arguments(with(OFFSET, "calls", "12"), "Offset: calls is \"12\"; expected a whole number"),
                arguments(with(OFFSET, "calls", null), "Offset: calls is null; expected a whole number"),
                arguments(with(OFFSET, "check", "9f86d081884c7d6"), "check is \"9f86d081884c7d6\"; expected 16 hex"),
                arguments(with(OFFSET, "check", "9f86d081884c7d6g"), "check is \"9f86d081884c7d6g\"; expected 16 hex"),
                arguments(with(OFFSET, "check", 5L), "Offset: check is 5; expected 16 hex digits"),
                arguments(
                        with(OFFSET, "state", "done"), "state is \"done\"; expected \"open\", \"read\", \"closed\" or"),
                arguments(
                        with(OFFSET, "state", "read"),
                        "state is \"read\"; expected \"open\", because end_time is before"),
                arguments(with(OFFSET, "state", "closed"), "state is \"closed\"; expected \"open\", because end_time"),
                arguments(
                        with(OFFSET, "state", "disputed"),
                        "state is \"disputed\"; expected \"open\", because end_time"),
                arguments(
                        with(WHOLE, "state", "open"),
                        "state is \"open\"; expected \"read\", because end_time is the end"),
                arguments(
                        with(with(WHOLE, "state", "closed"), "gaps", "10:00:00/10:15:00?"),
                        "state is \"closed\"; expected another state, because a closed day has no gaps"),
                arguments(with(OFFSET, "gaps", "10:00:00"), "gaps is \"10:00:00\"; expected gaps up to"),
                arguments(
                        with(OFFSET, "gaps", "10:00:00/10:15:01"),
                        "(a gap ends at 2026-11-21T10:15:01Z, after end_time)"),
                arguments(with(OFFSET, "gaps", null), "gaps is null; expected gaps"),
                arguments(
                        with(OFFSET, "sketch", "2026-11-21T10:14:59Z!3!" + sketch),
                        "it was stored with another end_time"),
                arguments(with(OFFSET, "sketch", "2026-11-21T10:15:00Z!3!" + sketch + "A"), "a sketch is 256 bytes"),
                arguments(with(OFFSET, "sketch", "2026-11-21T10:15:00Z!-3!" + sketch), "sketch is \"2026-11-21T10"),
                arguments(with(OFFSET, "sketch", 1L), "sketch is 1; expected \"2026-11-21T10:15:00Z!<number of ids>!"),
                arguments(
                        with(OFFSET, "vanished", "AAA"), "vanished is \"AAA\"; expected base64url of up to 200 hashes"),
                arguments(with(OFFSET, "unbilled", "%"), "unbilled is \"%\"; expected base64url of up to 200 hashes"),
                arguments(
                        with(OFFSET, "unbilled", "A".repeat(3_000)), "AAA...; expected base64url of up to 200 hashes"),
                arguments(
                        with(OFFSET, "counts", "1/-1/0"),
                        "counts is \"1/-1/0\"; expected late, corrected and vanished"),
                arguments(with(OFFSET, "billed", 12.5), "billed is 12.5; expected an amount with up to 5 decimals"),
                arguments(with(OFFSET, "billed", "12,5"), "billed is \"12,5\"; expected an amount"),
                arguments(
                        with(OFFSET, "position", 3L),
                        "Offset: position is 3; expected only the keys billed, calls, check, counts, end_time, gaps,"
                                + " sketch, state, unbilled, vanished"),
                arguments(Map.of(), "Offset: end_time is null; expected"));
    }

    static Stream<Arguments> accepted() {
        Map<String, Object> gaps = with(WHOLE, "gaps", "10:00:00/24:00:00");
        return Stream.of(
                arguments(OFFSET),
                arguments(WHOLE),
                arguments(Map.of("end_time", "2026-11-21T00:00:00Z")),
                arguments(with(OFFSET, "calls", 0)),
                arguments(with(OFFSET, "state", "open")),
                arguments(with(WHOLE, "state", "read")),
                arguments(with(WHOLE, "state", "closed")),
                arguments(with(WHOLE, "state", "disputed")),
                arguments(with(gaps, "state", "open")),
                arguments(with(gaps, "state", "read")),
                arguments(with(gaps, "state", "disputed")),
                arguments(with(OFFSET, "billed", "12")),
                arguments(with(OFFSET, "gaps", "")));
    }

    @ParameterizedTest
    @MethodSource("partitions")
    void a_partition_that_the_connector_would_never_look_up_is_refused(Map<String, ?> partition, String why) {
        assertThat(CHECK.problems(partition, OFFSET)).singleElement().asString().contains(why);
    }

    @ParameterizedTest
    @MethodSource("offsets")
    void an_offset_that_the_connector_would_never_store_is_refused(Map<String, ?> offset, String why) {
        assertThat(CHECK.problems(PARTITION, offset)).singleElement().asString().contains(why);
    }

    @ParameterizedTest
    @MethodSource("accepted")
    void an_offset_that_a_task_can_continue_from_is_accepted(Map<String, ?> offset) {
        assertThat(CHECK.problems(PARTITION, offset)).isEmpty();
        assertThat(OffsetFormat.dayOffset(DAY, offset).day()).isEqualTo(DAY);
    }

    @Property
    void what_the_connector_stores_is_accepted(@ForAll("positions") DayOffset position) {
        assertThat(CHECK.problems(PARTITION, OffsetFormat.offset(position))).isEmpty();
        Map<String, String> filtered = OffsetFormat.partition("MA0", DAY, "sub_account=x");
        assertThat(FILTERED.problems(filtered, OffsetFormat.offset(position))).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("partitions")
    void a_reset_is_accepted_for_any_partition(Map<String, ?> partition, String why) {
        assertThat(CHECK.problems(partition, null)).isEmpty();
    }

    @Test
    void a_reset_is_accepted_for_live_calls_and_for_no_partition() {
        assertThat(CHECK.problems(LIVE, null)).isEmpty();
        assertThat(CHECK.problems(null, null)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "2026-08-23, false",
        "2026-08-24, true",
        "2026-11-22, true",
        "2026-11-23, true",
        "2026-11-24, false",
        "2031-01-01, false"
    })
    void only_days_within_the_apis_reach_and_not_after_tomorrow_are_accepted(String day, boolean accepted) {
        Map<String, Object> partition = with(PARTITION, "day", day);
        List<String> problems = CHECK.problems(partition, Map.of("end_time", day + "T10:15:00Z"));
        if (accepted) {
            assertThat(problems).isEmpty();
        } else {
            assertThat(problems)
                    .containsExactly("Partition: day is \"" + day
                            + "\"; expected a day that the API can return, from 2026-08-24 to 2026-11-23");
        }
    }

    @ParameterizedTest
    @CsvSource({"read, false", "closed, false", "disputed, false", "open, true"})
    void a_day_that_has_not_ended_is_open(String state, boolean accepted) {
        Map<String, Object> today = with(PARTITION, "day", "2026-11-22");
        Map<String, Object> offset =
                Map.of("end_time", "2026-11-23T00:00:00Z", "state", state, "gaps", "09:00:00/24:00:00");
        assertThat(CHECK.problems(today, offset))
                .hasSize(accepted ? 0 : 1)
                .allSatisfy(problem -> assertThat(problem)
                        .isEqualTo("Offset: state is \"" + state
                                + "\"; expected \"open\", because the day has not ended"));
    }

    @Test
    void a_partition_of_another_filter_is_refused() {
        assertThat(FILTERED.problems(PARTITION, OFFSET))
                .containsExactly("Partition: filter is null; expected the connector's filter \"sub_account=x\"");
        assertThat(FILTERED.problems(with(PARTITION, "filter", "sub_account=y"), OFFSET))
                .hasSize(1);
        assertThat(FILTERED.problems(with(PARTITION, "filter", "sub_account=x"), OFFSET))
                .isEmpty();
    }

    @Test
    void no_partition_is_refused() {
        assertThat(CHECK.problems(null, OFFSET)).singleElement().asString().contains("Partition is null");
    }

    @Test
    void all_problems_are_named_at_once() {
        assertThat(CHECK.problems(Map.of("account", 1L, "day", "x"), Map.of("calls", "x")))
                .hasSize(2);
        assertThat(CHECK.problems(PARTITION, Map.of("calls", "x", "check", "x", "gaps", "x", "billed", "x")))
                .hasSize(5);
    }

    private static Map<String, Object> with(Map<String, Object> map, String key, Object value) {
        Map<String, Object> changed = new HashMap<>(map);
        changed.put(key, value);
        return changed;
    }

    @Provide
    Arbitrary<DayOffset> positions() {
        return DayOffsets.any();
    }
}
