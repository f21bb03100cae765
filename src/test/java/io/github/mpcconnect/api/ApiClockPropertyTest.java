package io.github.mpcconnect.api;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;

import static org.assertj.core.api.Assertions.assertThat;

class ApiClockPropertyTest {

    private static final Instant START = Instant.parse("2026-11-21T12:00:00Z");
    private static final Duration TOLERANCE = Duration.ofSeconds(60);

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
