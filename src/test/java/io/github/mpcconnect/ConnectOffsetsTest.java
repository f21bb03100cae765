package io.github.mpcconnect;

import io.github.mpcconnect.offset.DayOffset;
import io.github.mpcconnect.offset.DayStatus;
import io.github.mpcconnect.offset.Gaps;
import io.github.mpcconnect.offset.LiveOffset;
import io.github.mpcconnect.offset.OffsetFormat;
import io.github.mpcconnect.offset.OffsetLookup;
import io.github.mpcconnect.timeline.Day;
import org.apache.kafka.connect.storage.OffsetStorageReader;
import org.junit.jupiter.api.Test;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

class ConnectOffsetsTest {

    private static final Day DAY = new Day(LocalDate.of(2026, 11, 21));

    private final StoredOffsets stored = new StoredOffsets();

    @Test
    void all_offsets_of_an_account_are_found_in_one_call() {
        DayOffset first = day(DAY, 1);
        DayOffset second = day(DAY.plus(2), 2);
        LiveOffset live = new LiveOffset(Instant.parse("2026-11-21T10:15:00Z"), Map.of("a", List.of("1")));
        stored.offsets.put(OffsetFormat.partition("MA0", first.day(), "f"), OffsetFormat.offset(first));
        stored.offsets.put(OffsetFormat.partition("MA0", second.day(), "f"), OffsetFormat.offset(second));
        stored.offsets.put(OffsetFormat.livePartition("MA0", "f"), OffsetFormat.offset(live));

        OffsetLookup.Stored found =
                new ConnectOffsets(stored, "f").lookUp("MA0", List.of(DAY, DAY.plus(1), DAY.plus(2)));

        assertThat(found.days()).isEqualTo(Map.of(first.day(), first, second.day(), second));
        assertThat(found.live()).isEqualTo(live);
        assertThat(stored.calls).isEqualTo(1);
    }

    @Test
    void offsets_of_another_account_or_filter_are_not_found() {
        stored.offsets.put(OffsetFormat.partition("MA0", DAY, "f"), OffsetFormat.offset(day(DAY, 1)));
        for (String filter : new String[] {null, "g"}) {
            OffsetLookup.Stored found = new ConnectOffsets(stored, filter).lookUp("MA0", List.of(DAY));
            assertThat(found.days()).isEmpty();
            assertThat(found.live()).isNull();
        }
        assertThat(new ConnectOffsets(stored, "f").lookUp("MA1", List.of(DAY)).days())
                .isEmpty();
    }

    @Test
    void an_offset_that_cannot_be_read_is_never_taken_as_nothing() {
        stored.offsets.put(OffsetFormat.partition("MA0", DAY, null), Map.of("end_time", "10:15"));
        assertThatIllegalStateException()
                .isThrownBy(() -> new ConnectOffsets(stored, null).lookUp("MA0", List.of(DAY)))
                .withMessageContaining("{\"account\": \"MA0\", \"day\": \"2026-11-21\"}")
                .withMessageContaining("\"offset\": null");
    }

    private static DayOffset day(Day day, long calls) {
        return new DayOffset(
                day, day.end(), calls, 7, DayStatus.READ, Gaps.NONE, null, 0, List.of(), List.of(), 0, 0, 0, null);
    }

    private static final class StoredOffsets implements OffsetStorageReader {

        private final Map<Map<String, ?>, Map<String, Object>> offsets = new HashMap<>();
        private int calls;

        @Override
        public <T> Map<String, Object> offset(Map<String, T> partition) {
            return offsets(List.of(partition)).get(partition);
        }

        @Override
        public <T> Map<Map<String, T>, Map<String, Object>> offsets(Collection<Map<String, T>> partitions) {
            calls++;
            Map<Map<String, T>, Map<String, Object>> found = new HashMap<>();
            partitions.forEach(partition -> found.put(partition, offsets.get(partition)));
            return found;
        }
    }
}
