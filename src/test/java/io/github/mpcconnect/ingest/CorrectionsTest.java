package io.github.mpcconnect.ingest;

import io.github.mpcconnect.batch.Change;
import io.github.mpcconnect.metrics.Metric;
import io.github.mpcconnect.simulator.CallBuilder;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.time.Instant;

import static io.github.mpcconnect.simulator.CallBuilder.aCall;
import static org.assertj.core.api.Assertions.assertThat;

/** What the API changes of a call that was sent is sent again, and nothing else is. */
class CorrectionsTest {

    private static final Duration MINUTE = Duration.ofMinutes(1);

    private static EngineScene quietDay() {
        return EngineScene.at("2026-11-21T10:00:00Z")
                .add(Calls.calls("a", 50, "2026-11-21T02:00:00Z", MINUTE))
                .add(Calls.calls("y", 50, "2026-11-20T02:00:00Z", MINUTE));
    }

    private static CallBuilder call(String id, String end) {
        return aCall().uuid(id).named("one call").endedAt(end).lasting(MINUTE).withParticipants(2);
    }

    /** The table. */
    @Test
    void a_bill_that_comes_two_minutes_late_comes_with_the_next_audit() {
        EngineScene scene = quietDay()
                .add(call("b", "2026-11-21T10:05:00Z").withoutBill())
                .start()
                .runFor(Duration.ofMinutes(8));
        scene.add(call("b", "2026-11-21T10:05:00Z").withAmount("0.70000")).runFor(Duration.ofMinutes(22));

        assertThat(scene.newest("b").call().billedAmount()).isEqualByComparingTo("0.7");
        assertThat(scene.newest("b").participants()).hasSize(2);
        assertThat(scene.ids(Change.CORRECTION)).containsExactly("b");
        assertThat(scene.ids(Change.NEW)).hasSize(101).doesNotHaveDuplicates();
        assertThat(scene.metrics.value(Metric.WITHOUT_BILL)).isZero();
    }

    @Test
    void bills_that_come_hours_late_come_before_the_day_closes() {
        EngineScene scene = quietDay();
        for (int i = 0; i < 10; i++) {
            scene.add(call("b" + i, "2026-11-21T05:00:0" + i + "Z").withoutBill());
        }
        scene.start().runUntil("2026-11-22T08:00:00Z");
        for (int i = 0; i < 10; i++) {
            scene.add(call("b" + i, "2026-11-21T05:00:0" + i + "Z").withAmount("0.10000"));
        }
        scene.runUntil("2026-11-24T01:00:00Z");

        assertThat(scene.ids(Change.CORRECTION)).hasSize(10).doesNotHaveDuplicates();
        assertThat(scene.state("2026-11-21")).isEqualTo("closed");
        assertThat(scene.written.row("2026-11-21").offset().billed()).isEqualByComparingTo("3.5");
        assertThat(scene.ids(Change.NEW)).hasSize(110).doesNotHaveDuplicates();
    }

    @Test
    void a_bill_that_changes_comes_within_a_listing_interval() {
        EngineScene scene = quietDay()
                .add(call("b", "2026-11-21T09:00:00Z").withAmount("0.50000"))
                .start()
                .runFor(Duration.ofMinutes(8));
        scene.add(call("b", "2026-11-21T09:00:00Z").withAmount("0.70000")).runFor(Duration.ofHours(7));

        assertThat(scene.ids(Change.CORRECTION)).containsExactly("b");
        assertThat(scene.newest("b").call().billedAmount()).isEqualByComparingTo("0.7");
        assertThat(scene.ids(Change.NEW)).hasSize(101).doesNotHaveDuplicates();
    }

    @Test
    void a_call_that_vanished_and_returns_is_a_correction() {
        EngineScene scene = quietDay().start().runFor(Duration.ofMinutes(8));
        var gone = scene.call("a-7");
        scene.remove("a-7").runFor(Duration.ofMinutes(40));
        assertThat(scene.metrics.value(Metric.VANISHED)).isEqualTo(1);
        scene.account.add(gone);
        scene.runFor(Duration.ofMinutes(40));

        assertThat(scene.ids(Change.CORRECTION)).containsExactly("a-7");
        assertThat(scene.ids(Change.LATE)).isEmpty();
        assertThat(scene.offset("2026-11-21")).containsEntry("calls", 50L).doesNotContainKey("vanished");
    }

    @Test
    void a_call_that_vanished_before_a_restart_and_returns_is_a_correction() {
        EngineScene scene = quietDay().start().runFor(Duration.ofMinutes(8));
        var gone = scene.call("a-7");
        scene.remove("a-7").add(call("n", "2026-11-21T10:30:00Z")).runFor(Duration.ofMinutes(40));
        scene.crash().start().runFor(Duration.ofMinutes(20));
        scene.account.add(gone);
        scene.runFor(Duration.ofHours(7));

        assertThat(scene.ids(Change.CORRECTION)).containsExactly("a-7");
        assertThat(scene.ids(Change.LATE)).isEmpty();
    }

    @Test
    void a_call_that_vanished_and_returns_while_the_connector_is_down_is_not_late() {
        EngineScene scene = quietDay().start().runFor(Duration.ofMinutes(8));
        var gone = scene.call("a-7");
        scene.remove("a-7")
                .add(call("n", "2026-11-21T10:30:00Z"))
                .runFor(Duration.ofMinutes(40))
                .crash();
        scene.account.add(gone);
        scene.start().runFor(Duration.ofHours(1));

        assertThat(scene.ids(Change.LATE)).isEmpty();
        assertThat(scene.ids(Change.CORRECTION)).containsExactly("a-7");
    }

    @Test
    void an_end_that_moves_to_another_day_is_a_correction_there() {
        EngineScene scene = quietDay().start().runFor(Duration.ofMinutes(8));
        scene.account.add(scene.call("y-5").endingAt(Instant.parse("2026-11-21T03:00:30Z")));
        scene.runFor(Duration.ofHours(1));

        assertThat(scene.ids(Change.CORRECTION)).containsExactly("y-5");
        assertThat(scene.newest("y-5").day()).hasToString("2026-11-21");
        assertThat(scene.ids(Change.LATE)).isEmpty();
        assertThat(scene.offset("2026-11-21")).containsEntry("calls", 51L);
        assertThat(scene.written.row("2026-11-20").offset().calls()).isEqualTo(50);
        assertThat(scene.written.row("2026-11-20").offset().vanishedCount()).isEqualTo(1);
    }

    @Test
    void the_end_of_a_call_that_waits_moves_to_another_day_and_it_is_sent_once() {
        EngineScene scene = quietDay();
        scene.api.participants(Sick.participants("y-5"::equals, Sick.countOff(1)));
        scene.start().runFor(Duration.ofMinutes(8));
        scene.account.add(scene.call("y-5").endingAt(Instant.parse("2026-11-21T03:00:30Z")));
        scene.runFor(Duration.ofMinutes(40));
        scene.api.withoutFaults();
        scene.runFor(Duration.ofHours(8));

        Calls.expectEachOnce(scene);
        assertThat(scene.newest("y-5").day()).hasToString("2026-11-21");
        assertThat(scene.gaps("2026-11-20")).isEmpty();
    }

    @Test
    void a_correction_whose_participants_do_not_add_up_waits_for_them_and_comes() {
        EngineScene scene = quietDay()
                .add(call("b", "2026-11-21T09:00:00Z").withoutBill())
                .start()
                .runFor(Duration.ofMinutes(8));
        scene.api.participants(Sick.participants("b"::equals, Sick.countOff(1)));
        scene.add(call("b", "2026-11-21T09:00:00Z").withAmount("0.70000")).runFor(Duration.ofMinutes(30));
        assertThat(scene.ids(Change.CORRECTION)).isEmpty();
        scene.api.withoutFaults();
        scene.runFor(Duration.ofHours(7));

        assertThat(scene.ids(Change.CORRECTION)).containsExactly("b");
        assertThat(scene.newest("b").call().billedAmount()).isEqualByComparingTo("0.7");
    }

    @Test
    void a_call_that_changes_with_each_listing_is_corrected_once_per_interval() {
        EngineScene scene = quietDay().start().runFor(Duration.ofMinutes(8));
        int[] turn = new int[1];
        scene.api.calls(Sick.lists(Sick.ended(), page -> {
            turn[0]++;
            scene.add(call("a-9", "2026-11-21T02:09:00Z").withAmount("0.%05d".formatted(turn[0])));
            return page;
        }));
        scene.runUntil("2026-11-24T02:00:00Z");

        assertThat(scene.ids(Change.CORRECTION)).hasSizeBetween(5, 14).allMatch("a-9"::equals);
        assertThat(scene.state("2026-11-21")).isEqualTo("closed");
    }
}
