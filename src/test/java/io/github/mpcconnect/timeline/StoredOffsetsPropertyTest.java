package io.github.mpcconnect.timeline;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;

import java.time.LocalDate;
import java.util.HashMap;
import java.util.Map;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

class StoredOffsetsPropertyTest {

    private static final long SECONDS_OF_A_DAY = 86_400;

    @Property
    void a_watermark_comes_back_as_it_was_stored(@ForAll("watermarks") Watermark watermark) {
        assertThat(StoredOffsets.watermark(watermark.day(), StoredOffsets.offset(watermark)))
                .contains(watermark);
    }

    @Property
    void every_watermark_past_its_days_start_can_be_set_over_rest(@ForAll("watermarks") Watermark watermark) {
        boolean isStart = watermark.endTime().equals(watermark.day().start());
        Map<String, String> partition = StoredOffsets.partition("MA0", watermark.day(), null);
        assertThat(StoredOffsets.check(partition, StoredOffsets.offset(watermark))
                        .isEmpty())
                .isEqualTo(!isStart);
    }

    @Property
    void only_an_end_time_of_the_day_is_taken(
            @ForAll("days") Day day, @ForAll @LongRange(min = -200_000, max = 200_000) long seconds) {
        Map<String, Object> offset = new HashMap<>();
        offset.put("end_time", day.start().plusSeconds(seconds).toString());
        boolean inDay = seconds > 0 && seconds <= SECONDS_OF_A_DAY;
        assertThat(StoredOffsets.check(StoredOffsets.partition("MA0", day, null), offset)
                        .isEmpty())
                .isEqualTo(inDay);
        if (seconds < 0 || seconds > SECONDS_OF_A_DAY) {
            assertThatIllegalStateException().isThrownBy(() -> StoredOffsets.watermark(day, offset));
        }
    }

    @Property
    void parts_of_a_second_are_refused(
            @ForAll("days") Day day, @ForAll @IntRange(min = 1, max = 999_999_999) int nanos) {
        Map<String, Object> offset = new HashMap<>();
        offset.put("end_time", day.start().plusSeconds(60).plusNanos(nanos).toString());
        assertThat(StoredOffsets.check(StoredOffsets.partition("MA0", day, null), offset))
                .hasSize(1);
    }

    @Property
    void what_the_check_takes_can_be_read_and_is_stored_again_in_the_same_words(
            @ForAll("days") Day day,
            @ForAll @LongRange(min = -10, max = SECONDS_OF_A_DAY + 10) long seconds,
            @ForAll("counts") Object calls,
            @ForAll("checks") Object check) {
        Map<String, Object> offset = new HashMap<>();
        offset.put("end_time", day.start().plusSeconds(seconds).toString());
        offset.put("calls", calls);
        offset.put("check", check);
        boolean right = seconds > 0
                && seconds <= SECONDS_OF_A_DAY
                && calls instanceof Long count
                && count >= 0
                && check instanceof String text
                && text.length() == 16;
        assertThat(StoredOffsets.check(StoredOffsets.partition("MA0", day, null), offset)
                        .isEmpty())
                .isEqualTo(right);
        if (right) {
            assertThat(StoredOffsets.watermark(day, offset).map(StoredOffsets::offset))
                    .contains(offset);
        }
    }

    @Provide
    Arbitrary<Object> counts() {
        Arbitrary<Long> right = Arbitraries.longs().between(-3, 1_000_000);
        return Arbitraries.frequencyOf(
                Tuple.of(4, right.asGeneric()),
                Tuple.of(1, Arbitraries.doubles().asGeneric()),
                Tuple.of(1, right.map(String::valueOf).asGeneric()));
    }

    @Provide
    Arbitrary<Object> checks() {
        Arbitrary<String> right = Arbitraries.longs().map(bits -> String.format("%016x", bits));
        return Arbitraries.frequencyOf(
                Tuple.of(4, right.asGeneric()),
                Tuple.of(1, right.map(text -> text.substring(1)).asGeneric()),
                Tuple.of(1, Arbitraries.longs().asGeneric()));
    }

    @Provide
    Arbitrary<Day> days() {
        return Arbitraries.longs()
                .between(-3_000, 3_000)
                .map(days -> new Day(LocalDate.of(2026, 11, 21).plusDays(days)));
    }

    @Provide
    Arbitrary<Watermark> watermarks() {
        Arbitrary<Long> seconds = Arbitraries.longs().between(0, SECONDS_OF_A_DAY);
        Arbitrary<Long> calls = Arbitraries.longs().greaterOrEqual(0).injectNull(0.1);
        Arbitrary<Long> checks = Arbitraries.longs().injectNull(0.1);
        return Combinators.combine(days(), seconds, calls, checks)
                .as((day, second, count, check) ->
                        new Watermark(day, day.start().plusSeconds(second), count, check));
    }
}
