package io.github.mpcconnect.ingest;

import io.github.mpcconnect.batch.Change;
import io.github.mpcconnect.offset.DayStatus;
import org.junit.jupiter.api.Test;

import java.time.Duration;

import static io.github.mpcconnect.simulator.CallBuilder.aCall;
import static org.assertj.core.api.Assertions.assertThat;

class AuditsTest {

    /** An audit interval is ten minutes, and the next listing is hours away. */
    private static final Duration WITHIN_AN_INTERVAL = Duration.ofMinutes(11);

    private final EngineScene scene = EngineScene.longHistory("2026-11-21T12:00:00Z")
            .since("2026-11-20")
            .add(aCall().uuid("a").endedAt("2026-11-20T09:00:00Z"))
            .add(aCall().uuid("b").endedAt("2026-11-20T10:00:00Z").withoutBill())
            .start()
            .runFor(Duration.ofMinutes(1));

    @Test
    void a_late_call_is_found_by_the_next_count() {
        scene.add(aCall().uuid("late").endedAt("2026-11-20T11:00:00Z")).runFor(Duration.ofMinutes(12));

        assertThat(scene.ids(Change.LATE)).containsExactly("late");
        assertThat(scene.day("2026-11-20").late()).isOne();
    }

    @Test
    void a_vanished_call_does_not_hide_a_late_one() {
        scene.remove("a")
                .add(aCall().uuid("late").endedAt("2026-11-20T11:00:00Z"))
                .runFor(Duration.ofHours(6).plusMinutes(5));

        assertThat(scene.ids(Change.LATE)).containsExactly("late");
        assertThat(scene.day("2026-11-20").vanishedCount()).isOne();
        assertThat(scene.day("2026-11-20").calls()).isEqualTo(3);
    }

    @Test
    void a_late_call_comes_with_the_next_count_hours_after_another_vanished() {
        scene.remove("a").runFor(Duration.ofHours(3));
        assertThat(scene.day("2026-11-20").vanishedCount()).isOne();

        scene.add(aCall().uuid("late").endedAt("2026-11-20T11:00:00Z")).runFor(WITHIN_AN_INTERVAL);

        assertThat(scene.ids(Change.LATE)).containsExactly("late");
        assertThat(scene.day("2026-11-20").calls()).isEqualTo(3);
    }

    @Test
    void a_late_call_comes_with_the_next_count_after_a_late_and_a_vanished_one() {
        scene.add(aCall().uuid("first").endedAt("2026-11-20T08:00:00Z")).runFor(WITHIN_AN_INTERVAL);
        assertThat(scene.ids(Change.LATE)).containsExactly("first");
        scene.remove("a").runFor(WITHIN_AN_INTERVAL);
        assertThat(scene.day("2026-11-20").vanishedCount()).isOne();
        scene.runFor(Duration.ofHours(3));

        scene.add(aCall().uuid("second").endedAt("2026-11-20T11:00:00Z")).runFor(WITHIN_AN_INTERVAL);

        assertThat(scene.ids(Change.LATE)).containsExactly("first", "second");
        assertThat(scene.day("2026-11-20").calls()).isEqualTo(4);
    }

    @Test
    void a_bill_that_arrives_is_a_correction_within_minutes() {
        scene.add(aCall().uuid("b").endedAt("2026-11-20T10:00:00Z").withAmount("0.07"))
                .runFor(Duration.ofMinutes(12));

        assertThat(scene.ids(Change.CORRECTION)).containsExactly("b");
        assertThat(scene.day("2026-11-20").billed()).isEqualByComparingTo("0.12");
        assertThat(scene.day("2026-11-20").unbilled()).isEmpty();
    }

    @Test
    void the_bill_of_a_call_that_ended_in_the_first_second_of_a_day_arrives() {
        scene.add(aCall().uuid("first").endedAt("2026-11-20T00:00:00.500Z").withoutBill())
                .runFor(Duration.ofMinutes(12));
        scene.add(aCall().uuid("first").endedAt("2026-11-20T00:00:00.500Z").withAmount("0.07"))
                .runFor(Duration.ofHours(1));

        assertThat(scene.ids(Change.CORRECTION)).containsExactly("first");
    }

    @Test
    void looking_for_bills_leaves_the_counts_of_the_day_as_they_are() {
        scene.add(aCall().uuid("early").endedAt("2026-11-20T00:00:01Z").withoutBill())
                .runFor(Duration.ofHours(1))
                .add(aCall().uuid("late").endedAt("2026-11-20T11:00:00Z"))
                .runFor(Duration.ofMinutes(25));

        assertThat(scene.ids(Change.LATE)).containsExactly("early", "late");
    }

    @Test
    void a_call_that_returns_is_a_correction() {
        scene.remove("a").runFor(Duration.ofHours(1));
        assertThat(scene.day("2026-11-20").vanishedCount()).isOne();
        scene.add(aCall().uuid("a").endedAt("2026-11-20T09:00:00Z")).runFor(Duration.ofHours(1));

        assertThat(scene.ids(Change.CORRECTION)).containsExactly("a");
        assertThat(scene.day("2026-11-20").vanished()).isEmpty();
        assertThat(scene.day("2026-11-20").calls()).isEqualTo(2);
    }

    @Test
    void a_day_closes_two_days_after_its_end() {
        scene.runUntil("2026-11-22T23:59:00Z");
        assertThat(scene.day("2026-11-20").status()).isEqualTo(DayStatus.READ);
        scene.runUntil("2026-11-23T00:10:00Z");
        assertThat(scene.day("2026-11-20").status()).isEqualTo(DayStatus.CLOSED);
    }

    @Test
    void a_second_that_is_never_proven_disputes_its_day() {
        scene.api.calls(Sick.lists(Sick.holding("2026-11-21T13:00:00Z"), Sick.countOff(1)));
        scene.runUntil("2026-11-23T23:50:00Z");
        assertThat(scene.day("2026-11-21").status()).isEqualTo(DayStatus.READ);
        assertThat(scene.day("2026-11-21").gaps().unproven()).hasSize(1);
        scene.runUntil("2026-11-24T01:00:00Z");

        assertThat(scene.day("2026-11-21").status()).isEqualTo(DayStatus.DISPUTED);
        assertThat(scene.day("2026-11-21").gaps().unproven())
                .singleElement()
                .satisfies(gap -> assertThat(gap.isOneSecond()).isTrue());
        assertThat(scene.day("2026-11-20").status()).isEqualTo(DayStatus.CLOSED);
    }
}
