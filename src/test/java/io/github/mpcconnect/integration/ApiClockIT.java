package io.github.mpcconnect.integration;

import io.github.mpcconnect.simulator.Effect;
import io.github.mpcconnect.simulator.SimulatedCall;
import io.github.mpcconnect.support.TaskHarness;
import io.github.mpcconnect.support.Trial;
import org.apache.kafka.connect.errors.ConnectException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.time.Duration;
import java.time.Instant;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** What time it is, is for the API to say: the worker's own clock, and one wrong answer, change nothing. */
class ApiClockIT {

    private static final int CALLS = 60;

    @ParameterizedTest
    @ValueSource(ints = {-600, 600})
    void a_worker_whose_clock_is_ten_minutes_off_loses_nothing_and_waits_no_longer(int apiAheadSeconds) {
        Instant now = Instant.now().plusSeconds(apiAheadSeconds);
        try (Trial trial = Trial.at(now);
                TaskHarness task = trial.task("clock" + apiAheadSeconds)) {
            trial.calls(CALLS, now.minusSeconds(3600).toString(), now.toString());
            task.start().pollCalls(CALLS);

            SimulatedCall call = trial.call(trial.now());
            task.pollCalls(CALLS + 1);

            Duration waited = Duration.between(call.endTime(), trial.now());
            assertThat(waited).isBetween(Duration.ofSeconds(1), Duration.ofSeconds(20));
            assertThat(trial.compared(task.ids())
                            .record("worker's clock off by " + -apiAheadSeconds + " s", 1)
                            .isExact())
                    .isTrue();
            assertThat(trial.api().traffic().refused()).isZero();
        }
    }

    @Test
    void one_answer_from_an_hour_ahead_moves_nothing() {
        try (Trial trial = Trial.at("2026-11-21T12:00:00Z");
                TaskHarness task = trial.task("hour-ahead")) {
            trial.calls(CALLS, "2026-11-21T11:00:00Z", "2026-11-21T11:59:00Z");
            trial.api().faults().nth(1, request -> true, Effect.dateOff(Duration.ofHours(1)));
            trial.api().faults().nth(9, request -> true, Effect.dateOff(Duration.ofHours(1)));
            task.start().pollCalls(CALLS);

            trial.call(trial.now());
            trial.call(trial.now().plusSeconds(1));
            task.pollCalls(CALLS + 2);

            Instant read = Instant.parse(task.day("MATRIAL", "2026-11-21").endTime());
            assertThat(read).isBeforeOrEqualTo(trial.now().minusSeconds(1));
            assertThat(trial.compared(task.ids()).isExact()).isTrue();
            assertThat(trial.api().traffic().refused())
                    .as("searches past the API's now")
                    .isZero();
        }
    }

    @Test
    void without_a_date_the_task_fails_and_says_why() {
        try (Trial trial = Trial.at("2026-11-21T12:00:00Z");
                TaskHarness task = trial.task("no-date")) {
            trial.calls(CALLS, "2026-11-21T11:00:00Z", "2026-11-21T11:59:00Z");
            trial.api().faults().always(request -> true, Effect.withoutDate());
            task.start();

            assertThatThrownBy(() -> task.pollCalls(1))
                    .isInstanceOf(ConnectException.class)
                    .hasMessageContainingAll("MATRIAL", "Date", "proxy");
            assertThat(task.ids()).isEmpty();
        }
    }
}
