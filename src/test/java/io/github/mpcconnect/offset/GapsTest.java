package io.github.mpcconnect.offset;

import io.github.mpcconnect.timeline.Window;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.time.Instant;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Random;

import static io.github.mpcconnect.offset.DayOffsets.DAY;
import static io.github.mpcconnect.offset.DayOffsets.window;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class GapsTest {
    private static final String ID = "3b2e8a70-6f0e-4c5a-9d1f-0a1b2c3d4e5f";

    @Property
    void bounded_gaps_are_few_and_nothing_unread_vanishes(
            @ForAll long seed, @ForAll @IntRange(max = 60) int count, @ForAll @IntRange(min = 1, max = 12) int max) {
        assertBounded(DayOffsets.stretches(new Random(seed), 400, count), max);
    }

    @Property(tries = 100)
    void bounded_gaps_of_a_whole_day_are_few_and_nothing_unread_vanishes(
            @ForAll long seed, @ForAll @IntRange(max = 3_000) int count) {
        assertBounded(DayOffsets.stretches(new Random(seed), DayOffsets.SECONDS_OF_A_DAY, count), 100);
    }

    private static void assertBounded(Gaps gaps, int max) {
        Gaps bounded = gaps.bounded(max);
        BitSet unread = seconds(gaps.unread());
        BitSet unproven = seconds(gaps.unproven());
        BitSet boundedUnread = seconds(bounded.unread());
        BitSet boundedUnproven = seconds(bounded.unproven());

        assertThat(bounded.unread()).hasSizeLessThanOrEqualTo(max);
        assertThat(bounded.unproven()).hasSizeLessThanOrEqualTo(max);
        assertThat(boundedUnread.intersects(boundedUnproven)).isFalse();
        assertThat(isWithin(unproven, boundedUnproven)).isTrue();
        assertThat(isWithin(unread, union(boundedUnread, boundedUnproven))).isTrue();
        assertThat(isWithin(boundedUnread, unread)).isTrue();
        assertApart(bounded.unread());
        assertApart(bounded.unproven());
        assertThat(bounded.bounded(max)).isEqualTo(bounded);
    }

    @Property
    void gaps_within_the_bounds_stay_as_they_are(@ForAll long seed, @ForAll @IntRange(max = 30) int count) {
        Gaps gaps = DayOffsets.stretches(new Random(seed), 2_000, count);
        Gaps bounded = gaps.bounded(100);
        assertThat(seconds(bounded.unread())).isEqualTo(seconds(gaps.unread()));
        assertThat(seconds(bounded.unproven())).isEqualTo(seconds(gaps.unproven()));
    }

    @Test
    void stretches_of_one_kind_that_touch_are_joined_and_those_of_two_kinds_are_not() {
        Gaps gaps = new Gaps(
                List.of(window(10, 20), window(20, 30)),
                List.of(window(0, 10), window(30, 40), window(40, 50)),
                List.of());
        assertThat(gaps.bounded(100))
                .isEqualTo(new Gaps(List.of(window(10, 30)), List.of(window(0, 10), window(30, 50)), List.of()));
    }

    @Test
    void the_nearest_two_unread_stretches_become_an_unproven_one() {
        Gaps gaps = new Gaps(
                List.of(window(0, 10), window(30, 40), window(50, 60), window(90, 100)),
                List.of(window(42, 45), window(60, 70)),
                List.of());
        assertThat(gaps.bounded(2))
                .isEqualTo(new Gaps(List.of(window(0, 10), window(90, 100)), List.of(window(30, 70)), List.of()));
    }

    @Test
    void the_nearest_two_unproven_stretches_are_joined() {
        Gaps gaps = new Gaps(List.of(), List.of(window(0, 10), window(30, 40), window(50, 60)), List.of());
        assertThat(gaps.bounded(2).unproven()).containsExactly(window(0, 10), window(30, 60));
    }

    @Test
    void unproven_stretches_are_joined_over_an_unread_one_only_where_they_must() {
        Gaps gaps =
                new Gaps(List.of(window(12, 14)), List.of(window(0, 10), window(20, 30), window(80, 90)), List.of());
        assertThat(gaps.bounded(2))
                .isEqualTo(new Gaps(List.of(window(12, 14)), List.of(window(0, 10), window(20, 90)), List.of()));
        assertThat(gaps.bounded(1)).isEqualTo(new Gaps(List.of(), List.of(window(0, 90)), List.of()));
    }

    @Test
    void where_both_kinds_overlap_the_stretch_counts_as_sent() {
        Gaps gaps = new Gaps(List.of(window(0, 20)), List.of(window(5, 10)), List.of());
        assertThat(gaps.bounded(100).unread()).containsExactly(window(0, 5), window(10, 20));
    }

    @Test
    void deferred_calls_are_never_left_out() {
        List<Gaps.Deferred> calls = DayOffsets.deferred(new Random(1), 80_000, 300);
        assertThat(new Gaps(List.of(), List.of(), calls).bounded(100).deferred())
                .isEqualTo(calls);
    }

    @Test
    void a_deferred_call_has_an_id_that_the_text_can_hold_and_a_whole_minute() {
        Instant since = Instant.parse("2026-11-21T10:17:59.9Z");
        assertThat(new Gaps.Deferred(DAY.end(), "a-Z_9", since).since())
                .isEqualTo(Instant.parse("2026-11-21T10:17:00Z"));
        for (String id : new String[] {"", "a b", "a@b", "a".repeat(65)}) {
            assertThatIllegalArgumentException().isThrownBy(() -> new Gaps.Deferred(DAY.end(), id, since));
        }
    }

    private static void assertApart(List<Window> stretches) {
        for (int i = 1; i < stretches.size(); i++) {
            assertThat(stretches.get(i - 1).upTo()).isBefore(stretches.get(i).after());
        }
    }

    private static boolean isWithin(BitSet part, BitSet whole) {
        return union(part, whole).equals(whole);
    }

    private static BitSet union(BitSet a, BitSet b) {
        BitSet union = (BitSet) a.clone();
        union.or(b);
        return union;
    }

    private static BitSet seconds(List<Window> stretches) {
        BitSet seconds = new BitSet();
        for (Window stretch : stretches) {
            int after = (int) (stretch.after().getEpochSecond() - DAY.start().getEpochSecond());
            seconds.set(after + 1, (int) (after + stretch.seconds()) + 1);
        }
        return seconds;
    }

    // Gaps text

    @Test
    void the_text_is_that_of_the_documentation() {
        Window tenFifteen = window(36_903, 37_200);
        Gaps.Deferred call = new Gaps.Deferred(tenFifteen.after(), ID, Instant.parse("2026-11-21T10:17:30Z"));
        Gaps gaps = new Gaps(List.of(tenFifteen), List.of(window(0, 1), window(86_399, 86_400)), List.of(call));
        String text = "00:00:00/00:00:01? 10:15:03#" + ID + "@2026-11-21T10:17Z 10:15:03/10:20:00 23:59:59/24:00:00?";
        assertThat(GapsText.format(DAY, gaps)).isEqualTo(text);
        assertThat(GapsText.parse(DAY, text))
                .isEqualTo(new Gaps(
                        gaps.unread(),
                        gaps.unproven(),
                        List.of(new Gaps.Deferred(tenFifteen.after(), ID, Instant.parse("2026-11-21T10:17:00Z")))));
    }

    @Test
    void no_gaps_have_an_empty_text() {
        assertThat(GapsText.format(DAY, Gaps.NONE)).isEmpty();
        assertThat(GapsText.parse(DAY, "")).isEqualTo(Gaps.NONE);
    }

    @Property
    void bounded_gaps_come_back_as_they_were_written(
            @ForAll long seed, @ForAll @IntRange(max = 200) int count, @ForAll @IntRange(max = 120) int calls) {
        Random random = new Random(seed);
        Gaps stretches = DayOffsets.stretches(random, DayOffsets.SECONDS_OF_A_DAY, count);
        List<Gaps.Deferred> deferred = DayOffsets.deferred(random, DayOffsets.SECONDS_OF_A_DAY, calls);
        Gaps gaps = new Gaps(stretches.unread(), stretches.unproven(), deferred);
        assertThat(GapsText.parse(DAY, GapsText.format(DAY, gaps))).isEqualTo(gaps.bounded(GapsText.MAX_STRETCHES));
    }

    @Test
    void any_number_of_stretches_fits_into_four_thousand_characters() {
        List<Window> unread = new ArrayList<>();
        List<Window> unproven = new ArrayList<>();
        for (int second = 0; second + 4 <= DayOffsets.SECONDS_OF_A_DAY; second += 4) {
            unread.add(window(second, second + 1));
            unproven.add(window(second + 2, second + 3));
        }
        Gaps gaps = new Gaps(unread, unproven, List.of());
        assertThat(GapsText.format(DAY, gaps)).hasSizeLessThan(4_000);
        Gaps parsed = GapsText.parse(DAY, GapsText.format(DAY, gaps));
        assertThat(parsed.unproven().get(0).after()).isEqualTo(DAY.start());
    }

    @Test
    void the_order_in_the_text_does_not_matter_and_stretches_that_touch_are_joined() {
        Gaps gaps = GapsText.parse(DAY, "10:00:00/11:00:00 00:00:00/01:00:00? 09:00:00/10:00:00");
        assertThat(gaps.unread()).containsExactly(window(32_400, 39_600));
        assertThat(gaps.unproven()).containsExactly(window(0, 3_600));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                " ",
                "10:15:03",
                "10:15:03/10:15:03",
                "10:15:03/10:15:02",
                "10:15/10:16",
                "24:00:00/24:00:00",
                "23:00:00/24:00:01",
                "23:00:00/25:00:00",
                "10:60:00/11:00:00",
                "10:15:03/10:20:00??",
                "10:15:03/10:20:00  10:25:00/10:26:00",
                "10:15:03/10:20:00,10:25:00/10:26:00",
                "10:15:03/10:20:00 10:19:59/10:30:00",
                "10:15:03/10:20:00 10:19:59/10:30:00?",
                "10:15:03/10:20:00 10:15:03/10:20:00",
                "10:15:03#@2026-11-21T10:17Z",
                "10:15:03#a b@2026-11-21T10:17Z",
                "10:15:03#a@2026-11-21T10:17",
                "10:15:03#a@2026-11-31T10:17Z",
                "10:15:03#a@2026-11-21T10:17:00Z",
                "00:00:00#a@2026-11-21T10:17Z",
                "10:15:03#a@2026-11-21T10:17Z 10:15:04#a@2026-11-21T10:17Z"
            })
    void other_texts_are_refused(String text) {
        assertThatIllegalArgumentException().isThrownBy(() -> GapsText.parse(DAY, text));
    }

    @Test
    void a_gap_of_another_day_is_not_written() {
        Gaps gaps = new Gaps(List.of(new Window(DAY.start(), DAY.end().plusSeconds(1))), List.of(), List.of());
        assertThatIllegalArgumentException()
                .isThrownBy(() -> GapsText.format(DAY, gaps))
                .withMessageContaining("A gap of 2026-11-21 cannot have the bound 2026-11-22T00:00:01Z");
    }
}
