package io.github.mpcconnect.offset;

import io.github.mpcconnect.timeline.Day;
import org.apache.kafka.connect.json.JsonConverter;
import org.junit.jupiter.api.Test;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

import static io.github.mpcconnect.offset.DayOffsets.DAY;
import static org.assertj.core.api.Assertions.assertThat;

class SourcePartitionTest {

    private static final String FILTER = "friendly_name=a \"b\"";

    @Test
    void partitions_name_account_and_day_or_stream_and_the_filter_where_there_is_one() {
        assertThat(OffsetFormat.partition("MA0", DAY, null)).isEqualTo(Map.of("account", "MA0", "day", "2026-11-21"));
        assertThat(OffsetFormat.partition("MA0", DAY, FILTER))
                .isEqualTo(Map.of("account", "MA0", "day", "2026-11-21", "filter", FILTER));
        assertThat(OffsetFormat.livePartition("MA0", null)).isEqualTo(Map.of("account", "MA0", "stream", "live"));
        assertThat(OffsetFormat.livePartition("MA0", FILTER))
                .isEqualTo(Map.of("account", "MA0", "stream", "live", "filter", FILTER));
    }

    /** Connect compares partitions as these bytes, and puts those altered over REST through a HashMap. */
    @Test
    void a_partition_has_the_same_bytes_each_time_and_after_rest_in_any_order_of_keys() {
        try (JsonConverter converter = new JsonConverter()) {
            converter.configure(Map.of("schemas.enable", "false"), true);
            for (String filter : new String[] {null, FILTER}) {
                for (int day = 0; day < 400; day++) {
                    Day any = DAY.plus(day);
                    Map<String, String> partition = OffsetFormat.partition("MA0", any, filter);
                    assertSameBytes(converter, partition, OffsetFormat.partition("MA0", any, filter));
                }
                assertSameBytes(
                        converter,
                        OffsetFormat.livePartition("MA0", filter),
                        OffsetFormat.livePartition("MA0", filter));
            }
        }
    }

    private static void assertSameBytes(
            JsonConverter converter, Map<String, String> partition, Map<String, String> again) {
        assertThat(partition).isExactlyInstanceOf(HashMap.class);
        byte[] bytes = converter.fromConnectData("", null, List.of("connector", partition));
        assertThat(converter.fromConnectData("", null, List.of("connector", again)))
                .isEqualTo(bytes);
        List<String> keys = List.copyOf(partition.keySet());
        for (int first = 0; first < keys.size(); first++) {
            Map<String, String> fromRest = new HashMap<>();
            for (int i = 0; i < keys.size(); i++) {
                String key = keys.get((first + keys.size() - i) % keys.size());
                fromRest.put(key, partition.get(key));
            }
            assertThat(converter.fromConnectData("", null, List.of("connector", fromRest)))
                    .isEqualTo(bytes);
        }
    }
}
