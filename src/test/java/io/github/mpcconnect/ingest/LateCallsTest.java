package io.github.mpcconnect.ingest;

import io.github.mpcconnect.batch.Change;
import io.github.mpcconnect.batch.EndedCall;
import io.github.mpcconnect.metrics.Metric;
import io.github.mpcconnect.support.LogLines;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

import static io.github.mpcconnect.simulator.CallBuilder.aCall;
import static org.assertj.core.api.Assertions.assertThat;

/** Calls that the API lists only after their window was read come once, whatever else happens. */
class LateCallsTest {

    private static final Duration MINUTE = Duration.ofMinutes(1);

    private static EngineScene quietDay(int calls) {
        return EngineScene.at("2026-11-21T10:00:00Z")
                .add(Calls.calls("a", calls, "2026-11-21T02:00:00Z", Duration.ofSeconds(15)));
    }

    private static List<String> late(EngineScene scene) {
        return scene.ids(Change.LATE);
    }

    /** The table; finding 1.3: the counts are equal. */
    @Test
    void five_late_calls_come_though_five_others_vanish() {
        EngineScene scene = quietDay(200).start().runFor(Duration.ofMinutes(15));
        scene.remove("a-1", "a-2", "a-3", "a-50", "a-51")
                .add(Calls.calls("late", 5, "2026-11-21T02:10:07Z", MINUTE))
                .runFor(Duration.ofHours(7));

        assertThat(late(scene)).containsExactlyInAnyOrderElementsOf(Calls.ids("late", 5));
        assertThat(scene.ids()).hasSize(205).doesNotHaveDuplicates();
        assertThat(scene.metrics.value(Metric.VANISHED)).isEqualTo(5);
        assertThat(scene.offset("2026-11-21")).containsEntry("counts", "5/0/5").containsEntry("calls", 205L);
    }

    /** Finding 1.3: one vanished, and an hour later one comes late. */
    @Test
    void a_call_that_vanished_before_does_not_hide_a_late_one() {
        EngineScene scene = quietDay(10).start().runFor(Duration.ofMinutes(15));
        scene.remove("a-1").runFor(Duration.ofHours(1));
        scene.add(aCall().uuid("late").endedAt("2026-11-21T02:00:20Z")).runFor(Duration.ofMinutes(40));

        assertThat(late(scene)).containsExactly("late");
    }

    /** Finding 1.3. */
    @Test
    void a_call_whose_end_moves_within_its_day_is_corrected_and_hides_no_late_one() {
        EngineScene scene = quietDay(20).start().runFor(Duration.ofMinutes(15));
        scene.account.add(scene.call("a-3").endingAt(Instant.parse("2026-11-21T07:00:00Z")));
        scene.add(aCall().uuid("late").endedAt("2026-11-21T02:00:20Z")).runFor(Duration.ofHours(7));

        assertThat(late(scene)).containsExactly("late");
        assertThat(scene.ids(Change.CORRECTION)).containsExactly("a-3");
        assertThat(scene.ids(Change.NEW)).doesNotHaveDuplicates().hasSize(20);
        assertThat(scene.metrics.value(Metric.VANISHED)).isZero();
    }

    /** Findings 1.3 and A1. */
    @Test
    void a_late_call_of_a_day_that_was_found_empty_comes() {
        EngineScene scene = EngineScene.at("2026-11-21T10:00:00Z").start().runFor(Duration.ofMinutes(15));
        scene.add(aCall().uuid("yesterday").endedAt("2026-11-20T09:00:00Z"))
                .add(aCall().uuid("before").endedAt("2026-11-19T09:00:00Z"))
                .runFor(Duration.ofMinutes(30));

        assertThat(late(scene)).containsExactlyInAnyOrder("yesterday", "before");
    }

    @Test
    void a_late_call_of_an_empty_day_comes_after_a_restart() {
        EngineScene scene = EngineScene.at("2026-11-21T10:00:00Z").start().runFor(Duration.ofMinutes(15));
        assertThat(scene.state("2026-11-20")).isEqualTo("read");
        scene.crash()
                .add(aCall().uuid("yesterday").endedAt("2026-11-20T09:00:00Z"))
                .start()
                .runFor(Duration.ofMinutes(30));

        assertThat(late(scene)).containsExactly("yesterday");
    }

    /** No count and no other listing is due in these hours. */
    @Test
    void a_late_call_of_an_empty_day_comes_before_the_day_is_closed() {
        EngineScene scene = EngineScene.at("2026-11-21T23:00:00Z")
                .with(settings -> {
                    settings.auditInterval = Duration.ofHours(12);
                    settings.auditListingInterval = Duration.ofHours(24);
                })
                .start()
                .runFor(Duration.ofMinutes(30));
        scene.add(aCall().uuid("late").endedAt("2026-11-19T09:00:00Z")).runUntil("2026-11-22T00:30:00Z");

        assertThat(late(scene)).containsExactly("late");
        assertThat(scene.day("2026-11-19").calls()).isOne();
    }

    /** Findings 1.1 (S34) and A2. */
    @Test
    void a_glitch_of_participants_does_not_make_late_calls_repeat_the_day() {
        EngineScene scene = quietDay(1_500).start().runFor(Duration.ofMinutes(5));
        scene.api.participants(Sick.participants("glitch"::equals, Sick.countOff(1)));
        scene.add(aCall().uuid("glitch").endedAt("2026-11-21T10:06:00Z")).runFor(Duration.ofMinutes(5));
        scene.api.withoutFaults();
        scene.add(Calls.calls("late", 3, "2026-11-21T03:00:01Z", MINUTE)).runFor(Duration.ofMinutes(40));

        assertThat(late(scene)).containsExactlyInAnyOrderElementsOf(Calls.ids("late", 3));
        Calls.expectEachOnce(scene);
    }

    /** Finding 1.1 (S36): everything ahead of it was sent again with each audit. */
    @Test
    void a_late_call_whose_participants_never_add_up_holds_up_and_repeats_nothing() {
        EngineScene scene = quietDay(100).start().runFor(Duration.ofMinutes(5));
        scene.api.participants(Sick.participants("late-7"::equals, Sick.countOff(1)));
        scene.add(Calls.calls("late", 20, "2026-11-21T03:00:01Z", MINUTE)).runFor(Duration.ofMinutes(25));
        assertThat(late(scene)).hasSize(19).doesNotContain("late-7");

        scene.runFor(Duration.ofHours(6));

        Calls.expectEachOnce(scene);
    }

    /** Finding 1.6. */
    @Test
    void many_late_calls_leave_in_batches_of_a_windows_size() {
        EngineScene scene = quietDay(10)
                .with(settings -> settings.windowMaxCalls = 50)
                .start()
                .runFor(Duration.ofMinutes(5));
        scene.add(Calls.calls("late", 600, "2026-11-21T03:00:01Z", Duration.ofSeconds(2)))
                .runFor(Duration.ofMinutes(25));

        Calls.expectEachOnce(scene);
        assertThat(scene.written.batches)
                .allSatisfy(batch -> assertThat(batch.items().stream()
                                .filter(EndedCall.class::isInstance)
                                .count())
                        .isLessThanOrEqualTo(50));
    }

    /** Finding A8: an audit that finds much does not delay new calls. */
    @Test
    void new_calls_stay_current_while_thousands_of_late_calls_are_sent() {
        EngineScene scene = quietDay(1_000)
                .with(settings -> settings.settleDelay = Duration.ofSeconds(10))
                .add(Calls.calls("new", 150, "2026-11-21T10:05:00Z", Duration.ofSeconds(7)))
                .start()
                .runFor(Duration.ofMinutes(5));
        scene.account.add(Calls.calls("late", 3_000, "2026-11-21T03:00:01Z", Duration.ofSeconds(6)));
        Calls.runAndExpectAllBut(id -> id.startsWith("late"), scene, Duration.ofMinutes(25));

        assertThat(late(scene)).hasSize(3_000);
        Calls.expectEachOnce(scene);
    }

    @Test
    void a_late_call_of_the_moment_before_now_is_not_sent_twice_by_window_and_listing() {
        EngineScene scene = quietDay(5).start().runFor(Duration.ofMinutes(9));
        for (int i = 0; i < 120; i++) {
            scene.add(aCall().uuid("x-" + i).endedAt(scene.now().minusSeconds(30 + i)));
            scene.runFor(Duration.ofSeconds(7));
        }
        scene.runFor(Duration.ofHours(7));

        Calls.expectEachOnce(scene);
    }

    // Beyond a number of ids, those of the oldest days are forgotten; their sketches do the same work

    @Test
    void late_calls_of_a_day_whose_ids_were_forgotten_come_once_and_nothing_repeats() {
        EngineScene scene = EngineScene.at("2026-11-21T10:00:00Z")
                .with(settings -> settings.maxIds = 250)
                .add(Calls.calls("older", 200, "2026-11-20T02:00:00Z", MINUTE))
                .add(Calls.calls("newer", 200, "2026-11-21T02:00:00Z", MINUTE));
        try (LogLines log = LogLines.of("io.github.mpcconnect.days")) {
            scene.start().runFor(Duration.ofMinutes(5));
            assertThat(log.with("INFO", "forgotten", "2026-11-20")).isNotEmpty();
            assertThat(log.with("INFO", "forgotten", "2026-11-21")).isEmpty();
        }

        scene.remove("older-3")
                .add(aCall().uuid("late-20").endedAt("2026-11-20T03:00:30Z"))
                .add(aCall().uuid("late-21").endedAt("2026-11-21T03:00:30Z"))
                .runFor(Duration.ofHours(14));

        assertThat(scene.ids(Change.LATE)).containsExactlyInAnyOrder("late-20", "late-21");
        assertThat(scene.ids(Change.CORRECTION)).isEmpty();
        assertThat(scene.ids()).hasSize(402).doesNotHaveDuplicates();
        assertThat(scene.offset("2026-11-20")).containsEntry("counts", "1/0/1").containsEntry("calls", 201L);
    }

    @Test
    void a_day_whose_ids_were_forgotten_is_closed() {
        EngineScene scene = EngineScene.at("2026-11-21T23:50:00Z")
                .with(settings -> settings.maxIds = 50)
                .add(Calls.calls("a", 200, "2026-11-20T02:00:00Z", MINUTE))
                .add(Calls.calls("b", 200, "2026-11-21T02:00:00Z", MINUTE))
                .start()
                .runFor(Duration.ofDays(3));

        assertThat(scene.ids()).hasSize(400).doesNotHaveDuplicates();
        assertThat(scene.state("2026-11-20")).isEqualTo("closed");
        assertThat(scene.state("2026-11-21")).isEqualTo("closed");
        assertThat(scene.offset("2026-11-21")).containsEntry("calls", 200L);
    }
}
