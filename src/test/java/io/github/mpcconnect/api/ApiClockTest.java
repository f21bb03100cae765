package io.github.mpcconnect.api;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;

import static org.assertj.core.api.Assertions.assertThat;

class ApiClockTest {
    private static final Instant START = Instant.parse("2026-11-21T12:00:00Z");

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

    // Api clock

    /** Some time passes, then an answer comes whose Date is off by so much and was made so long before. */
    private record Answer(Duration pause, Duration roundTrip, Duration off) {}

    @Property(tries = 500)
    void it_never_goes_back_whatever_the_answers_say(@ForAll("answers") List<Answer> answers) {
        long[] nanos = {0};
        ApiClock clock = new ApiClock(TOLERANCE, () -> nanos[0]);
        Instant latest = Instant.MIN;
        for (Answer answer : answers) {
            nanos[0] += answer.pause().toNanos();
            clock.observe(date(nanos[0], answer).plus(answer.off()));
            Instant now = clock.now().orElse(latest);
            assertThat(now).isAfterOrEqualTo(latest);
            latest = now;
        }
    }

    @Property(tries = 500)
    void it_is_never_early_and_late_by_a_second_and_a_round_trip_at_most(@ForAll("answers") List<Answer> answers) {
        long[] nanos = {0};
        ApiClock clock = new ApiClock(TOLERANCE, () -> nanos[0]);
        for (int i = 0; i < answers.size(); i++) {
            Answer answer = answers.get(i);
            nanos[0] += answer.pause().toNanos();
            clock.observe(date(nanos[0], answer));
            if (i > 0) {
                Instant truth = START.plusNanos(nanos[0]);
                assertThat(clock.now().orElseThrow()).isBeforeOrEqualTo(truth);
                assertThat(clock.now().orElseThrow())
                        .isAfterOrEqualTo(truth.minus(answer.roundTrip()).minusSeconds(1));
            }
        }
    }

    @Property(tries = 500)
    void single_dates_ahead_between_right_ones_move_nothing(@ForAll("answers") List<Answer> answers) {
        long[] nanos = {0};
        ApiClock clock = new ApiClock(TOLERANCE, () -> nanos[0]);
        for (Answer answer : answers) {
            nanos[0] += answer.pause().toNanos();
            clock.observe(date(nanos[0], answer).plusSeconds(3_600));
            assertThat(clock.now().orElse(START)).isBeforeOrEqualTo(START.plusNanos(nanos[0]));
            clock.observe(date(nanos[0], answer));
            assertThat(clock.now().orElse(START)).isBeforeOrEqualTo(START.plusNanos(nanos[0]));
        }
    }

    private static Instant date(long nanos, Answer answer) {
        return START.plusNanos(nanos).minus(answer.roundTrip()).truncatedTo(ChronoUnit.SECONDS);
    }

    @Provide
    Arbitrary<List<Answer>> answers() {
        Arbitrary<Duration> pause = Arbitraries.longs().between(0, 20_000).map(Duration::ofMillis);
        Arbitrary<Duration> roundTrip = Arbitraries.longs().between(0, 2_000).map(Duration::ofMillis);
        Arbitrary<Duration> off = Arbitraries.oneOf(
                        Arbitraries.longs().between(-90_000, 90_000),
                        Arbitraries.longs().between(-10_000_000, 10_000_000))
                .map(Duration::ofMillis);
        return Combinators.combine(pause, roundTrip, off)
                .as(Answer::new)
                .list()
                .ofMinSize(1)
                .ofMaxSize(30);
    }
}
