package io.github.mpcconnect.integration;

import io.github.mpcconnect.simulator.Effect;
import io.github.mpcconnect.simulator.SimulatedRequest.Kind;
import io.github.mpcconnect.support.RunningConnector;
import io.github.mpcconnect.support.TaskHarness;
import io.github.mpcconnect.support.Trial;
import io.github.mpcconnect.support.Wait;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.time.Duration;

import static org.assertj.core.api.Assertions.assertThat;

/** While requests hang, a task stops at once and leaves nothing behind; while it is not polled, it asks for nothing. */
class StopIT {

    private static final int CALLS = 60;
    private static final Duration HANG = Duration.ofSeconds(30);
    private static final Duration SOON = Duration.ofSeconds(2);

    private final long threadsBefore = TaskHarness.allThreads();
    private final Trial trial =
            Trial.at("2026-11-21T12:00:00Z").calls(CALLS, "2026-11-21T10:00:00Z", "2026-11-21T11:00:00Z");

    @AfterEach
    void end() {
        trial.close();
    }

    @ParameterizedTest
    @EnumSource(
            value = Kind.class,
            names = {"CALLS", "PARTICIPANTS"})
    void a_task_stops_within_two_seconds_and_leaves_no_thread_and_no_connection(Kind kind) {
        trial.api().faults().always(request -> request.kind() == kind, Effect.hang(HANG));
        try (TaskHarness task = trial.task("stops-" + kind)) {
            task.start()
                    .pollUntil(
                            "a request that hangs", () -> trial.api().traffic().count(kind) > 0);
            assertThat(trial.api().openConnections()).isPositive();
            assertThat(TaskHarness.loops("stops-" + kind)).isEqualTo(1);
            assertThat(TaskHarness.allThreads()).isGreaterThan(threadsBefore + 1);

            assertThat(task.stop()).isLessThan(SOON);

            awaitNothingLeft("stops-" + kind);
        }
    }

    @Test
    void a_body_that_trickles_does_not_hold_up_a_stop() {
        trial.api().faults().always(request -> true, Effect.trickle(Duration.ofMillis(50)));
        try (TaskHarness task = trial.task("trickle")) {
            task.start().pollUntil("a request", () -> trial.api().traffic().count() > 0);

            assertThat(task.stop()).isLessThan(SOON);

            awaitNothingLeft("trickle");
        }
    }

    @Test
    void a_wait_before_the_next_try_does_not_hold_up_a_stop() {
        trial.api().faults().always(request -> true, Effect.status(429, "Retry-After", "120"));
        try (TaskHarness task = trial.task("waits")) {
            task.start().pollUntil("a refusal", () -> trial.api().traffic().status(429) > 0);

            assertThat(task.stop()).isLessThan(SOON);

            awaitNothingLeft("waits");
        }
    }

    private void awaitNothingLeft(String connector) {
        Wait.until(
                SOON,
                "no thread and no connection",
                () -> TaskHarness.loops(connector) == 0
                        && TaskHarness.allThreads() <= threadsBefore
                        && trial.api().openConnections() == 0);
    }

    @ParameterizedTest
    @ValueSource(strings = {"CALLS", "PARTICIPANTS"})
    void on_a_worker_a_connector_stops_and_restarts_while_requests_hang(String kind) {
        String name = "hangs-" + kind.toLowerCase(java.util.Locale.ROOT);
        trial.api().faults().always(request -> request.kind().name().equals(kind), Effect.hang(HANG));
        try (RunningConnector connector =
                trial.connector(name).with("validate.credentials", "false").start()) {
            Wait.until(HANG, "a request that hangs", () -> trial.api().traffic().count(Kind.valueOf(kind)) > 0);
            long start = System.nanoTime();
            connector.rest().stop(name);
            Wait.until(
                    Duration.ofSeconds(5),
                    "no thread and no connection",
                    () -> TaskHarness.loops(name) == 0
                            && TaskHarness.allThreads() <= threadsBefore
                            && trial.api().openConnections() == 0);
            assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(5));

            trial.api().faults().clear();
            connector.rest().resume(name);
            connector.calls().until(lines -> lines.size() >= CALLS);
            assertThat(trial.compared(connector.calls().toEnd())
                            .record("stop while requests hang (" + kind + ")", 1)
                            .isExact())
                    .isTrue();
        }
    }

    @Test
    void no_request_is_made_while_nobody_polls() throws InterruptedException {
        try (TaskHarness task = trial.task("paused").with("poll.interval.ms", "100")) {
            task.start().pollCalls(CALLS);
            long end = System.nanoTime() + Duration.ofMillis(2500).toNanos();
            Wait.until(SOON.plusSeconds(2), "the pause to be noticed", () -> System.nanoTime() > end);
            long made = trial.api().traffic().count(Kind.CALLS);

            assertThat(trial.api().traffic().await(Kind.CALLS, made + 1, SOON)).isFalse();

            trial.call(trial.now().minusSeconds(1));
            task.pollCalls(CALLS + 1);
            assertThat(trial.compared(task.ids()).isExact()).isTrue();
        }
    }
}
