package io.github.mpcconnect.ingest;

import io.github.mpcconnect.batch.Batch;
import io.github.mpcconnect.batch.DayRow;
import io.github.mpcconnect.batch.EndedCall;
import io.github.mpcconnect.config.HistorySettings.BackfillOrder;
import io.github.mpcconnect.offset.DayOffset;
import io.github.mpcconnect.offset.DayStatus;
import io.github.mpcconnect.offset.IdHash;
import io.github.mpcconnect.timeline.Day;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

import static io.github.mpcconnect.simulator.CallBuilder.aCall;
import static org.assertj.core.api.Assertions.assertThat;

/** The table of days says what was sent, and the offsets are a calendar of all days that were looked at. */
class DaysTableTest {

    private static EngineScene quietDay() {
        return EngineScene.at("2026-11-21T10:00:00Z")
                .add(Calls.calls("a", 50, "2026-11-21T02:00:00Z", Duration.ofMinutes(1)));
    }

    private static long rowsOf(EngineScene scene, String day) {
        return scene.written.allRows.stream()
                .filter(row -> row.offset().day().equals(Written.day(day)))
                .count();
    }

    /** Finding 1.8 (S1): with heartbeats off hardly any day that was read as it happened was ever complete. */
    @ParameterizedTest
    @EnumSource(BackfillOrder.class)
    void a_day_that_was_read_as_it_happened_ends_at_midnight_and_has_a_row(BackfillOrder order) {
        EngineScene scene =
                quietDay().with(settings -> settings.order = order).start().runUntil("2026-11-22T00:05:00Z");

        assertThat(scene.offset("2026-11-21"))
                .containsEntry("end_time", "2026-11-22T00:00:00Z")
                .containsEntry("state", "read");
        assertThat(scene.written.row("2026-11-21").offset().calls()).isEqualTo(50);
    }

    @ParameterizedTest
    @EnumSource(BackfillOrder.class)
    void empty_days_have_a_row_and_an_offset_and_cost_few_requests(BackfillOrder order) {
        EngineScene scene = EngineScene.at("2026-11-21T10:00:00Z").with(settings -> {
            settings.order = order;
            settings.history = Duration.ofDays(60);
        });
        scene.start().runFor(Duration.ofMinutes(5));

        assertThat(scene.written.rows).hasSize(59);
        assertThat(scene.written.rows.keySet()).allMatch(day -> scene.written.hasOffset(day.toString()));
        assertThat(scene.state("2026-10-01")).isEqualTo("closed");
        assertThat(scene.api.callsRequests()).isLessThan(50);
    }

    /** Finding 1.8 (S9): the row said 945 and 946 were sent. */
    @Test
    void a_late_call_of_a_read_day_comes_with_a_new_row_in_its_batch() {
        EngineScene scene = quietDay().start().runUntil("2026-11-22T01:00:00Z");
        scene.add(aCall().uuid("late").endedAt("2026-11-21T05:00:30Z")).runFor(Duration.ofMinutes(30));

        Batch batch = scene.written.batches.stream()
                .filter(each -> each.items().stream()
                        .anyMatch(item -> item instanceof EndedCall call
                                && Written.id(call).equals("late")))
                .findFirst()
                .orElseThrow();
        assertThat(batch.items().get(batch.items().size() - 1)).isInstanceOf(DayRow.class);
        assertThat(scene.written.row("2026-11-21").offset().calls()).isEqualTo(51);
        assertThat(scene.written.row("2026-11-21").offset().late()).isEqualTo(1);
    }

    /** Finding 1.8 (S9): a crash between a day's last window and its row. */
    @Test
    void each_row_says_what_its_batch_stores() {
        EngineScene scene = quietDay()
                .with(settings -> settings.heartbeat = Duration.ofMinutes(7))
                .add(Calls.calls("old", 50, "2026-11-19T02:00:00Z", Duration.ofMinutes(1)))
                .start()
                .runUntil("2026-11-24T01:00:00Z");

        assertThat(scene.written.batches)
                .allSatisfy(batch -> batch.items().stream()
                        .filter(DayRow.class::isInstance)
                        .forEach(row -> assertThat(((DayRow) row).offset()).isEqualTo(batch.after())));
        assertThat(scene.written.rows.values())
                .allSatisfy(row -> assertThat(row.offset().status()).isNotEqualTo(DayStatus.DISPUTED));
    }

    @Test
    void calls_and_check_of_each_row_can_be_computed_from_the_records() {
        EngineScene scene = quietDay()
                .add(Calls.calls("old", 300, "2026-11-18T02:00:00Z", Duration.ofMinutes(20)))
                .start()
                .runFor(Duration.ofHours(1));
        scene.remove("a-3").add(aCall().uuid("late").endedAt("2026-11-20T05:00:30Z"));
        scene.runUntil("2026-11-24T01:00:00Z");

        for (DayRow row : scene.written.rows.values()) {
            Day day = row.offset().day();
            Set<String> ids = new HashSet<>();
            scene.sent().stream().filter(call -> call.day().equals(day)).forEach(call -> ids.add(Written.id(call)));
            long check = ids.stream().mapToLong(IdHash::of).reduce(0, (a, b) -> a ^ b);
            assertThat(row.offset().calls()).as(day.toString()).isEqualTo(ids.size());
            assertThat(row.offset().check()).as(day.toString()).isEqualTo(check);
        }
    }

    @Test
    void rows_of_days_that_are_not_final_are_written_once_at_each_start() {
        EngineScene scene = quietDay().start().runFor(Duration.ofMinutes(10)).crash();
        long before = rowsOf(scene, "2026-11-20");
        scene.start().runFor(Duration.ofMinutes(5));

        assertThat(rowsOf(scene, "2026-11-20")).isEqualTo(before + 1);
        assertThat(rowsOf(scene, "2026-11-21")).isEqualTo(1);
        assertThat(rowsOf(scene, "2026-11-18")).isEqualTo(1);
    }

    @Test
    void heartbeats_write_the_rows_of_open_days_though_nothing_happens() {
        EngineScene scene = quietDay()
                .with(settings -> settings.heartbeat = Duration.ofMinutes(1))
                .start()
                .runFor(Duration.ofMinutes(30));

        assertThat(rowsOf(scene, "2026-11-21")).isBetween(28L, 33L);
        assertThat(scene.written.row("2026-11-21").offset().endTime())
                .isAfter(scene.now().minus(Duration.ofMinutes(3)));
    }

    /** Findings 1.8 (S31) and A9. */
    @Test
    void rows_do_not_pile_up_while_nothing_is_taken() {
        EngineScene scene = quietDay()
                .with(settings -> settings.heartbeat = Duration.ofSeconds(1))
                .start()
                .runFor(Duration.ofMinutes(10));
        int before = scene.written.batches.size();
        scene.pause().runFor(Duration.ofHours(3)).resume().runFor(Duration.ofSeconds(1));

        assertThat(scene.written.batches.size() - before).isLessThan(10);
    }

    @Test
    void rows_do_not_follow_calls_that_wait_while_nothing_is_taken() {
        EngineScene scene = quietDay()
                .with(settings -> settings.heartbeat = Duration.ofSeconds(1))
                .start()
                .runFor(Duration.ofSeconds(1));
        int before = scene.written.batches.size();
        scene.pause().runFor(Duration.ofHours(1)).resume().runFor(Duration.ofSeconds(1));

        List<Batch> waited = scene.written.batches.subList(before, scene.written.batches.size());
        assertThat(waited).anyMatch(batch -> batch.items().stream().anyMatch(EndedCall.class::isInstance));
        assertThat(waited).extracting(Batch::after).doesNotHaveDuplicates();
    }

    @Test
    void an_offset_is_never_ahead_of_the_batch_before_it() {
        EngineScene scene = quietDay()
                .add(Calls.calls("old", 300, "2026-11-18T02:00:00Z", Duration.ofMinutes(20)))
                .start()
                .runFor(Duration.ofHours(1));

        for (int i = 1; i < scene.written.batches.size(); i++) {
            Batch batch = scene.written.batches.get(i);
            Batch before = scene.written.batches.subList(0, i).stream()
                    .filter(each -> day(each).equals(day(batch)))
                    .reduce((first, second) -> second)
                    .orElse(null);
            assertThat(batch.before()).isEqualTo(before == null ? null : before.after());
        }
    }

    private static Day day(Batch batch) {
        return ((DayOffset) batch.after()).day();
    }
}
