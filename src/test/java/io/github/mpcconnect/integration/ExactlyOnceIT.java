package io.github.mpcconnect.integration;

import io.github.mpcconnect.support.Comparison;
import io.github.mpcconnect.support.ConnectRest;
import io.github.mpcconnect.support.LocalCluster;
import io.github.mpcconnect.support.RunningConnector;
import io.github.mpcconnect.support.SharedCluster;
import io.github.mpcconnect.support.Trial;
import io.github.mpcconnect.support.Wait;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.time.Duration;
import java.util.List;
import java.util.Map;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Workers with exactly-once: a committed reader sees each call once, through all that is done to a loading connector.
 */
class ExactlyOnceIT {

    private static final int CALLS = 1000;

    private static LocalCluster workers;

    @BeforeAll
    static void start_workers() {
        workers = LocalCluster.startOn(
                SharedCluster.get().bootstrapServers(),
                Map.of(
                        "exactly.once.source.support", "enabled",
                        "group.id", "exactly-once",
                        "config.storage.topic", "exactly-once-configs",
                        "offset.storage.topic", "exactly-once-offsets",
                        "status.storage.topic", "exactly-once-status"));
    }

    @AfterAll
    static void stop_workers() {
        workers.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"poll", "connector"})
    void restarts_stops_pauses_and_rebalances_while_loading_double_nothing(String boundary) {
        String name = "once-" + boundary;
        try (Trial trial =
                        Trial.at("2026-11-21T12:00:00Z").calls(CALLS, "2026-11-19T08:00:00Z", "2026-11-21T11:50:00Z");
                RunningConnector connector = trial.connector(workers, name)
                        .with("transaction.boundary", boundary)
                        .with("window.max.calls", "30")
                        .with("live.enabled", "true")
                        .with("audit.days", "2")
                        .with("audit.interval.ms", "1000")
                        .with("audit.listing.interval.ms", "2000")
                        .with("api.max.concurrent.requests", "4")) {
            trial.api().quirks().latency(Duration.ofMillis(5), Duration.ofMillis(25), 1);
            connector.start();
            List<Runnable> blows = blows(connector);
            for (Runnable blow : blows) {
                int seen = connector.calls().lines().size();
                connector.calls().until(lines -> lines.size() >= Math.min(seen + 60, CALLS));
                retrying(blow);
            }
            assertThat(connector.calls().toEnd())
                    .as("the blows fell while it loaded")
                    .hasSizeLessThan(CALLS);
            checkThatAllArriveOnce(trial, connector)
                    .record("restarts, stops, pauses, rebalances, exactly once, boundary " + boundary, blows.size());
        }
    }

    private static List<Runnable> blows(RunningConnector connector) {
        return List.of(
                () -> connector.rest().restart(connector.name()),
                () -> stopAndResume(connector),
                workers::addWorker,
                () -> pauseAndResume(connector),
                workers::removeWorker,
                () -> connector.rest().restart(connector.name()));
    }

    private static Comparison checkThatAllArriveOnce(Trial trial, RunningConnector connector) {
        connector.calls().until(lines -> lines.size() >= CALLS);
        Comparison compared = trial.compared(connector.calls().toEnd());
        assertThat(compared.isExact()).as("%s", compared).isTrue();
        int participants = trial.all().stream()
                .mapToInt(call -> call.participants().size())
                .sum();
        connector.participants().until(lines -> lines.size() >= participants);
        assertThat(connector.participants().toEnd()).hasSize(participants);
        return compared;
    }

    private static void stopAndResume(RunningConnector connector) {
        connector.rest().stop(connector.name());
        connector.awaitState("STOPPED");
        connector.rest().resume(connector.name());
    }

    private static void pauseAndResume(RunningConnector connector) {
        connector.rest().pause(connector.name());
        connector.rest().resume(connector.name());
    }

    /** While workers rebalance, Connect answers with a conflict. */
    private static void retrying(Runnable blow) {
        Wait.until("no rebalance to be in the way", () -> {
            try {
                blow.run();
                return true;
            } catch (ConnectRest.Refused e) {
                if (e.status() == 409) {
                    return false;
                }
                throw e;
            }
        });
    }
}
