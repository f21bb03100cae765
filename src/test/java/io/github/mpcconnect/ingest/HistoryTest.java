package io.github.mpcconnect.ingest;

import io.github.mpcconnect.config.HistorySettings.BackfillOrder;
import io.github.mpcconnect.days.state.DayState;
import io.github.mpcconnect.days.state.Days;
import io.github.mpcconnect.days.state.PendingBatch;
import io.github.mpcconnect.metrics.Metric;
import io.github.mpcconnect.offset.DayStatus;
import io.github.mpcconnect.offset.OffsetFormat;
import io.github.mpcconnect.timeline.Day;
import io.github.mpcconnect.timeline.Window;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;

import static io.github.mpcconnect.config.HistorySettings.BackfillOrder.NEWEST_FIRST;
import static io.github.mpcconnect.config.HistorySettings.BackfillOrder.OLDEST_FIRST;
import static io.github.mpcconnect.simulator.CallBuilder.aCall;
import static org.assertj.core.api.Assertions.assertThat;

class HistoryTest {

    private static final String MIDNIGHT = "2026-11-21T00:00:00Z";

    @ParameterizedTest
    @EnumSource
    void ninety_empty_days_take_at_most_ten_requests(BackfillOrder order) {
        EngineScene scene =
                EngineScene.longHistory("2026-11-21T10:00:00Z", order).start().runFor(Duration.ofMinutes(1));

        assertThat(scene.listedUpTo(MIDNIGHT)).hasSizeLessThanOrEqualTo(10);
        assertThat(scene.metrics.value(Metric.HISTORY_DAYS_LEFT)).isZero();
        assertThat(scene.written.days()).hasSizeGreaterThanOrEqualTo(89);
        assertThat(scene.day("2026-09-15").status()).isEqualTo(DayStatus.CLOSED);
        assertThat(scene.day("2026-11-20").status()).isEqualTo(DayStatus.READ);
    }

    @Test
    void no_search_is_longer_than_30_days() {
        EngineScene scene =
                EngineScene.longHistory("2026-11-21T10:00:00Z").start().runFor(Duration.ofMinutes(1));

        assertThat(scene.listed)
                .allSatisfy(window -> assertThat(window.length()).isLessThanOrEqualTo(Window.MAX_LENGTH));
    }

    @ParameterizedTest
    @EnumSource
    void sparse_days_are_found_and_all_of_their_calls_are_sent_once(BackfillOrder order) {
        EngineScene scene = EngineScene.longHistory("2026-11-21T10:00:00Z", order);
        for (int day = 3; day < 90; day += 17) {
            String end = Instant.parse("2026-11-21T09:00:00Z")
                    .minus(Duration.ofDays(day))
                    .toString();
            scene.add(aCall().uuid("call-" + day).endedAt(end));
        }
        scene.start().runFor(Duration.ofMinutes(1));

        assertThat(scene.ids())
                .containsExactlyInAnyOrder("call-3", "call-20", "call-37", "call-54", "call-71", "call-88");
        assertThat(scene.metrics.value(Metric.HISTORY_DAYS_LEFT)).isZero();
        assertThat(scene.listedUpTo(MIDNIGHT)).hasSizeLessThanOrEqualTo(60);
    }

    @Test
    void days_with_calls_take_one_list_each() {
        EngineScene scene = EngineScene.longHistory("2026-11-21T10:00:00Z").since("2026-11-01");
        for (int day = 1; day <= 20; day++) {
            scene.add(aCall().uuid("call-" + day).endedAt("2026-11-%02dT12:00:00Z".formatted(day)));
        }
        scene.start().runFor(Duration.ofMinutes(1));

        assertThat(scene.listedUpTo(MIDNIGHT)).hasSize(20);
    }

    @Test
    void the_newest_day_comes_first_by_default() {
        List<Instant> ends = endsOfDaysWithCalls(NEWEST_FIRST);
        assertThat(ends).isSortedAccordingTo(Comparator.reverseOrder());
    }

    @Test
    void or_the_oldest() {
        List<Instant> ends = endsOfDaysWithCalls(OLDEST_FIRST);
        assertThat(ends).isSorted();
    }

    private static List<Instant> endsOfDaysWithCalls(BackfillOrder order) {
        EngineScene scene =
                EngineScene.longHistory("2026-11-21T10:00:00Z", order).since("2026-11-10");
        for (int day = 10; day <= 20; day++) {
            scene.add(aCall().endedAt("2026-11-%02dT12:00:00Z".formatted(day)));
        }
        scene.start().runFor(Duration.ofMinutes(1));
        assertThat(scene.sent()).hasSize(11);
        return scene.sent().stream().map(call -> call.call().endTime()).toList();
    }

    @Test
    void a_full_day_takes_few_lists_more_than_windows() {
        EngineScene scene = EngineScene.longHistory("2026-11-21T10:00:00Z").since("2026-11-20");
        for (int i = 0; i < 1_000; i++) {
            scene.add(aCall().uuid("call-" + i)
                    .endedAt(Instant.parse("2026-11-20T00:01:00Z").plusSeconds(80L * i)));
        }
        scene.start().runFor(Duration.ofMinutes(2));

        assertThat(scene.ids()).hasSize(1_000).doesNotHaveDuplicates();
        assertThat(scene.listedUpTo(MIDNIGHT).stream().distinct()).hasSizeLessThanOrEqualTo(10);
    }

    @Test
    void what_was_read_before_a_restart_is_not_read_again() {
        EngineScene scene = EngineScene.longHistory("2026-11-21T10:00:00Z")
                .add(aCall().uuid("a").endedAt("2026-11-01T12:00:00Z"))
                .start()
                .runFor(Duration.ofMinutes(1))
                .crash();
        scene.listed.clear();
        scene.start().runFor(Duration.ofMinutes(1));

        assertThat(scene.ids()).containsExactly("a");
        assertThat(scene.listedUpTo("2026-11-15T00:00:00Z")).isEmpty();
        assertThat(scene.metrics.value(Metric.HISTORY_DAYS_LEFT)).isZero();
        assertThat(scene.memory()).isZero();
    }

    /** Also where {@code start.time} was moved past it: what is stored is never overridden. */
    @ParameterizedTest
    @CsvSource({"2026-11-19, NEWEST_FIRST", "2026-11-20, NEWEST_FIRST", "2026-11-21, OLDEST_FIRST"})
    void a_day_that_was_read_in_part_continues_where_it_was(String start, BackfillOrder order) {
        EngineScene scene = EngineScene.longHistory("2026-11-21T10:00:00Z", order)
                .since(start)
                .add(aCall().uuid("untouched").endedAt("2026-11-18T12:00:00Z"))
                .add(aCall().uuid("a").endedAt("2026-11-19T12:00:00Z"));
        Day day = Day.startingAt(Instant.parse("2026-11-19T00:00:00Z"));
        DayState read = new DayState(day, 200, Days.audit());
        read.add(Days.batch(
                PendingBatch.Kind.WINDOW, new Window(day.start(), day.start().plusSeconds(36_000)), true, List.of()));
        Days.leaveAll(read, Days.NOW);
        scene.written.store("2026-11-19", OffsetFormat.offset(read.offset()));
        scene.start().runFor(Duration.ofMinutes(1));

        assertThat(scene.listed).contains(new Window(day.start().plusSeconds(36_000), day.end()));
        assertThat(scene.ids()).containsExactly("a");
    }
}
