package io.github.mpcconnect.integration;

import io.github.mpcconnect.simulator.CallGenerator;
import io.github.mpcconnect.simulator.SimulatedCall;
import io.github.mpcconnect.simulator.Traffic.Logged;
import io.github.mpcconnect.support.DayTruth;
import io.github.mpcconnect.support.RunningConnector;
import io.github.mpcconnect.support.Trial;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;

import static org.assertj.core.api.Assertions.assertThat;

/** Restarts, stops and pauses while history loads. */
class RestartIT {

    private static final int CALLS = 1200;

    @Test
    void restarts_in_the_middle_of_the_history_lose_and_double_nothing() {
        try (Trial trial = Trial.of("restart")) {
            List<SimulatedCall> calls = slowHistory(trial);
            RunningConnector connector = trial.connector().start();

            connector.calls().until(lines -> !lines.isEmpty());
            connector.rest().restart(connector.name());
            connector.calls().until(lines -> lines.size() > CALLS / 3);
            connector.rest().restart(connector.name());

            assertThat(connector.calls().toEnd()).as("while history loads").hasSizeLessThan(CALLS);
            trial.assertAllArriveOnce();
            connector.awaitStored(trial.account(), DayTruth.complete(calls));
        }
    }

    @Test
    void a_stop_in_the_middle_of_the_history_keeps_its_place() {
        try (Trial trial = Trial.of("stop")) {
            List<SimulatedCall> calls = slowHistory(trial);
            RunningConnector connector = trial.connector().start();

            connector.calls().until(lines -> lines.size() > CALLS / 4);
            connector.rest().stop(connector.name());
            connector.awaitState("STOPPED");
            int atTheStop = connector.calls().toEnd().size();
            connector.awaitSilence(Duration.ofSeconds(1));
            assertThat(connector.calls().toEnd()).hasSize(atTheStop).hasSizeLessThan(CALLS);
            connector.rest().resume(connector.name());

            trial.assertAllArriveOnce();
            connector.awaitStored(trial.account(), DayTruth.complete(calls));
        }
    }

    @Test
    void a_pause_ends_all_requests_and_a_resume_continues_from_there() {
        try (Trial trial = Trial.of("pause")) {
            slowHistory(trial);
            RunningConnector connector = trial.connector().start();

            connector.calls().until(lines -> lines.size() > CALLS / 4);
            connector.rest().pause(connector.name());
            connector.awaitState("PAUSED");
            Instant paused = trial.world().clock().instant();
            connector.awaitSilence(Duration.ofSeconds(3));
            List<Logged> requests = trial.api().traffic().log();
            assertThat(requests.get(requests.size() - 1).time()).isBefore(paused.plusMillis(2_500));
            assertThat(connector.calls().toEnd()).as("while history loads").hasSizeLessThan(CALLS);
            connector.rest().resume(connector.name());

            trial.assertAllArriveOnce();
        }
    }

    private static List<SimulatedCall> slowHistory(Trial trial) {
        Instant midnight = Trial.NOW.truncatedTo(ChronoUnit.DAYS);
        List<SimulatedCall> calls = CallGenerator.seeded(4)
                .ending(midnight.minus(Duration.ofDays(4)), midnight)
                .mostParticipants(3)
                .calls(CALLS);
        trial.account().add(calls);
        trial.api().quirks().latency(Duration.ofMillis(20), Duration.ofMillis(80), 4);
        return calls;
    }
}
