package io.github.mpcconnect.ingest;

import io.github.mpcconnect.batch.Change;
import io.github.mpcconnect.offset.DayStatus;
import org.junit.jupiter.api.Test;

import java.time.Duration;

import static io.github.mpcconnect.simulator.CallBuilder.aCall;
import static org.assertj.core.api.Assertions.assertThat;

/** When a day becomes final. */
class ClosingTest {

    private static final String SICK = "2026-11-21T11:00:00Z";

    private static EngineScene quietDay() {
        return EngineScene.at("2026-11-21T10:00:00Z")
                .add(Calls.calls("a", 50, "2026-11-21T10:20:00Z", Duration.ofMinutes(1)));
    }

    @Test
    void a_lasting_fault_of_one_second_disputes_the_day_and_not_before_audit_days() {
        EngineScene scene = quietDay();
        scene.api.calls(Sick.lists(Sick.holding(SICK), Sick.status(500)));
        scene.start().runUntil("2026-11-24T00:00:00Z");
        assertThat(scene.state("2026-11-21")).isEqualTo("read");

        scene.runUntil("2026-11-24T01:00:00Z");

        assertThat(scene.state("2026-11-21")).isEqualTo("disputed");
        assertThat(scene.written.row("2026-11-21").offset().status()).isEqualTo(DayStatus.DISPUTED);
        assertThat(scene.gaps("2026-11-21")).isEqualTo("10:59:59/11:00:00");
        assertThat(scene.ids()).hasSize(49).doesNotHaveDuplicates();
    }

    @Test
    void a_second_whose_count_is_too_high_disputes_the_day_and_its_calls_are_sent() {
        EngineScene scene = quietDay();
        scene.api.calls(Sick.lists(Sick.holding(SICK), Sick.countOff(1)));
        scene.start().runUntil("2026-11-24T01:00:00Z");

        assertThat(scene.state("2026-11-21")).isEqualTo("disputed");
        assertThat(scene.gaps("2026-11-21")).isEqualTo("10:59:59/11:00:00?");
        Calls.expectEachOnce(scene);
    }

    @Test
    void a_fault_of_the_last_hour_before_the_close_does_not_dispute_the_day() {
        EngineScene scene = quietDay().start().runUntil("2026-11-23T23:30:00Z");
        scene.api.calls(Sick.lists(Sick.holding(SICK), Sick.status(500)));
        scene.runUntil("2026-11-24T12:00:00Z");
        assertThat(scene.state("2026-11-21")).isEqualTo("read");
        scene.api.withoutFaults();
        scene.runUntil("2026-11-24T14:00:00Z");

        assertThat(scene.state("2026-11-21")).isEqualTo("closed");
        Calls.expectEachOnce(scene);
    }

    @Test
    void a_call_that_waits_for_its_participants_disputes_nothing_and_the_day_waits() {
        EngineScene scene = quietDay().with(settings -> settings.participantsWait = Duration.ofHours(80));
        scene.api.participants(Sick.participants("a-7"::equals, Sick.countOff(1)));
        scene.start().runUntil("2026-11-24T06:00:00Z");
        assertThat(scene.state("2026-11-21")).isEqualTo("read");

        scene.runUntil("2026-11-24T20:00:00Z");

        assertThat(scene.state("2026-11-21")).isEqualTo("closed");
        Calls.expectEachOnce(scene);
    }

    @Test
    void what_comes_late_before_the_close_is_sent_by_it() {
        EngineScene scene = quietDay()
                .with(settings -> settings.auditInterval = Duration.ofHours(5))
                .start()
                .runUntil("2026-11-23T23:59:00Z");
        scene.add(aCall().uuid("late").endedAt("2026-11-21T10:20:30Z")).runUntil("2026-11-24T12:00:00Z");

        assertThat(scene.ids(Change.LATE)).containsExactly("late");
        assertThat(scene.state("2026-11-21")).isEqualTo("closed");
        assertThat(scene.written.row("2026-11-21").offset().calls()).isEqualTo(51);
    }

    @Test
    void without_audits_a_day_closes_when_it_was_read_and_late_calls_are_not_looked_for() {
        EngineScene scene = quietDay()
                .with(settings -> settings.auditDays = 0)
                .add(Calls.calls("old", 50, "2026-11-19T10:20:00Z", Duration.ofMinutes(1)))
                .start()
                .runFor(Duration.ofMinutes(10));
        assertThat(scene.state("2026-11-19")).isEqualTo("closed");
        assertThat(scene.state("2026-11-20")).isEqualTo("closed");
        scene.runUntil("2026-11-21T18:00:00Z")
                .add(aCall().uuid("late").endedAt("2026-11-21T10:20:30Z"))
                .runUntil("2026-11-22T00:10:00Z");

        assertThat(scene.state("2026-11-21")).isEqualTo("closed");
        assertThat(scene.ids()).hasSize(100).doesNotContain("late");
    }

    @Test
    void without_audits_a_day_with_a_gap_closes_once_the_gap_is_closed() {
        EngineScene scene = quietDay().with(settings -> settings.auditDays = 0);
        scene.api.calls(Sick.lists(Sick.holding(SICK), Sick.countOff(1)));
        scene.api.participants(Sick.participants("a-7"::equals, Sick.countOff(1)));
        scene.start().runUntil("2026-11-22T00:05:00Z");
        assertThat(scene.state("2026-11-21")).isEqualTo("read");
        scene.api.withoutFaults();
        scene.runUntil("2026-11-22T07:00:00Z");

        assertThat(scene.state("2026-11-21")).isEqualTo("closed");
        Calls.expectEachOnce(scene);
    }

    @Test
    void after_a_jump_of_the_clock_no_day_is_closed_for_an_hour() {
        EngineScene scene = quietDay().start().runUntil("2026-11-23T20:00:00Z");
        scene.clockJumps(Duration.ofHours(5)).runFor(Duration.ofMinutes(50));
        assertThat(scene.state("2026-11-21")).isEqualTo("read");
        scene.runFor(Duration.ofMinutes(30));

        assertThat(scene.state("2026-11-21")).isEqualTo("closed");
    }

    @Test
    void after_a_jump_of_more_than_a_day_the_account_starts_again_and_loses_nothing() {
        EngineScene scene = quietDay().start().runUntil("2026-11-21T12:00:00Z");
        scene.add(Calls.calls("between", 50, "2026-11-22T10:20:00Z", Duration.ofMinutes(1)))
                .add(Calls.calls("after", 50, "2026-11-23T12:01:00Z", Duration.ofMinutes(1)))
                .clockJumps(Duration.ofHours(48))
                .runFor(Duration.ofHours(2));

        Calls.expectEachOnce(scene);
        assertThat(scene.state("2026-11-22")).isEqualTo("read");
        assertThat(scene.memory()).isZero();
    }

    @Test
    void after_a_jump_in_the_middle_of_a_backlog_nothing_of_it_is_held() {
        EngineScene scene = EngineScene.at("2026-11-21T10:00:00Z")
                .add(Calls.calls("b", 2_000, "2026-11-20T10:20:00Z", Duration.ofSeconds(10)))
                .start()
                .runFor(Duration.ofSeconds(10))
                .clockJumps(Duration.ofHours(48))
                .runFor(Duration.ofHours(2));

        assertThat(scene.memory()).isZero();
        Calls.expectEachOnce(scene);
    }
}
