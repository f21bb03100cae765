package io.github.mpcconnect.integration;

import io.github.mpcconnect.support.DayTruth;
import io.github.mpcconnect.support.RunningConnector;
import io.github.mpcconnect.support.TaskHarness;
import io.github.mpcconnect.support.Topic.Line;
import io.github.mpcconnect.support.Trial;
import io.github.mpcconnect.support.Wait;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.source.SourceRecord;
import org.junit.jupiter.api.Test;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Date;
import java.util.List;
import java.util.Map;

import static org.assertj.core.api.Assertions.assertThat;

/** The table of days: when a day's row is written, and what it says. */
class DaysIT {

    private static final String TODAY = "2026-11-21";
    private static final String YESTERDAY = "2026-11-20";

    @Test
    void heartbeats_move_the_offsets_of_an_idle_account() {
        try (Trial trial = Trial.at("2026-11-21T12:00:00Z");
                RunningConnector connector = trial.connector("beats")
                        .with("heartbeat.interval.ms", "300")
                        .start()) {
            Wait.until("a stored offset of today", () -> endOfToday(connector) != null);
            Instant before = endOfToday(connector);
            Wait.until("it to move", () -> endOfToday(connector).compareTo(before) > 0);

            List<Line> lines = connector.topic("days").until(read -> rows(read, TODAY) > 1);
            Line row =
                    lines.stream().filter(line -> isOf(line, TODAY)).findFirst().orElseThrow();
            assertThat(row.key().path("account_id").asString()).isEqualTo("MATRIAL");
            assertThat(row.key().path("day").asLong())
                    .isEqualTo(row.value().path("day").asLong());
            assertThat(row.text("account_id")).isEqualTo("MATRIAL");
            assertThat(row.text("state")).isEqualTo("open");
            assertThat(row.value().path("calls").asLong(-1)).isZero();
        }
    }

    private static long rows(List<Line> lines, String day) {
        return lines.stream().filter(line -> isOf(line, day)).count();
    }

    private static boolean isOf(Line line, String day) {
        return line.key().path("day").asLong() == LocalDate.parse(day).toEpochDay();
    }

    private static Instant endOfToday(RunningConnector connector) {
        DayTruth stored = connector.day("MATRIAL", TODAY);
        return stored == null ? null : Instant.parse(stored.endTime());
    }

    @Test
    void each_day_that_is_over_has_one_row_that_says_closed_even_without_calls() {
        try (Trial trial = Trial.at("2026-11-20T23:59:56Z").calls(7, "2026-11-19T10:00:00Z", "2026-11-19T12:00:00Z");
                TaskHarness task = trial.task("closes")) {
            trial.call("2026-11-20T10:00:00Z");
            task.start()
                    .pollUntil(
                            "midnight to be passed",
                            () -> states(task, YESTERDAY).contains("closed"))
                    .pollUntil("the next day", () -> task.metric("days-open") == 1);

            assertThat(states(task, "2026-11-19")).containsExactly("closed");
            assertThat(states(task, YESTERDAY)).containsExactly("closed");
            assertThat(states(task, TODAY)).as("without heartbeats").isEmpty();
            Struct row = (Struct) rows(task, "2026-11-19").get(0).value();
            assertThat(row.getInt64("calls")).isEqualTo(7);
            assertThat(row.get("end_time")).isEqualTo(Date.from(Instant.parse("2026-11-20T00:00:00Z")));
            assertThat(row.getInt32("gaps")).isZero();
            assertThat(row.getString("check"))
                    .isEqualTo(task.offset("MATRIAL", "2026-11-19").get("check"));
            assertThat(task.sent("days"))
                    .allSatisfy(record -> assertThat(record.sourcePartition())
                            .isEqualTo(Map.of("account", "MATRIAL", "day", day(record))));
        }
    }

    @Test
    void a_day_that_is_still_audited_has_a_row_for_each_change_and_one_at_each_start() {
        try (Trial trial = Trial.at("2026-11-21T12:00:00Z").calls(5, "2026-11-20T10:00:00Z", "2026-11-20T12:00:00Z");
                TaskHarness task = trial.task("audited")
                        .with("audit.days", "2")
                        .with("audit.interval.ms", "300")
                        .with("audit.listing.interval.ms", "600")) {
            task.start()
                    .pollCalls(5)
                    .pollUntil(
                            "the row of yesterday",
                            () -> states(task, YESTERDAY).size() == 1);
            trial.call("2026-11-20T11:00:00.5Z");
            task.pollCalls(6)
                    .pollUntil("its next row", () -> states(task, YESTERDAY).size() == 2);
            Struct row = (Struct) rows(task, YESTERDAY).get(1).value();
            assertThat(row.getInt64("calls")).isEqualTo(6);
            assertThat(row.getInt64("late_calls")).isEqualTo(1);

            task.stop();
            task.start()
                    .pollUntil(
                            "the row of a start", () -> states(task, YESTERDAY).size() == 3);

            assertThat(states(task, YESTERDAY)).containsOnly("read");
            assertThat(((Struct) rows(task, YESTERDAY).get(2).value()).getInt64("calls"))
                    .isEqualTo(6);
        }
    }

    @Test
    void a_closed_day_is_final_over_restarts() {
        try (Trial trial = Trial.at("2026-11-21T12:00:00Z").calls(5, "2026-11-20T10:00:00Z", "2026-11-20T12:00:00Z");
                TaskHarness task = trial.task("final")) {
            task.start()
                    .pollCalls(5)
                    .pollUntil("the close", () -> states(task, YESTERDAY).contains("closed"));
            task.stop();
            trial.call("2026-11-20T11:00:00.5Z");
            trial.call("2026-11-21T11:59:00Z");

            task.start().pollCalls(6);

            assertThat(states(task, YESTERDAY)).containsExactly("closed");
            assertThat(task.day("MATRIAL", YESTERDAY).calls()).isEqualTo(5);
        }
    }

    private static List<SourceRecord> rows(TaskHarness task, String day) {
        return task.sent("days").stream()
                .filter(record -> day(record).equals(day))
                .toList();
    }

    private static List<String> states(TaskHarness task, String day) {
        return rows(task, day).stream()
                .map(record -> ((Struct) record.value()).getString("state"))
                .toList();
    }

    private static String day(SourceRecord record) {
        Date date = (Date) ((Struct) record.key()).get("day");
        return date.toInstant().atOffset(ZoneOffset.UTC).toLocalDate().toString();
    }
}
