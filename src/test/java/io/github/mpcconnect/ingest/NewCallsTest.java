package io.github.mpcconnect.ingest;

import io.github.mpcconnect.config.HistorySettings.BackfillOrder;
import io.github.mpcconnect.offset.DayStatus;
import io.github.mpcconnect.timeline.Window;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

import static io.github.mpcconnect.config.HistorySettings.BackfillOrder.OLDEST_FIRST;
import static io.github.mpcconnect.simulator.CallBuilder.aCall;
import static org.assertj.core.api.Assertions.assertThat;

class NewCallsTest {

    @Test
    void windows_tile_time_and_stay_a_settle_delay_behind() {
        EngineScene scene = EngineScene.longHistory("2026-11-21T10:00:00Z")
                .since("2026-11-21")
                .start()
                .runFor(Duration.ofMinutes(8));

        List<Window> windows =
                scene.listed.stream().filter(window -> window.seconds() < 60).toList();
        assertThat(windows).hasSizeBetween(46, 48);
        for (int i = 1; i < windows.size(); i++) {
            assertThat(windows.get(i).after()).isEqualTo(windows.get(i - 1).upTo());
        }
        assertThat(windows.get(windows.size() - 1).upTo())
                .isBetween(scene.now().minusSeconds(72), scene.now().minusSeconds(60));
    }

    @Test
    void the_front_moves_over_midnight() {
        EngineScene scene = EngineScene.longHistory("2026-11-21T23:50:00Z")
                .since("2026-11-21")
                .add(aCall().uuid("before").endedAt("2026-11-21T23:59:59Z"))
                .add(aCall().uuid("midnight").endedAt("2026-11-22T00:00:00Z"))
                .add(aCall().uuid("after").endedAt("2026-11-22T00:00:01Z"))
                .start()
                .runUntil("2026-11-22T00:02:00Z");

        assertThat(scene.ids()).containsExactly("before", "midnight", "after");
        assertThat(scene.day("2026-11-21").calls()).isEqualTo(2);
        assertThat(scene.day("2026-11-21").endTime()).isEqualTo("2026-11-22T00:00:00Z");
        assertThat(scene.day("2026-11-22").calls()).isOne();
    }

    @Test
    void after_a_short_stop_new_calls_go_on_where_they_were() {
        EngineScene scene = EngineScene.longHistory("2026-11-21T10:00:00Z")
                .since("2026-11-21")
                .add(aCall().uuid("first").endedAt("2026-11-21T10:04:00Z"))
                .add(aCall().uuid("missed").endedAt("2026-11-21T10:08:00Z"))
                .start()
                .runUntil("2026-11-21T10:06:00Z")
                .crash()
                .runUntil("2026-11-21T10:12:00Z");
        scene.start().runFor(Duration.ofSeconds(30));

        assertThat(scene.ids()).containsExactly("first", "missed");
        assertThat(scene.day("2026-11-21").gaps().isEmpty()).isTrue();
    }

    @Test
    void after_a_long_stop_new_calls_are_current_at_once_and_the_rest_is_a_gap() {
        EngineScene scene = EngineScene.longHistory("2026-11-21T10:00:00Z")
                .since("2026-11-21")
                .add(aCall().uuid("first").endedAt("2026-11-21T10:04:00Z"))
                .start()
                .runUntil("2026-11-21T10:06:00Z")
                .crash();
        for (int i = 0; i < 1_500; i++) {
            scene.add(aCall().uuid("missed-" + i)
                    .endedAt(Instant.parse("2026-11-21T10:10:00Z").plusSeconds(i)));
        }
        scene.add(aCall().uuid("new").endedAt("2026-11-21T12:00:00Z"));
        scene.runUntil("2026-11-21T12:00:55Z").start().runFor(Duration.ofSeconds(20));

        assertThat(scene.ids()).contains("new").startsWith("first").hasSizeLessThan(1_400);
        assertThat(scene.day("2026-11-21").gaps().unread()).isNotEmpty();
        scene.runFor(Duration.ofMinutes(5));
        assertThat(scene.ids()).hasSize(1_502).doesNotHaveDuplicates();
        assertThat(scene.day("2026-11-21").gaps().isEmpty()).isTrue();
        assertThat(scene.memory()).isZero();
    }

    @Test
    void a_stop_over_several_midnights_leaves_no_day_out() {
        EngineScene scene = EngineScene.longHistory("2026-11-21T10:00:00Z")
                .since("2026-11-21")
                .start()
                .runUntil("2026-11-21T10:06:00Z")
                .crash()
                .add(aCall().uuid("a").endedAt("2026-11-21T15:00:00Z"))
                .add(aCall().uuid("b").endedAt("2026-11-22T15:00:00Z"))
                .add(aCall().uuid("c").endedAt("2026-11-23T00:00:00Z"))
                .add(aCall().uuid("d").endedAt("2026-11-24T05:00:00Z"))
                .runUntil("2026-11-24T10:00:00Z");
        scene.start().runFor(Duration.ofMinutes(2));

        assertThat(scene.ids()).containsExactlyInAnyOrder("a", "b", "c", "d");
        assertThat(scene.day("2026-11-22").calls()).isEqualTo(2);
        assertThat(scene.day("2026-11-24").gaps().isEmpty()).isTrue();
    }

    @Test
    void with_the_oldest_first_all_is_read_in_the_order_of_time() {
        EngineScene scene = EngineScene.longHistory("2026-11-21T10:00:00Z", OLDEST_FIRST)
                .since("2026-11-18")
                .add(aCall().uuid("a").endedAt("2026-11-18T15:00:00Z"))
                .add(aCall().uuid("b").endedAt("2026-11-19T15:00:00Z"))
                .add(aCall().uuid("c").endedAt("2026-11-20T15:00:00Z"))
                .add(aCall().uuid("d").endedAt("2026-11-21T05:00:00Z"))
                .add(aCall().uuid("e").endedAt("2026-11-21T10:01:00Z"))
                .start()
                .runFor(Duration.ofMinutes(4));

        assertThat(scene.ids()).containsExactly("a", "b", "c", "d", "e");
        assertThat(scene.day("2026-11-21").gaps().isEmpty()).isTrue();
    }

    @Test
    void more_calls_than_a_window_holds_are_read_without_waiting_for_the_next_poll() {
        EngineScene scene = EngineScene.longHistory("2026-11-21T10:00:00Z").since("2026-11-21");
        for (int i = 0; i < 900; i++) {
            scene.add(aCall().uuid("call-" + i)
                    .endedAt(Instant.parse("2026-11-21T10:01:00Z").plusSeconds(i % 5)));
        }
        scene.start().runUntil("2026-11-21T10:02:45Z");

        assertThat(scene.ids()).hasSize(900).doesNotHaveDuplicates();
    }

    // Around midnight

    @ParameterizedTest
    @EnumSource(BackfillOrder.class)
    void calls_around_midnight_come_once_with_the_day_that_listed_them(BackfillOrder order) {
        EngineScene scene = EngineScene.at("2026-11-21T23:50:00Z")
                .with(settings -> {
                    settings.order = order;
                    settings.settleDelay = Duration.ofSeconds(10);
                })
                .add(Calls.calls("a", 300, "2026-11-21T23:50:00Z", Duration.ofSeconds(4)))
                .add(aCall().uuid("exact").endedAt("2026-11-22T00:00:00Z"))
                .add(aCall().uuid("after").endedAt("2026-11-22T00:00:00.000001Z"))
                .start()
                .runFor(Duration.ofMinutes(3));
        Calls.runAndExpectAllBut(id -> false, scene, Duration.ofMinutes(20));

        Calls.expectEachOnce(scene);
        assertThat(scene.newest("exact").day()).hasToString("2026-11-21");
        assertThat(scene.newest("after").day()).hasToString("2026-11-22");
        assertThat(scene.state("2026-11-21")).isEqualTo("read");
    }

    /** Finding A3: the task failed when a day left the audits while it was looked into. */
    @Test
    void an_audit_that_runs_as_a_day_closes_finds_its_late_calls() {
        EngineScene scene = EngineScene.at("2026-11-21T23:40:00Z")
                .add(Calls.calls("a", 400, "2026-11-19T02:00:00Z", Duration.ofMinutes(1)))
                .with(settings -> settings.windowMaxCalls = 20)
                .start()
                .runUntil("2026-11-21T23:50:00Z")
                .crash();
        scene.add(Calls.calls("late", 10, "2026-11-19T05:00:30Z", Duration.ofMinutes(1)));
        scene.runUntil("2026-11-21T23:59:55Z").start().runUntil("2026-11-22T02:00:00Z");

        Calls.expectEachOnce(scene);
        assertThat(scene.state("2026-11-19")).isEqualTo("closed");
    }

    @Test
    void a_listing_that_runs_across_midnight_repeats_nothing() {
        EngineScene scene = EngineScene.at("2026-11-21T22:00:00Z")
                .with(settings -> {
                    settings.windowMaxCalls = 20;
                    settings.auditListingInterval = Duration.ofMinutes(10);
                })
                .add(Calls.calls("a", 2_000, "2026-11-21T20:00:00Z", Duration.ofSeconds(10)))
                .start()
                .runUntil("2026-11-22T02:30:00Z");

        Calls.expectEachOnce(scene);
    }

    @ParameterizedTest
    @EnumSource(BackfillOrder.class)
    void a_start_just_after_midnight_reads_the_end_of_the_day_before(BackfillOrder order) {
        EngineScene scene = EngineScene.at("2026-11-21T23:00:00Z")
                .with(settings -> settings.order = order)
                .add(Calls.calls("a", 300, "2026-11-21T22:30:00Z", Duration.ofSeconds(30)))
                .start()
                .runUntil("2026-11-21T23:58:00Z")
                .crash()
                .runUntil("2026-11-22T00:00:30Z")
                .start()
                .runFor(Duration.ofHours(2));

        Calls.expectEachOnce(scene);
        assertThat(scene.state("2026-11-21")).isEqualTo("read");
    }

    /** The day that new calls are read of closes with its last window. */
    @ParameterizedTest
    @EnumSource(BackfillOrder.class)
    void without_audits_a_day_closes_at_midnight_and_is_not_read_again(BackfillOrder order) {
        EngineScene scene = EngineScene.at("2026-11-21T22:00:00Z")
                .with(settings -> {
                    settings.order = order;
                    settings.auditDays = 0;
                    settings.heartbeat = Duration.ofMinutes(5);
                })
                .add(Calls.calls("a", 200, "2026-11-21T20:00:00Z", Duration.ofMinutes(2)))
                .start()
                .runUntil("2026-11-22T03:00:00Z");

        Calls.expectEachOnce(scene);
        assertThat(scene.state("2026-11-21")).isEqualTo("closed");
        assertThat(scene.written.row("2026-11-21").offset().status()).isEqualTo(DayStatus.CLOSED);
        assertThat(scene.state("2026-11-22")).isEqualTo("open");
    }

    /** A history that takes longer than audit.days: today is old when its turn comes. */
    @Test
    void the_oldest_first_a_day_that_is_old_when_new_calls_begin_is_read_once() {
        EngineScene scene = EngineScene.at("2026-11-21T10:00:00Z")
                .with(settings -> settings.order = BackfillOrder.OLDEST_FIRST)
                .add(Calls.calls("a", 340, "2026-11-20T20:00:00Z", Duration.ofMinutes(15)));
        scene.start().runFor(Duration.ofSeconds(2)).pause().runUntil("2026-11-24T10:00:00Z");
        scene.resume().runFor(Duration.ofHours(1));

        Calls.expectEachOnce(scene);
        assertThat(scene.state("2026-11-21")).isEqualTo("closed");
        assertThat(scene.state("2026-11-24")).isEqualTo("open");
    }
}
