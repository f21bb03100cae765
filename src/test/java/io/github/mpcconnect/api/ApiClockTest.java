package io.github.mpcconnect.api;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.time.Instant;

import static org.assertj.core.api.Assertions.assertThat;

class ApiClockTest {

    private static final Instant NOW = Instant.parse("2026-11-21T12:00:00Z");
    private static final Duration TOLERANCE = Duration.ofSeconds(60);

    private long nanos = Long.MAX_VALUE - 5_000_000_000L;
    private final ApiClock clock = new ApiClock(TOLERANCE, () -> nanos);

    @Test
    void it_does_not_know_the_time_before_two_answers_agree() {
        assertThat(clock.now()).isEmpty();
        clock.observe(NOW);
        assertThat(clock.now()).isEmpty();
        clock.observe(NOW);
        assertThat(clock.now()).contains(NOW);
    }

    @Test
    void time_goes_on_between_answers_also_where_the_monotonic_clock_overflows() {
        learn(NOW);
        pass(Duration.ofSeconds(10));
        assertThat(clock.now()).contains(NOW.plusSeconds(10));
    }

    @Test
    void it_rests_on_the_greatest_date_accepted() {
        learn(NOW);
        clock.observe(NOW.plusSeconds(30));
        assertThat(clock.now()).contains(NOW.plusSeconds(30));
        pass(Duration.ofSeconds(1));
        clock.observe(NOW.plusSeconds(5));
        assertThat(clock.now()).contains(NOW.plusSeconds(31));
    }

    @Test
    void it_never_goes_back() {
        learn(NOW);
        pass(Duration.ofSeconds(100));
        assertThat(clock.now()).contains(NOW.plusSeconds(100));
        clock.observe(NOW.plusSeconds(50));
        assertThat(clock.now()).contains(NOW.plusSeconds(100));
    }

    @Test
    void a_greater_date_that_is_behind_what_was_expected_does_not_set_it_back() {
        learn(NOW);
        pass(Duration.ofSeconds(100));
        assertThat(clock.now()).contains(NOW.plusSeconds(100));
        clock.observe(NOW.plusSeconds(90));
        assertThat(clock.now()).contains(NOW.plusSeconds(100));
        pass(Duration.ofSeconds(11));
        assertThat(clock.now()).contains(NOW.plusSeconds(101));
    }

    @Test
    void a_single_date_an_hour_ahead_moves_nothing() {
        learn(NOW);
        clock.observe(NOW.plusSeconds(3_600));
        assertThat(clock.now()).contains(NOW);
        clock.observe(NOW.plusSeconds(1));
        assertThat(clock.now()).contains(NOW.plusSeconds(1));
        clock.observe(NOW.plusSeconds(3_600));
        assertThat(clock.now()).contains(NOW.plusSeconds(1));
    }

    @Test
    void a_very_first_date_an_hour_ahead_is_not_believed() {
        clock.observe(NOW.plusSeconds(3_600));
        clock.observe(NOW);
        assertThat(clock.now()).isEmpty();
        clock.observe(NOW.plusSeconds(1));
        assertThat(clock.now()).contains(NOW.plusSeconds(1));
    }

    @Test
    void a_jump_with_two_witnesses_in_a_row_is_believed() {
        learn(NOW);
        clock.observe(NOW.plusSeconds(3_600));
        pass(Duration.ofSeconds(2));
        clock.observe(NOW.plusSeconds(3_602));
        assertThat(clock.now()).contains(NOW.plusSeconds(3_602));
    }

    @Test
    void two_dates_ahead_that_do_not_agree_are_no_witnesses_of_each_other() {
        learn(NOW);
        clock.observe(NOW.plusSeconds(3_600));
        clock.observe(NOW.plusSeconds(7_200));
        assertThat(clock.now()).contains(NOW);
    }

    @Test
    void dates_an_hour_ago_that_agree_are_corrected_once_two_right_ones_agree() {
        learn(NOW.minusSeconds(3_600));
        clock.observe(NOW);
        assertThat(clock.now()).contains(NOW.minusSeconds(3_600));
        clock.observe(NOW);
        assertThat(clock.now()).contains(NOW);
    }

    @Test
    void a_date_ahead_by_the_tolerance_is_believed_at_once_and_by_more_is_not() {
        learn(NOW);
        clock.observe(NOW.plus(TOLERANCE));
        assertThat(clock.now()).contains(NOW.plus(TOLERANCE));
        clock.observe(NOW.plus(TOLERANCE).plus(TOLERANCE).plusSeconds(1));
        assertThat(clock.now()).contains(NOW.plus(TOLERANCE));
    }

    @Test
    void the_tolerance_is_never_less_than_what_cut_seconds_need() {
        ApiClock strict = new ApiClock(Duration.ZERO, () -> nanos);
        strict.observe(NOW);
        strict.observe(NOW.plusSeconds(2));
        assertThat(strict.now()).contains(NOW.plusSeconds(2));
        strict.observe(NOW.plusSeconds(5));
        assertThat(strict.now()).contains(NOW.plusSeconds(2));
    }

    @Test
    void an_accepted_jump_is_counted_with_its_length() {
        clock.observe(NOW.minusSeconds(3_600));
        learn(NOW);
        assertThat(clock.jumps()).isZero();
        assertThat(clock.lastJump()).isZero();
        pass(Duration.ofSeconds(10));
        learn(NOW.plusSeconds(10 + 7_200));
        assertThat(clock.jumps()).isOne();
        assertThat(clock.lastJump()).isEqualTo(Duration.ofHours(2));
        learn(NOW.plusSeconds(10 + 7_200 + 60));
        assertThat(clock.jumps()).isOne();
    }

    @Test
    void a_jump_that_is_not_confirmed_is_not_counted() {
        learn(NOW);
        clock.observe(NOW.plusSeconds(3_600));
        clock.observe(NOW);
        assertThat(clock.jumps()).isZero();
    }

    @Test
    void responses_without_a_date_are_counted_until_one_has_one() {
        clock.observeWithoutDate();
        clock.observeWithoutDate();
        assertThat(clock.responsesWithoutDate()).isEqualTo(2);
        clock.observe(NOW);
        assertThat(clock.responsesWithoutDate()).isZero();
        clock.observeWithoutDate();
        assertThat(clock.responsesWithoutDate()).isOne();
    }

    private void learn(Instant date) {
        clock.observe(date);
        clock.observe(date);
    }

    private void pass(Duration time) {
        nanos += time.toNanos();
    }
}
