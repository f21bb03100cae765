package io.github.mpcconnect.offset;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.UUID;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

class OpenKeysTest {
    private static final Instant NOW = Instant.parse("2026-11-22T09:00:00Z");
    private static final OffsetCheck CHECK = new OffsetCheck(List.of("MA0", "MA1"), null, NOW, 90);
    private static final OffsetCheck FILTERED = new OffsetCheck(List.of("MA0"), "sub_account=x", NOW, 90);
    private static final Map<String, Object> LIVE = Map.of("account", "MA0", "stream", "live");

    private static final Instant SEEN_AT = Instant.parse("2026-11-21T10:15:00.123Z");
    private static final Map<String, String> PARTITION = OffsetFormat.livePartition("MA0", null);

    @Property
    void whatever_the_ids_are_they_come_back_as_they_were_stored(@ForAll("keys") Map<String, List<String>> keys) {
        LiveOffset position = new LiveOffset(SEEN_AT, keys);
        assertThat(OffsetFormat.liveOffset(PARTITION, OffsetFormat.offset(position)))
                .isEqualTo(position);
    }

    @Test
    void no_call_at_all_comes_back_as_none() {
        LiveOffset none = new LiveOffset(SEEN_AT, Map.of());
        assertThat(OffsetFormat.liveOffset(PARTITION, OffsetFormat.offset(none)))
                .isEqualTo(none);
    }

    @Test
    void two_thousand_calls_of_five_members_take_about_a_hundred_kilobytes() {
        Map<String, List<String>> open = calls(2_000, 5);
        String text = OpenKeys.text(open);
        assertThat(text.length()).isBetween(90_000, 110_000);
        assertThat(OpenKeys.of(text)).isEqualTo(open);
    }

    @Test
    void beyond_what_kafka_takes_the_members_are_left_out_and_the_calls_stay() {
        Map<String, List<String>> open = calls(18_000, 10);
        String text = OpenKeys.text(open);
        assertThat(text.length()).isLessThan(OpenKeys.MAX_CHARACTERS);
        assertThat(OpenKeys.of(text).keySet()).isEqualTo(open.keySet());
        assertThat(OpenKeys.of(text).values()).allMatch(List::isEmpty);
    }

    @Test
    void beyond_that_the_first_calls_stay() {
        Map<String, List<String>> open = calls(60_000, 1);
        String text = OpenKeys.text(open);
        assertThat(text.length()).isBetween(OpenKeys.MAX_CHARACTERS / 2, OpenKeys.MAX_CHARACTERS);
        List<String> kept = List.copyOf(OpenKeys.of(text).keySet());
        assertThat(kept).isEqualTo(List.copyOf(open.keySet()).subList(0, kept.size()));
    }

    @Test
    void what_was_not_stored_here_is_refused_with_what_to_do() {
        String cut = OpenKeys.text(calls(3, 2)).substring(0, 40);
        for (String open : new String[] {"?", "null", "", "AAAA", cut}) {
            Map<String, Object> offset = new HashMap<>();
            offset.put("seen_at", SEEN_AT.toString());
            offset.put("open", open);
            assertThatIllegalStateException()
                    .as(open)
                    .isThrownBy(() -> OffsetFormat.liveOffset(PARTITION, offset))
                    .withMessageContaining("\"offset\": null")
                    .withMessageEndingWith("the live calls are then sent again.");
        }
    }

    private static Map<String, List<String>> calls(int count, int members) {
        Random random = new Random(1);
        Map<String, List<String>> open = new TreeMap<>();
        for (int i = 0; i < count; i++) {
            List<String> ids = new ArrayList<>();
            for (int j = 0; j < members; j++) {
                ids.add(String.valueOf(10_000 + random.nextInt(90_000)));
            }
            open.put(new UUID(random.nextLong(), random.nextLong()).toString(), ids);
        }
        return open;
    }

    @Provide
    Arbitrary<Map<String, List<String>>> keys() {
        Arbitrary<String> ids = Arbitraries.strings()
                .withChars("ab1-\t\n\r\\/ tnr\"\u00e5\u4f1a\u2028\u0085\u0000")
                .ofMinLength(1)
                .ofMaxLength(8);
        return Arbitraries.maps(ids, ids.list().uniqueElements().ofMaxSize(4)).ofMaxSize(5);
    }

    // Live offset check

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
