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
}
