package io.github.mpcconnect.integration;

import io.github.mpcconnect.support.DayTruth;
import io.github.mpcconnect.support.RunningConnector;
import io.github.mpcconnect.support.Trial;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

import static io.github.mpcconnect.simulator.CallBuilder.aCall;
import static org.assertj.core.api.Assertions.assertThat;

/** Where days and windows are cut. */
class WindowIT {

    private static final Instant DAY = Trial.NOW.truncatedTo(ChronoUnit.DAYS).minus(Duration.ofDays(2));
    private static final Duration MICRO = Duration.ofNanos(1000);

    @Test
    void midnight_to_the_microsecond_belongs_to_the_day_of_the_window_that_listed_it() {
        try (Trial trial = Trial.of("midnight")) {
            trial.account()
                    .zone("+05:30")
                    .add(aCall().endedAt(DAY.minus(MICRO)))
                    .add(aCall().endedAt(DAY))
                    .add(aCall().endedAt(DAY.plus(MICRO)));
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
            Instant second = DAY.plus(Duration.ofHours(11)).plusSeconds(17);
            for (int i = 1; i <= 300; i++) {
                trial.account().add(aCall().endedAt(second.plus(i * 3_000L, ChronoUnit.MICROS)));
            }
            for (int i = 0; i < 100; i++) {
                trial.account().add(aCall().endedAt(DAY.plus(Duration.ofMinutes(14L * i + 1))));
            }
            RunningConnector connector =
                    trial.connector().with("window.max.calls", "200").start();

            trial.assertAllArriveOnce();
            assertThat(trial.api().traffic().deepestOffset()).isEqualTo(280);
            connector.awaitStored(
                    trial.account(), DayTruth.complete(trial.account().calls().all()));
        }
    }
}
