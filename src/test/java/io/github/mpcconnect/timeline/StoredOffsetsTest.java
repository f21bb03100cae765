package io.github.mpcconnect.timeline;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.time.Instant;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

class StoredOffsetsTest {

    private static final Day DAY = new Day(LocalDate.of(2026, 11, 21));
    private static final Watermark WATERMARK =
            new Watermark(DAY, Instant.parse("2026-11-21T10:15:00Z"), 1234L, 0x9f86d081884c7d65L);

    @Test
    void a_partition_names_account_and_day() {
        assertThat(StoredOffsets.partition("MA0", DAY, null))
                .isExactlyInstanceOf(HashMap.class)
                .isEqualTo(Map.of("account", "MA0", "day", "2026-11-21"));
    }

    @Test
    void another_filter_is_another_partition() {
        assertThat(StoredOffsets.partition("MA0", DAY, "friendly_name=x"))
                .isExactlyInstanceOf(HashMap.class)
                .isEqualTo(Map.of("account", "MA0", "day", "2026-11-21", "filter", "friendly_name=x"));
    }

    @Test
    void live_calls_have_a_partition_of_their_own() {
        assertThat(StoredOffsets.livePartition("MA0"))
                .isExactlyInstanceOf(HashMap.class)
                .isEqualTo(Map.of("account", "MA0", "stream", "live"));
    }

    @Test
    void an_offset_tells_end_time_count_and_check() {
        assertThat(StoredOffsets.offset(WATERMARK))
                .isExactlyInstanceOf(HashMap.class)
                .isEqualTo(Map.of("end_time", "2026-11-21T10:15:00Z", "calls", 1234L, "check", "9f86d081884c7d65"));
    }

    @Test
    void what_a_watermark_does_not_know_is_left_out() {
        assertThat(StoredOffsets.offset(new Watermark(DAY, DAY.end(), null, null)))
                .isEqualTo(Map.of("end_time", "2026-11-22T00:00:00Z"));
    }

    @Test
    void a_check_has_16_digits_whatever_its_value() {
        assertThat(StoredOffsets.offset(new Watermark(DAY, DAY.end(), 0L, 0L)))
                .containsEntry("check", "0000000000000000");
        assertThat(StoredOffsets.offset(new Watermark(DAY, DAY.end(), 0L, -1L)))
                .containsEntry("check", "ffffffffffffffff");
    }

    @Test
    void nothing_stored_is_no_watermark() {
        assertThat(StoredOffsets.watermark(DAY, null)).isEmpty();
    }

    @Test
    void integers_are_read_in_either_width_and_unknown_keys_are_ignored() {
        Map<String, Object> stored = Map.of(
                "end_time", "2026-11-21T10:15:00Z", "calls", 1234, "check", "9F86D081884C7D65", "of_tomorrow", true);
        assertThat(StoredOffsets.watermark(DAY, stored)).contains(WATERMARK);
    }

    @Test
    void a_count_and_a_check_that_are_not_there_are_not_known() {
        Map<String, Object> stored = new HashMap<>(Map.of("end_time", "2026-11-21T10:15:00Z"));
        Optional<Watermark> expected = Optional.of(new Watermark(DAY, WATERMARK.endTime(), null, null));
        assertThat(StoredOffsets.watermark(DAY, stored)).isEqualTo(expected);
        stored.put("calls", null);
        stored.put("check", null);
        assertThat(StoredOffsets.watermark(DAY, stored)).isEqualTo(expected);
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
                    """)
    void something_stored_that_cannot_be_read_is_never_taken_for_nothing(String key, String value) {
        Map<String, Object> stored = StoredOffsets.offset(WATERMARK);
        stored.put(key, value);
        assertThatIllegalStateException()
                .isThrownBy(() -> StoredOffsets.watermark(StoredOffsets.partition("MA0", DAY, "a=\"b\""), stored))
                .withMessageContaining(
                        "partition {\"account\": \"MA0\", \"day\": \"2026-11-21\", \"filter\": \"a=\\\"b\\\"\"}")
                .withMessageContaining(key + " is \"" + value + "\" and must be ")
                .withMessageContaining("Reset that day's offset: stop the connector, PATCH /connectors/<name>/offsets");
    }

    @Test
    void an_offset_without_end_time_is_never_taken_for_nothing() {
        assertThatIllegalStateException()
                .isThrownBy(() -> StoredOffsets.watermark(DAY, Map.of()))
                .withMessageContaining("\"day\": \"2026-11-21\"")
                .withMessageContaining("end_time is null");
        assertThatIllegalStateException()
                .isThrownBy(() -> StoredOffsets.watermark(DAY, Map.of("end_time", 17L)))
                .withMessageContaining("end_time is 17 and");
    }

    @Test
    void a_negative_count_is_never_taken_for_nothing() {
        assertThatIllegalStateException()
                .isThrownBy(
                        () -> StoredOffsets.watermark(DAY, Map.of("end_time", "2026-11-21T10:15:00Z", "calls", -1L)))
                .withMessageContaining("calls is -1 and");
    }

    @Test
    void a_partition_that_is_of_no_day_has_no_watermark_to_read() {
        assertThatIllegalStateException()
                .isThrownBy(() ->
                        StoredOffsets.watermark(StoredOffsets.livePartition("MA0"), StoredOffsets.offset(WATERMARK)))
                .withMessageContaining("{\"account\": \"MA0\", \"stream\": \"live\"} is of no day: day is null");
    }

    @Test
    void what_the_connector_stores_can_be_set_over_rest() {
        List<String> problems =
                StoredOffsets.check(StoredOffsets.partition("MA0", DAY, "f"), StoredOffsets.offset(WATERMARK));
        assertThat(problems).isEmpty();
    }
}
