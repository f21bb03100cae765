package io.github.mpcconnect.integration;

import io.github.mpcconnect.simulator.Effect;
import io.github.mpcconnect.simulator.SimulatedCall;
import io.github.mpcconnect.support.Scene;
import io.github.mpcconnect.support.TaskHarness;
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
        try (Scene scene = Scene.at(now);
                TaskHarness task = scene.task("clock" + apiAheadSeconds)) {
            scene.calls(CALLS, now.minusSeconds(3600).toString(), now.toString());
            task.start().pollCalls(CALLS);

            SimulatedCall call = scene.call(scene.now());
            task.pollCalls(CALLS + 1);

            Duration waited = Duration.between(call.endTime(), scene.now());
            assertThat(waited).isBetween(Duration.ofSeconds(1), Duration.ofSeconds(20));
            assertThat(scene.tally(task.ids())
                            .record("worker's clock off by " + -apiAheadSeconds + " s", 1)
                            .isExact())
                    .isTrue();
            assertThat(scene.api().traffic().refused()).isZero();
        }
    }

    @Test
    void one_answer_from_an_hour_ahead_moves_nothing() {
        try (Scene scene = Scene.at("2026-11-21T12:00:00Z");
                TaskHarness task = scene.task("hour-ahead")) {
            scene.calls(CALLS, "2026-11-21T11:00:00Z", "2026-11-21T11:59:00Z");
            scene.api().faults().nth(1, request -> true, Effect.dateOff(Duration.ofHours(1)));
            scene.api().faults().nth(9, request -> true, Effect.dateOff(Duration.ofHours(1)));
            task.start().pollCalls(CALLS);

            scene.call(scene.now());
            scene.call(scene.now().plusSeconds(1));
            task.pollCalls(CALLS + 2);

            Instant read = task.day("MASCENE", "2026-11-21").endTime();
            assertThat(read).isBeforeOrEqualTo(scene.now().minusSeconds(1));
            assertThat(scene.tally(task.ids()).isExact()).isTrue();
            assertThat(scene.api().traffic().refused())
                    .as("searches past the API's now")
                    .isZero();
        }
    }

    @Test
    void without_a_date_the_task_fails_and_says_why() {
        try (Scene scene = Scene.at("2026-11-21T12:00:00Z");
                TaskHarness task = scene.task("no-date")) {
            scene.calls(CALLS, "2026-11-21T11:00:00Z", "2026-11-21T11:59:00Z");
            scene.api().faults().always(request -> true, Effect.withoutDate());
            task.start();

            assertThatThrownBy(() -> task.pollCalls(1))
                    .isInstanceOf(ConnectException.class)
                    .hasMessageContainingAll("MASCENE", "Date", "proxy");
            assertThat(task.ids()).isEmpty();
        }
    }
}
