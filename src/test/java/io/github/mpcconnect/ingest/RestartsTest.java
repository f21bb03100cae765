package io.github.mpcconnect.ingest;

import io.github.mpcconnect.batch.Change;
import io.github.mpcconnect.batch.ParticipantsSource;
import io.github.mpcconnect.config.HistorySettings.BackfillOrder;
import io.github.mpcconnect.metrics.Metric;
import io.github.mpcconnect.support.LogLines;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import java.time.Duration;
import java.util.HashSet;

import static io.github.mpcconnect.simulator.CallBuilder.aCall;
import static org.assertj.core.api.Assertions.assertThat;

/** Over a crash or a stop nothing is lost and, where Kafka takes offsets with their batch, nothing is sent twice. */
class RestartsTest {

    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final Duration HOUR = Duration.ofHours(1);

    private static EngineScene quietDay(int calls) {
        return EngineScene.at("2026-11-21T10:00:00Z")
                .add(Calls.calls("a", calls, "2026-11-21T02:00:00Z", Duration.ofSeconds(15)));
    }

    @ParameterizedTest
    @EnumSource(BackfillOrder.class)
    void thirty_calls_that_come_late_while_the_worker_is_dead_are_sent_once(BackfillOrder order) {
        EngineScene scene = quietDay(1_000)
                .with(settings -> settings.order = order)
                .add(Calls.calls("y", 200, "2026-11-20T02:00:00Z", MINUTE))
                .start()
                .runFor(Duration.ofMinutes(10));
        scene.crash().add(Calls.calls("late", 30, "2026-11-21T03:00:01Z", MINUTE));
        scene.start().runFor(Duration.ofMinutes(15));

        assertThat(scene.ids(Change.LATE)).hasSize(30);
        Calls.expectEachOnce(scene);
    }

    /** Finding 1.4 (S10): the whole day came again. */
    @Test
    void calls_that_come_late_hours_after_a_restart_are_sent_once() {
        EngineScene scene =
                quietDay(1_000).start().runFor(Duration.ofMinutes(10)).crash();
        scene.start().runFor(Duration.ofHours(3));
        scene.add(Calls.calls("late", 50, "2026-11-21T03:00:01Z", MINUTE)).runFor(HOUR);

        Calls.expectEachOnce(scene);
    }

    /** Finding 1.4 (S4). */
    @Test
    void one_that_vanished_and_two_late_ones_after_a_restart_repeat_nothing() {
        EngineScene scene =
                quietDay(1_000).start().runFor(Duration.ofMinutes(10)).crash();
        scene.remove("a-3").add(Calls.calls("late", 2, "2026-11-21T03:00:01Z", MINUTE));
        scene.start().runFor(HOUR);

        assertThat(scene.ids(Change.LATE)).hasSize(2);
        assertThat(scene.ids()).hasSize(1_002).doesNotHaveDuplicates();
        assertThat(scene.metrics.value(Metric.VANISHED)).isEqualTo(1);
        assertThat(scene.metrics.value(Metric.LATE_CALLS)).isEqualTo(2);
        assertThat(scene.metrics.value(Metric.CALLS)).isEqualTo(2);
        assertThat(scene.offset("2026-11-21")).containsEntry("counts", "2/0/1");
    }

    @Test
    void more_than_32_late_calls_over_a_restart_reset_the_day_and_say_so() {
        EngineScene scene = quietDay(100).start().runFor(Duration.ofMinutes(10)).crash();
        scene.add(Calls.calls("late", 33, "2026-11-21T03:00:01Z", MINUTE));
        try (LogLines log = LogLines.of("io.github.mpcconnect.days")) {
            scene.start().runFor(HOUR);
            assertThat(log.with("WARN", "2026-11-21", "reset")).hasSize(1);
        }

        assertThat(scene.metrics.value(Metric.DAYS_RESET)).isEqualTo(1);
        assertThat(scene.ids()).hasSize(100 + 133);
        assertThat(scene.ids()).containsAll(Calls.ids("late", 33));
        assertThat(scene.offset("2026-11-21")).containsEntry("calls", 133L);
        assertThat(scene.gaps("2026-11-21")).isEmpty();
    }

    /** Finding 1.3 (S8). */
    @ParameterizedTest
    @EnumSource(BackfillOrder.class)
    void a_late_call_of_the_day_of_a_stop_comes_when_it_is_resumed_days_later(BackfillOrder order) {
        EngineScene scene = EngineScene.at("2026-11-20T15:00:00Z")
                .with(settings -> {
                    settings.order = order;
                    settings.history = Duration.ofDays(10);
                })
                .add(Calls.calls("friday", 30, "2026-11-20T14:00:00Z", Duration.ofMinutes(5)))
                .start()
                .runUntil("2026-11-20T17:15:00Z")
                .crash();
        scene.runUntil("2026-11-23T09:00:00Z").add(aCall().uuid("late").endedAt("2026-11-20T17:05:00Z"));
        scene.start().runFor(HOUR);

        Calls.expectEachOnce(scene);
        assertThat(scene.ids()).contains("late");
        assertThat(scene.state("2026-11-20")).isEqualTo("closed");
    }

    @Test
    void after_a_stop_of_a_week_new_calls_are_current_while_the_week_is_loaded() {
        EngineScene scene = EngineScene.at("2026-11-12T10:00:00Z")
                .with(settings -> {
                    settings.history = Duration.ofDays(30);
                    settings.settleDelay = Duration.ofSeconds(10);
                    settings.windowMaxCalls = 50;
                })
                .add(Calls.calls("week", 3_000, "2026-11-12T08:00:00Z", Duration.ofMinutes(4)))
                .start()
                .runFor(Duration.ofMinutes(20))
                .crash();
        scene.runUntil("2026-11-20T10:00:00Z")
                .add(Calls.calls("new", 120, "2026-11-20T10:00:10Z", Duration.ofSeconds(5)))
                .start()
                .runFor(MINUTE);
        Calls.runAndExpectAllBut(id -> id.startsWith("week"), scene, Duration.ofMinutes(10));
        scene.runFor(Duration.ofMinutes(10));

        assertThat(scene.ids()).doesNotHaveDuplicates().contains("week-2879").hasSizeGreaterThan(3_000);
        assertThat(scene.account.calls().all())
                .filteredOn(call -> call.endTime().isBefore(scene.now().minusSeconds(75)))
                .allMatch(call -> scene.written.hasSent(call.mpcUuid()));
        assertThat(scene.metrics.value(Metric.GAPS_UNREAD)).isZero();
        assertThat(scene.state("2026-11-15")).isEqualTo("closed");
    }

    @Test
    void a_call_that_waits_for_its_participants_at_a_crash_is_sent_once_afterwards() {
        EngineScene scene = quietDay(50);
        scene.api.participants(Sick.participants("a-20"::equals, Sick.countOff(1)));
        scene.start().runFor(Duration.ofMinutes(10)).crash();
        assertThat(scene.gaps("2026-11-21")).contains("#a-20@");

        scene.api.withoutFaults();
        scene.start().runFor(Duration.ofMinutes(10));

        Calls.expectEachOnce(scene);
        assertThat(scene.newest("a-20").source()).isEqualTo(ParticipantsSource.API);
        assertThat(scene.ids(Change.NEW)).contains("a-20");
        assertThat(scene.gaps("2026-11-21")).isEmpty();
    }

    @Test
    void a_call_that_waits_at_a_crash_and_never_adds_up_is_sent_after_the_wait() {
        EngineScene scene = quietDay(50);
        scene.api.participants(Sick.participants("a-20"::equals, Sick.countOff(1)));
        scene.start().runFor(Duration.ofMinutes(30)).crash();
        scene.start().runFor(Duration.ofMinutes(31));

        Calls.expectEachOnce(scene);
        assertThat(scene.newest("a-20").source()).isEqualTo(ParticipantsSource.PARTIAL);
    }

    @Test
    void a_call_that_waits_at_a_crash_and_is_no_longer_listed_ends_as_a_gap() {
        EngineScene scene = EngineScene.at("2026-11-21T10:00:00Z")
                .add(Calls.calls("y", 50, "2026-11-20T02:00:00Z", Duration.ofSeconds(15)));
        scene.api.participants(Sick.participants("y-20"::equals, Sick.countOff(1)));
        scene.start().runFor(Duration.ofMinutes(10)).crash();
        scene.remove("y-20").start().runFor(HOUR);

        assertThat(scene.ids()).hasSize(49).doesNotHaveDuplicates();
        assertThat(scene.gaps("2026-11-20")).isEmpty();
    }

    @Test
    void a_bill_that_arrives_while_the_connector_is_down_is_found() {
        EngineScene scene = quietDay(50)
                .add(aCall().uuid("b").endedAt("2026-11-21T04:00:01Z").withoutBill())
                .start()
                .runFor(Duration.ofMinutes(10))
                .crash();
        scene.add(aCall().uuid("b").endedAt("2026-11-21T04:00:01Z").withAmount("1.25000"));
        scene.start().runFor(Duration.ofMinutes(15));

        assertThat(scene.ids(Change.CORRECTION)).containsExactly("b");
        assertThat(scene.newest("b").call().billedAmount()).isEqualByComparingTo("1.25");
        assertThat(scene.ids(Change.NEW)).hasSize(51).doesNotHaveDuplicates();
    }

    /** Finding 1.3 (S12): the oldest day was clamped to an instant and counted as whole. */
    @Test
    void a_longer_history_reads_the_days_that_the_shorter_one_began_with() {
        EngineScene scene = EngineScene.at("2026-11-21T10:00:00Z")
                .with(settings -> settings.history = Duration.ofDays(3))
                .add(Calls.calls("a", 480, "2026-11-15T02:00:00Z", Duration.ofMinutes(15)))
                .start()
                .runFor(Duration.ofMinutes(10));
        assertThat(scene.written.hasOffset("2026-11-18")).isFalse();
        scene.crash()
                .with(settings -> settings.history = Duration.ofDays(10))
                .start()
                .runFor(Duration.ofMinutes(10));

        Calls.expectEachOnce(scene);
    }

    @ParameterizedTest
    @EnumSource(BackfillOrder.class)
    void at_least_once_a_crash_repeats_what_was_not_flushed_and_loses_nothing(BackfillOrder order) {
        EngineScene scene = quietDay(600)
                .with(settings -> settings.order = order)
                .add(Calls.calls("old", 600, "2026-11-19T02:00:00Z", MINUTE));
        scene.written.atLeastOnce();
        scene.start().runFor(Duration.ofSeconds(20));
        scene.written.flush();
        int before = scene.ids().size();
        scene.runFor(Duration.ofSeconds(10)).crash();
        int repeated = scene.ids().size() - before;
        scene.start().runFor(Duration.ofMinutes(15));

        assertThat(new HashSet<>(scene.ids())).hasSize(1_200);
        assertThat(scene.ids()).hasSize(1_200 + repeated);
    }

    @Test
    void crashes_every_few_seconds_lose_and_repeat_nothing() {
        EngineScene scene = quietDay(1_000)
                .with(settings -> settings.windowMaxCalls = 20)
                .add(Calls.calls("old", 600, "2026-11-19T02:00:00Z", MINUTE))
                .add(Calls.calls("new", 200, "2026-11-21T10:00:00Z", Duration.ofSeconds(3)));
        for (int i = 0; i < 40; i++) {
            scene.start().runFor(Duration.ofSeconds(9 + i % 5)).crash();
        }
        scene.start().runFor(Duration.ofMinutes(30));

        Calls.expectEachOnce(scene);
    }
}
