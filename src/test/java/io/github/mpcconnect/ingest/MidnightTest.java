package io.github.mpcconnect.ingest;

import io.github.mpcconnect.config.BackfillOrder;
import io.github.mpcconnect.offset.DayStatus;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import java.time.Duration;

import static io.github.mpcconnect.simulator.CallBuilder.aCall;
import static org.assertj.core.api.Assertions.assertThat;

/** Midnight moves new calls to the next day and loses, repeats and stops nothing. */
class MidnightTest {

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
