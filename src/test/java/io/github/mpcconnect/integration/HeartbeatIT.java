package io.github.mpcconnect.integration;

import io.github.mpcconnect.support.RunningConnector;
import io.github.mpcconnect.support.StoredDay;
import io.github.mpcconnect.support.Topic.Line;
import io.github.mpcconnect.support.Trial;
import io.github.mpcconnect.support.TrialTask;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.source.SourceRecord;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Map;

import static org.assertj.core.api.Assertions.assertThat;

/** Where nothing happens, heartbeats say so, and stored offsets move with them. */
class HeartbeatIT {

    private static final Duration MOST = Duration.ofSeconds(60);

    @Test
    void the_offsets_of_an_idle_account_move() {
        try (Trial trial = Trial.at("2026-11-21T12:00:00Z");
                RunningConnector connector = trial.connector("beats")
                        .with("heartbeat.interval.ms", "300")
                        .start()) {
            RunningConnector.await(MOST, "a stored offset of today", () -> endOfToday(connector) != null);
            Instant before = endOfToday(connector);
            RunningConnector.await(
                    MOST, "it to move", () -> endOfToday(connector).compareTo(before) > 0);

            Line beat = connector
                    .topic("heartbeat")
                    .until(MOST, lines -> !lines.isEmpty())
                    .get(0);
            assertThat(beat.key().path("account_id").asString()).isEqualTo("MATRIAL");
            assertThat(beat.key().path("day").asString()).isEqualTo(beat.text("day"));
            assertThat(beat.text("account_id")).isEqualTo("MATRIAL");
            assertThat(beat.value().path("calls").asLong(-1)).isZero();
        }
    }

    private static Instant endOfToday(RunningConnector connector) {
        StoredDay stored = connector.day("MATRIAL", "2026-11-21");
        return stored == null ? null : stored.endTime();
    }

    @Test
    void each_day_that_is_complete_has_one_heartbeat_that_says_so() {
        try (Trial trial = Trial.at("2026-11-20T23:59:56Z").calls(7, "2026-11-19T10:00:00Z", "2026-11-19T12:00:00Z");
                TrialTask task = trial.task("complete").with("heartbeat.interval.ms", "200")) {
            task.start()
                    .pollUntil("midnight to be passed", () -> completes(task, "2026-11-20") > 0)
                    .pollUntil("the next day", () -> beats(task, "2026-11-21").size() > 2);

            for (String day : List.of("2026-11-17", "2026-11-18", "2026-11-19", "2026-11-20")) {
                assertThat(completes(task, day)).as(day).isEqualTo(1);
            }
            assertThat(beats(task, "2026-11-19"))
                    .last()
                    .satisfies(beat -> assertThat(((Struct) beat.value()).getInt64("calls"))
                            .isEqualTo(7));
            assertThat(task.sent("heartbeat"))
                    .allSatisfy(beat -> assertThat(beat.sourcePartition())
                            .isEqualTo(Map.of("account", "MATRIAL", "day", ((Struct) beat.key()).getString("day"))));
        }
    }

    private static List<SourceRecord> beats(TrialTask task, String day) {
        return task.sent("heartbeat").stream()
                .filter(beat -> ((Struct) beat.value()).getString("day").equals(day))
                .toList();
    }

    private static long completes(TrialTask task, String day) {
        Date end = Date.from(Instant.parse(day + "T00:00:00Z").plus(Duration.ofDays(1)));
        return beats(task, day).stream()
                .filter(beat -> ((Struct) beat.value()).get("end_time").equals(end))
                .count();
    }

    @Test
    void without_an_interval_there_are_none() {
        try (Trial trial = Trial.at("2026-11-21T12:00:00Z").calls(5, "2026-11-20T10:00:00Z", "2026-11-20T12:00:00Z");
                TrialTask task = trial.task("silent")) {
            task.start().pollCalls(5);
            assertThat(task.sent("heartbeat")).isEmpty();
        }
    }
}
