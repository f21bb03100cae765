package io.github.mpcconnect.timeline;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;

import static org.assertj.core.api.Assertions.assertThat;

class CalendarTest {

    private static final Day TODAY = new Day(LocalDate.of(2026, 11, 21));
    private static final Day OLDEST = TODAY.plus(-90);

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void ninety_empty_days_take_three_answers(boolean newestFirst) {
        assertThat(run(List.of(), newestFirst).asked())
                .hasSize(3)
                .allSatisfy(window -> assertThat(window.length()).isEqualTo(Duration.ofDays(30)));
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void one_call_a_month_takes_seven_answers_at_most(boolean newestFirst) {
        for (int day = 1; day <= 30; day++) {
            List<Instant> ends = List.of(noon(-day), noon(-day - 30), noon(-day - 60));
            assertThat(run(ends, newestFirst).asked()).as("day %d", day).hasSizeLessThanOrEqualTo(7);
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void dense_days_take_an_answer_each_and_one_more(boolean newestFirst) {
        List<Instant> ends = IntStream.rangeClosed(1, 90)
                .boxed()
                .flatMap(day -> IntStream.range(0, 100).mapToObj(i -> noon(-day).plusSeconds(i)))
                .toList();
        assertThat(run(ends, newestFirst).asked()).hasSizeLessThanOrEqualTo(91);
    }

    @Test
    void after_dense_days_an_empty_past_is_passed_over_in_longer_and_longer_probes() {
        List<Instant> ends = IntStream.rangeClosed(1, 10)
                .boxed()
                .flatMap(day -> IntStream.range(0, 100).mapToObj(i -> noon(-day).plusSeconds(i)))
                .toList();
        List<Long> days = run(ends, true).asked().stream()
                .skip(11)
                .map(window -> window.length().toDays())
                .toList();
        assertThat(days).containsExactly(1L, 2L, 4L, 8L, 16L, 30L, 19L);
    }

    @Test
    void a_call_at_midnight_is_read_with_the_day_that_it_ends() {
        Instant midnight = TODAY.plus(-5).end();
        CalendarRun run = run(List.of(midnight), true);
        run.checkNothingWasLeftOut(Set.of());
        assertThat(run.asked()).contains(TODAY.plus(-5).whole());
    }

    @Test
    void a_call_shown_at_midnight_may_have_ended_just_after_it() {
        Instant justAfter = TODAY.plus(-5).end().plus(1, ChronoUnit.MICROS);
        CalendarRun run = run(List.of(justAfter), true);
        run.checkNothingWasLeftOut(Set.of());
        assertThat(run.asked()).contains(TODAY.plus(-4).whole());
    }

    @Test
    void a_day_that_was_begun_is_read_from_its_stored_watermark_on() {
        Watermark begun =
                new Watermark(TODAY.previous(), TODAY.previous().start().plusSeconds(36_000), 5L, 0L);
        Calendar calendar = new Calendar(OLDEST.start(), true, Map.of(TODAY.previous(), begun));
        assertThat(calendar.next(TODAY, Set.of()))
                .contains(new Window(begun.endTime(), TODAY.previous().end()));
        assertThat(calendar.isUntouched(TODAY.previous())).isFalse();
    }

    @Test
    void a_floor_in_the_middle_of_a_day_is_where_that_day_starts() {
        Instant floor = OLDEST.start().plusSeconds(43_200);
        Calendar calendar = new Calendar(floor, false, Map.of());
        assertThat(calendar.watermark(OLDEST)).isEqualTo(Watermark.none(OLDEST, floor));
        assertThat(calendar.next(OLDEST.next(), Set.of())).contains(new Window(floor, OLDEST.end()));
        Window probe = calendar.next(TODAY, Set.of()).orElseThrow();
        assertThat(probe).isEqualTo(new Window(floor, OLDEST.plus(29).end()));
        assertThat(Calendar.isProbe(probe)).isTrue();
    }

    @Test
    void the_rest_of_a_day_is_no_probe() {
        Day day = TODAY.previous();
        assertThat(Calendar.isProbe(day.whole())).isFalse();
        assertThat(Calendar.isProbe(new Window(day.start().plusSeconds(1), day.end())))
                .isFalse();
        assertThat(Calendar.isProbe(new Window(day.start().minusSeconds(1), day.end())))
                .isTrue();
    }

    @Test
    void days_that_wait_are_passed_over_and_split_a_probe() {
        Calendar calendar = new Calendar(OLDEST.start(), true, Map.of());
        Day waiting = TODAY.plus(-3);
        assertThat(calendar.next(TODAY, Set.of(waiting)))
                .contains(new Window(waiting.end(), TODAY.previous().end()));
        assertThat(calendar.next(TODAY, Set.of(TODAY.previous())))
                .map(Window::upTo)
                .contains(TODAY.previous().start());
    }

    @Test
    void a_day_that_is_forgotten_is_read_again() {
        Calendar calendar = run(List.of(), true).calendar();
        assertThat(calendar.next(TODAY, Set.of())).isEmpty();
        calendar.forget(TODAY.plus(-7));
        assertThat(calendar.next(TODAY, Set.of())).contains(TODAY.plus(-7).whole());
    }

    @Test
    void a_past_that_begins_later_than_its_end_has_nothing_to_read() {
        assertThat(new Calendar(TODAY.next().start(), true, Map.of()).next(TODAY, Set.of()))
                .isEmpty();
        assertThat(new Calendar(TODAY.next().start(), false, Map.of()).next(TODAY, Set.of()))
                .isEmpty();
    }

    private static CalendarRun run(List<Instant> ends, boolean newestFirst) {
        EndTimes truth = EndTimes.of(new ArrayList<>(ends));
        return new CalendarRun(truth, OLDEST.start(), TODAY, newestFirst, Map.of()).toTheEnd(Set.of());
    }

    private static Instant noon(int day) {
        return TODAY.plus(day).start().plusSeconds(43_200);
    }
}
