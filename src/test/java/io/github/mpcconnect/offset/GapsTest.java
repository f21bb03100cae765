package io.github.mpcconnect.offset;

import io.github.mpcconnect.timeline.Window;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

import java.time.Instant;
import java.util.BitSet;
import java.util.List;
import java.util.Random;

import static io.github.mpcconnect.offset.DayOffsets.DAY;
import static io.github.mpcconnect.offset.DayOffsets.window;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class GapsTest {

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
}
