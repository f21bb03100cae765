package io.github.mpcconnect.offset;

import org.junit.jupiter.api.Test;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import static org.assertj.core.api.Assertions.assertThat;

class LiveOffsetCheckTest {

    private static final Instant NOW = Instant.parse("2026-11-22T09:00:00Z");
    private static final OffsetCheck CHECK = new OffsetCheck(List.of("MA0", "MA1"), null, NOW, 90);
    private static final OffsetCheck FILTERED = new OffsetCheck(List.of("MA0"), "sub_account=x", NOW, 90);
    private static final Map<String, Object> LIVE = Map.of("account", "MA0", "stream", "live");

    @Test
    void live_calls_can_be_set_to_what_the_connector_stored() {
        Map<String, Object> live = OffsetFormat.offset(
                new LiveOffset(Instant.parse("2026-11-21T10:15:00.123Z"), Map.of("a", List.of("1", "2"))));
        assertThat(CHECK.problems(LIVE, live)).isEmpty();
        assertThat(FILTERED.problems(OffsetFormat.livePartition("MA0", "sub_account=x"), live))
                .isEmpty();
        assertThat(FILTERED.problems(LIVE, live)).hasSize(1);
        assertThat(CHECK.problems(LIVE, with(live, "seen_at", "2026-11-24T00:00:01Z")))
                .containsExactly("Offset: seen_at is \"2026-11-24T00:00:01Z\"; expected no time in the future");
        assertThat(CHECK.problems(LIVE, with(live, "end_time", "x"))).hasSize(1);
    }

    @Test
    void live_calls_without_a_readable_offset_are_refused() {
        assertThat(CHECK.problems(LIVE, Map.of("seen_at", "now")))
                .satisfiesExactly(
                        seenAt -> assertThat(seenAt).startsWith("Offset: seen_at is \"now\"; expected an ISO instant"),
                        open -> assertThat(open)
                                .startsWith("Offset: open is null; expected the text that the connector"));
        Map<String, Object> tooLong = Map.of("seen_at", "2026-11-21T10:15:00Z", "open", "A".repeat(700_001));
        assertThat(CHECK.problems(LIVE, tooLong)).singleElement().asString().hasSizeLessThan(400);
    }

    @Test
    void a_stream_that_does_not_exist_is_refused() {
        Map<String, Object> live = OffsetFormat.offset(new LiveOffset(Instant.EPOCH, Map.of()));
        assertThat(CHECK.problems(with(LIVE, "stream", "dead"), live))
                .containsExactly("Partition: stream is \"dead\"; expected \"live\"");
        assertThat(CHECK.problems(with(LIVE, "day", "2026-11-21"), live))
                .containsExactly("Partition: day is \"2026-11-21\"; expected only the keys account, filter, stream");
    }

    private static Map<String, Object> with(Map<String, Object> map, String key, Object value) {
        Map<String, Object> changed = new HashMap<>(map);
        changed.put(key, value);
        return changed;
    }
}
