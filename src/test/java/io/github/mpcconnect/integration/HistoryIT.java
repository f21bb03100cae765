package io.github.mpcconnect.integration;

import io.github.mpcconnect.simulator.CallGenerator;
import io.github.mpcconnect.simulator.SimulatedCall;
import io.github.mpcconnect.simulator.SimulatedRequest.Kind;
import io.github.mpcconnect.simulator.Traffic;
import io.github.mpcconnect.support.Arrived;
import io.github.mpcconnect.support.DayTruth;
import io.github.mpcconnect.support.RunningConnector;
import io.github.mpcconnect.support.Topic.Line;
import io.github.mpcconnect.support.Trial;
import io.github.mpcconnect.support.Truth;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import static io.github.mpcconnect.simulator.CallBuilder.aCall;
import static org.assertj.core.api.Assertions.assertThat;

/** The past, read by a connector that was never there before, and where its days and windows are cut. */
class HistoryIT {

    private static final Instant MIDNIGHT = Trial.NOW.truncatedTo(ChronoUnit.DAYS);
    private static final Instant DAY_BEFORE_YESTERDAY =
            Trial.NOW.truncatedTo(ChronoUnit.DAYS).minus(Duration.ofDays(2));
    private static final Duration MICRO = Duration.ofNanos(1000);

    @Test
    void three_days_arrive_once_and_right_at_hardly_more_than_the_fewest_requests() {
        try (Trial trial = Trial.of("history")) {
            List<SimulatedCall> calls = CallGenerator.seeded(1)
                    .ending(MIDNIGHT.minus(Duration.ofDays(3)), MIDNIGHT)
                    .calls(3000);
            trial.account().add(calls);
            RunningConnector connector = trial.connector().start();

            Truth truth = Truth.of(trial.account());
            Arrived arrived = connector.await(truth);

            truth.assertExactly(arrived);
            assertEachCallComesAfterItsParticipants(arrived);
            connector.awaitStored(trial.account(), DayTruth.complete(calls));
            assertEconomical(trial.api().traffic(), truth);
        }
    }

    @Test
    void sixty_days_of_nothing_cost_next_to_no_requests() {
        try (Trial trial = Trial.of("silence")) {
            Instant longAgo = MIDNIGHT.minus(Duration.ofDays(62));
            for (int i = 0; i < 5; i++) {
                trial.account().add(aCall().endedAt(longAgo.plusSeconds(i)).withParticipants(2));
            }
            trial.connector().start();

            trial.assertAllArriveOnce();
            assertThat(trial.api().traffic().log().stream()
                            .filter(request -> request.window() != null)
                            .filter(request -> !isAfterMidnight(request.params().get("end_time__gt"))))
                    .hasSizeLessThanOrEqualTo(15);
        }
    }

    @Test
    void with_the_oldest_first_everything_is_read_in_the_order_of_time() {
        try (Trial trial = Trial.of("oldest-first")) {
            List<SimulatedCall> calls = CallGenerator.seeded(2)
                    .ending(MIDNIGHT.minus(Duration.ofDays(20)), Trial.NOW.minus(Duration.ofHours(1)))
                    .calls(600);
            trial.account().add(calls);
            trial.connector().with("backfill.order", "oldest.first").start();

            trial.assertAllArriveOnce();
            assertThat(trial.api().traffic().log().stream()
                            .filter(request -> request.window() != null)
                            .map(request -> request.params().get("end_time__gt")))
                    .isSorted();
        }
    }

    @Test
    void by_default_the_newest_day_comes_first() {
        try (Trial trial = Trial.of("newest-first")) {
            for (int day = 1; day <= 10; day++) {
                trial.account()
                        .add(aCall().endedAt(
                                        MIDNIGHT.minus(Duration.ofDays(day)).plusSeconds(60)));
            }
            trial.connector().with("api.max.concurrent.requests", "1").start();

            Arrived arrived = trial.assertAllArriveOnce();
            assertThat(arrived.calls())
                    .extracting(line -> -line.value().get("end_time").asLong())
                    .isSorted();
        }
    }

    @Test
    void midnight_to_the_microsecond_belongs_to_the_day_of_the_window_that_listed_it() {
        try (Trial trial = Trial.of("midnight")) {
            trial.account()
                    .zone("+05:30")
                    .add(aCall().endedAt(DAY_BEFORE_YESTERDAY.minus(MICRO)))
                    .add(aCall().endedAt(DAY_BEFORE_YESTERDAY))
                    .add(aCall().endedAt(DAY_BEFORE_YESTERDAY.plus(MICRO)));
            RunningConnector connector = trial.connector().start();

            trial.assertAllArriveOnce();
            var days = DayTruth.complete(trial.account().calls().all());
            assertThat(days.get("2026-10-11").calls()).isEqualTo(2);
            assertThat(days.get("2026-10-12").calls()).isEqualTo(1);
            connector.awaitStored(trial.account(), days);
        }
    }

    @Test
    void more_calls_in_one_second_than_a_window_holds_are_one_window() {
        try (Trial trial = Trial.of("burst")) {
            Instant second = DAY_BEFORE_YESTERDAY.plus(Duration.ofHours(11)).plusSeconds(17);
            for (int i = 1; i <= 300; i++) {
                trial.account().add(aCall().endedAt(second.plus(i * 3_000L, ChronoUnit.MICROS)));
            }
            for (int i = 0; i < 100; i++) {
                trial.account().add(aCall().endedAt(DAY_BEFORE_YESTERDAY.plus(Duration.ofMinutes(14L * i + 1))));
            }
            RunningConnector connector =
                    trial.connector().with("window.max.calls", "200").start();

            trial.assertAllArriveOnce();
            assertThat(trial.api().traffic().deepestOffset()).isEqualTo(280);
            connector.awaitStored(
                    trial.account(), DayTruth.complete(trial.account().calls().all()));
        }
    }

    private static void assertEachCallComesAfterItsParticipants(Arrived arrived) {
        Map<String, Long> sent = new HashMap<>();
        arrived.participants().forEach(line -> sent.merge(line.text("mpc_uuid"), line.timestamp(), Math::max));
        for (Line call : arrived.calls()) {
            assertThat(call.timestamp()).isGreaterThanOrEqualTo(sent.getOrDefault(call.text("mpc_uuid"), 0L));
        }
    }

    private static void assertEconomical(Traffic traffic, Truth truth) {
        long polls = traffic.log().stream()
                .filter(request -> request.kind() == Kind.CALLS)
                .filter(request -> isAfterMidnight(request.params().get("end_time__gt")))
                .count();
        assertThat(traffic.count() - polls).isLessThanOrEqualTo((long) (1.05 * truth.minRequests()));
        assertThat(traffic.refused()).isZero();
        assertThat(traffic.longestWindow()).isLessThanOrEqualTo(Duration.ofDays(30));
    }

    private static boolean isAfterMidnight(String filterTime) {
        return filterTime != null && filterTime.startsWith(MIDNIGHT.toString().substring(0, 10));
    }
}
