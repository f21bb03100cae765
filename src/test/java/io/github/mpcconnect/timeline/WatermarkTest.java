package io.github.mpcconnect.timeline;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.constraints.UniqueElements;
import org.junit.jupiter.api.Test;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.Set;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class WatermarkTest {

    private static final Day DAY = new Day(LocalDate.of(2026, 11, 21));
    private static final Instant TEN = Instant.parse("2026-11-21T10:00:00Z");

    @Test
    void the_check_is_the_xor_of_the_first_64_bits_of_each_ids_sha_256() {
        assertThat(HexFormat.of().toHexDigits(Watermark.bitsOf("test"))).isEqualTo("9f86d081884c7d65");
        assertThat(HexFormat.of().toHexDigits(Watermark.bitsOf("abc"))).isEqualTo("ba7816bf8f01cfea");
        assertThat(HexFormat.of().toHexDigits(Watermark.checkOf(List.of("test", "abc"))))
                .isEqualTo("25fec63e074db28f");
        assertThat(Watermark.checkOf(Set.of())).isZero();
    }

    @Property(tries = 200)
    void the_check_does_not_depend_on_the_order_or_on_how_the_calls_are_cut_into_windows(
            @ForAll @UniqueElements @Size(max = 30) List<String> ids,
            @ForAll @IntRange(max = 30) int cut,
            @ForAll Random random) {
        List<String> shuffled = new ArrayList<>(ids);
        Collections.shuffle(shuffled, random);
        int at = Math.min(cut, ids.size());
        Watermark inOne = Watermark.none(DAY, DAY.start()).advancedTo(DAY.end(), ids.size(), ids);
        Watermark inTwo = Watermark.none(DAY, DAY.start())
                .advancedTo(TEN, at, shuffled.subList(0, at))
                .advancedTo(DAY.end(), ids.size() - at, shuffled.subList(at, ids.size()));
        assertThat(inTwo).isEqualTo(inOne);
    }

    @Property(tries = 200)
    void the_bits_of_one_missing_call_are_told_by_the_check(
            @ForAll @UniqueElements @Size(min = 1, max = 30) List<String> ids) {
        long withoutFirst = Watermark.checkOf(ids.subList(1, ids.size()));
        assertThat(Watermark.checkOf(ids) ^ withoutFirst).isEqualTo(Watermark.bitsOf(ids.get(0)));
    }

    @Test
    void a_day_that_nothing_was_read_of_has_no_calls() {
        Watermark none = Watermark.none(DAY, DAY.start());
        assertThat(none).isEqualTo(new Watermark(DAY, DAY.start(), 0L, 0L));
        assertThat(none.isComplete()).isFalse();
    }

    @Test
    void a_day_is_complete_at_its_last_instant_and_not_a_second_before() {
        Watermark none = Watermark.none(DAY, DAY.start());
        assertThat(none.advancedTo(DAY.end().minusSeconds(1), 0, Set.of()).isComplete())
                .isFalse();
        assertThat(none.advancedTo(DAY.end(), 0, Set.of()).isComplete()).isTrue();
    }

    @Test
    void what_a_stored_offset_did_not_say_stays_unknown() {
        Watermark stored = new Watermark(DAY, TEN, null, null);
        assertThat(stored.advancedTo(DAY.end(), 2, List.of("a", "b")))
                .isEqualTo(new Watermark(DAY, DAY.end(), null, null));
    }

    @Test
    void it_never_goes_back() {
        Watermark ten = Watermark.none(DAY, TEN);
        assertThatIllegalArgumentException().isThrownBy(() -> ten.advancedTo(TEN.minusSeconds(1), 0, Set.of()));
        assertThat(ten.advancedTo(TEN, 0, Set.of())).isEqualTo(ten);
    }
}
