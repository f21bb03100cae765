package io.github.mpcconnect.ingest;

import io.github.mpcconnect.batch.Change;
import io.github.mpcconnect.config.HistorySettings.BackfillOrder;
import io.github.mpcconnect.metrics.Metric;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

import static io.github.mpcconnect.simulator.CallBuilder.aCall;
import static org.assertj.core.api.Assertions.assertThat;

/** What an earlier run sent is recognized after a start, also where lists are sick or runs are short. */
class FirstSightTest {

    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final String TODAY = "2026-11-21";

    private static EngineScene quietDay(int calls) {
        return EngineScene.at("2026-11-21T10:00:00Z")
                .add(Calls.calls("a", calls, "2026-11-21T02:00:00Z", Duration.ofSeconds(15)));
    }

    @ParameterizedTest
    @ValueSource(ints = {3, 8, 20, 45})
    void late_and_vanished_calls_between_short_runs_are_distinguished(int seconds) {
        EngineScene scene = quietDay(300).start().runFor(Duration.ofMinutes(5));
        for (int i = 0; i < 10; i++) {
            scene.crash()
                    .add(Calls.calls("late" + i, 3, "2026-11-21T03:00:%02dZ".formatted(i), MINUTE))
                    .remove("a-" + 2 * i, "a-" + (2 * i + 1))
                    .start()
                    .runFor(Duration.ofSeconds(seconds));
        }
        scene.runFor(Duration.ofHours(1));

        assertThat(scene.ids()).hasSize(330).doesNotHaveDuplicates();
        assertThat(scene.metrics.value(Metric.DAYS_RESET)).isZero();
        scene.add(Calls.calls("last", 1, "2026-11-21T11:15:00Z", MINUTE)).runFor(Duration.ofMinutes(20));
        assertThat(scene.offset(TODAY)).containsEntry("counts", "30/0/20").containsEntry("calls", 331L);
    }

    @Test
    void late_calls_are_found_though_one_second_never_proves() {
        EngineScene scene = quietDay(500);
        scene.api.calls(Sick.lists(Sick.holding("2026-11-21T02:30:00Z"), Sick.countOff(1)));
        scene.start().runFor(Duration.ofMinutes(10)).crash();
        scene.add(Calls.calls("late", 10, "2026-11-21T03:00:01Z", MINUTE))
                .start()
                .runFor(Duration.ofHours(1));
        assertThat(scene.ids(Change.LATE)).hasSize(10);
        scene.add(Calls.calls("more", 10, "2026-11-21T03:00:02Z", MINUTE)).runFor(Duration.ofHours(7));

        Calls.expectEachOnce(scene);
    }

    @ParameterizedTest
    @EnumSource(BackfillOrder.class)
    void late_calls_are_found_though_every_list_counts_one_too_many(BackfillOrder order) {
        EngineScene scene = quietDay(200)
                .with(settings -> {
                    settings.order = order;
                    settings.settleDelay = Duration.ofSeconds(10);
                })
                .add(Calls.calls("y", 100, "2026-11-20T02:00:00Z", MINUTE))
                .add(Calls.calls("new", 500, "2026-11-21T10:00:00Z", Duration.ofSeconds(30)));
        scene.api.calls(Sick.lists(Sick.ended(), Sick.countOff(1)));
        scene.start().runFor(Duration.ofMinutes(10));
        Calls.runAndExpectAllBut(id -> false, scene, Duration.ofMinutes(20));
        scene.crash()
                .add(Calls.calls("late", 10, "2026-11-21T03:00:01Z", MINUTE))
                .start()
                .runFor(Duration.ofMinutes(30));
        scene.add(Calls.calls("more", 10, "2026-11-21T03:00:02Z", MINUTE)).runFor(Duration.ofHours(8));

        Calls.expectEachOnce(scene);
        assertThat(scene.metrics.value(Metric.DAYS_RESET)).isZero();
    }

    @Test
    void late_calls_that_wait_for_their_participants_at_a_crash_come_once() {
        EngineScene scene = quietDay(100).start().runFor(Duration.ofMinutes(5));
        scene.api.participants(Sick.participants(id -> id.startsWith("late"), Sick.countOff(1)));
        scene.add(Calls.calls("late", 20, "2026-11-21T03:00:01Z", MINUTE)).runFor(Duration.ofMinutes(20));
        scene.crash().start().runFor(Duration.ofMinutes(5)).crash();
        scene.api.withoutFaults();
        scene.start().runFor(Duration.ofMinutes(20));

        Calls.expectEachOnce(scene);
        assertThat(scene.metrics.value(Metric.DAYS_RESET)).isZero();
    }

    /** CONTRACT: not sent, and its day is disputed. */
    @Test
    void a_call_that_waits_at_a_crash_and_can_never_be_listed_again_disputes_its_day() {
        EngineScene scene = quietDay(50);
        scene.api.participants(Sick.participants("a-20"::equals, Sick.countOff(1)));
        scene.start().runFor(Duration.ofMinutes(10)).crash();
        String end = scene.call("a-20").endTime().toString();
        scene.api.calls(Sick.lists(Sick.holding(end), Sick.status(500)));
        scene.start().runUntil("2026-11-24T06:00:00Z");

        assertThat(scene.state(TODAY)).isEqualTo("disputed");
        assertThat(scene.ids()).hasSize(49).doesNotHaveDuplicates();
    }

    @Test
    void crashes_while_the_days_of_a_stop_are_caught_up_lose_and_repeat_nothing() {
        EngineScene scene = EngineScene.at("2026-11-17T10:00:00Z")
                .with(settings -> {
                    settings.history = Duration.ofDays(10);
                    settings.windowMaxCalls = 20;
                })
                .add(Calls.calls("a", 2_000, "2026-11-17T02:00:00Z", Duration.ofMinutes(3)))
                .start()
                .runFor(Duration.ofMinutes(10))
                .crash()
                .runUntil("2026-11-21T07:00:00Z");
        for (int i = 0; i < 30; i++) {
            scene.start().runFor(Duration.ofSeconds(6 + i % 7)).crash();
        }
        scene.start().runFor(Duration.ofHours(1));

        Calls.expectEachOnce(scene);
        assertThat(scene.metrics.value(Metric.GAPS_UNREAD)).isZero();
    }

    @Test
    void a_day_with_an_unread_second_is_recognized_after_a_restart() {
        EngineScene scene = quietDay(300);
        scene.api.calls(Sick.lists(Sick.holding("2026-11-21T02:30:00Z"), Sick.status(500)));
        scene.start().runFor(Duration.ofMinutes(20)).crash();
        scene.add(Calls.calls("late", 5, "2026-11-21T02:20:01Z", MINUTE))
                .start()
                .runFor(Duration.ofMinutes(30));
        assertThat(scene.ids(Change.LATE)).hasSize(5);
        scene.api.withoutFaults();
        scene.runFor(Duration.ofHours(2));

        Calls.expectEachOnce(scene);
    }

    /** Finding 1.4 (S25): one late call sent all those that were to be skipped. */
    @Test
    void an_offset_without_a_sketch_counts_what_is_listed_at_first_sight_as_sent() {
        EngineScene scene = quietDay(500);
        Map<String, Object> seed = new HashMap<>();
        seed.put("end_time", "2026-11-21T09:50:00Z");
        seed.put("calls", 500L);
        scene.written.store("2026-11-21", seed);
        scene.start().runFor(Duration.ofMinutes(30));
        assertThat(scene.ids()).isEmpty();

        scene.add(aCall().uuid("late").endedAt("2026-11-21T09:00:00Z"))
                .add(aCall().uuid("new").endedAt("2026-11-21T10:40:00Z"))
                .runFor(Duration.ofMinutes(30));

        assertThat(scene.ids()).containsExactlyInAnyOrder("late", "new");
        assertThat(scene.offset("2026-11-21")).containsEntry("calls", 502L);
    }
}
