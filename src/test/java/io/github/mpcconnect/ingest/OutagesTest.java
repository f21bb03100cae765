package io.github.mpcconnect.ingest;

import io.github.mpcconnect.api.ApiPage;
import io.github.mpcconnect.api.MultiPartyCall;
import io.github.mpcconnect.batch.ParticipantsSource;
import io.github.mpcconnect.config.HistorySettings.BackfillOrder;
import io.github.mpcconnect.ingest.Calls.Members;
import io.github.mpcconnect.metrics.Metric;
import io.github.mpcconnect.support.LogLines;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import java.time.Duration;

import static org.assertj.core.api.Assertions.assertThat;

/** Where nothing of a resource is answered the reading waits, and loses nothing. */
class OutagesTest {

    private static EngineScene busyDays() {
        return EngineScene.at("2026-11-21T10:00:00Z")
                .with(settings -> settings.settleDelay = Duration.ofSeconds(10))
                .add(Calls.calls("old", 300, "2026-11-19T08:00:00Z", Duration.ofMinutes(1)))
                .add(Calls.calls("new", 500, "2026-11-21T09:00:00Z", Duration.ofMinutes(1)));
    }

    @ParameterizedTest
    @EnumSource(BackfillOrder.class)
    void participants_that_are_down_for_three_hours_defer_nothing(BackfillOrder order) {
        EngineScene scene = busyDays().with(settings -> settings.order = order);
        scene.start().runFor(Duration.ofMinutes(20));
        scene.api.participants(Sick.participants(id -> true, Sick.status(503)));
        scene.runFor(Duration.ofHours(3));
        assertThat(scene.metrics.value(Metric.DEFERRED)).isZero();
        scene.api.withoutFaults();
        scene.runUntil("2026-11-21T18:00:00Z");

        Calls.expectEachOnce(scene);
        assertThat(scene.sent()).allMatch(call -> call.source() == ParticipantsSource.API);
    }

    @Test
    void participants_that_are_down_for_good_do_not_keep_a_day_open() {
        EngineScene scene = EngineScene.at("2026-11-21T22:00:00Z")
                .with(settings -> settings.auditDays = 1)
                .add(Calls.calls("a", 20, "2026-11-21T21:00:00Z", Duration.ofMinutes(5)))
                .start()
                .runFor(Duration.ofMinutes(20));
        scene.api.participants(Sick.participants(id -> true, Sick.status(503)));
        scene.runUntil("2026-11-23T04:00:00Z");

        Calls.expectEachOnce(scene);
        assertThat(scene.newest("a-19").source()).isEqualTo(ParticipantsSource.UNAVAILABLE);
        assertThat(scene.state("2026-11-21")).isEqualTo("closed");
    }

    @Test
    void an_api_that_is_down_at_the_start_is_waited_for() {
        EngineScene scene = busyDays();
        scene.api.calls(Sick.lists(query -> true, Sick.status(503)));
        scene.start().runFor(Duration.ofMinutes(30));
        scene.api.withoutFaults();
        scene.runFor(Duration.ofMinutes(3));
        Calls.runAndExpectAllBut(id -> false, scene, Duration.ofMinutes(10));
    }

    @Test
    void a_null_list_of_calls_is_no_proof_of_emptiness() {
        EngineScene scene = busyDays();
        scene.api.calls(Sick.lists(
                Sick.holding("2026-11-19T09:00:00Z"),
                page -> ApiPage.emptyLike(page).count(0).isNull().build()));
        scene.start().runFor(Duration.ofMinutes(20));
        assertThat(scene.state("2026-11-19")).isNotEqualTo("closed");
        scene.api.withoutFaults();
        scene.runUntil("2026-11-21T18:00:00Z");

        Calls.expectEachOnce(scene);
        assertThat(scene.state("2026-11-19")).isEqualTo("read");
    }

    @Test
    void lists_without_objects_though_they_count_some_lose_nothing() {
        EngineScene scene = busyDays();
        scene.api.calls(Sick.lists(Sick.ended(), page -> ApiPage.emptyLike(page).build()));
        scene.start().runFor(Duration.ofMinutes(20));
        assertThat(scene.ids()).isEmpty();
        scene.api.withoutFaults();
        scene.runUntil("2026-11-21T18:00:00Z");

        Calls.expectEachOnce(scene);
    }

    /** DESIGN: triggered listings back off where counts keep flapping. */
    @Test
    void counts_that_flap_do_not_cost_the_allowance() {
        EngineScene calm = busyDays().start().runFor(Duration.ofHours(8));
        EngineScene scene = busyDays();
        int[] turn = new int[1];
        scene.api.calls(Sick.lists(
                query -> query.endedAfter() != null
                        && Duration.between(query.endedAfter(), query.endedUpTo())
                                        .toHours()
                                > 1,
                page -> Sick.<MultiPartyCall>countOff(turn[0]++ % 2).apply(page)));
        scene.start().runFor(Duration.ofHours(8));

        Calls.expectEachOnce(scene);
        assertThat(scene.api.callsRequests()).isLessThan(2 * calm.api.callsRequests());
    }

    @Test
    void an_account_that_never_bills_is_not_asked_for_bills_after_a_hundred_calls() {
        EngineScene scene = EngineScene.at("2026-11-21T10:00:00Z").with(settings -> settings.auditDays = 1);
        Calls.calls("a", 150, "2026-11-21T11:00:00Z", Duration.ofMinutes(4))
                .forEach(call -> scene.account.add(Members.withoutBill(call)));
        try (LogLines log = LogLines.of("io.github.mpcconnect.days")) {
            scene.start().runUntil("2026-11-23T06:00:00Z");
            assertThat(log.with("WARN", "bill")).hasSize(1);
        }

        Calls.expectEachOnce(scene);
        assertThat(scene.state("2026-11-21")).isEqualTo("closed");
    }
}
