package io.github.mpcconnect.ingest;

import io.github.mpcconnect.api.ApiPage;
import io.github.mpcconnect.batch.Change;
import io.github.mpcconnect.batch.ParticipantsSource;
import io.github.mpcconnect.config.HistorySettings.BackfillOrder;
import io.github.mpcconnect.metrics.Metric;
import io.github.mpcconnect.timeline.Window;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.time.Duration;
import java.time.Instant;
import java.util.function.Predicate;

import static io.github.mpcconnect.simulator.CallBuilder.aCall;
import static org.assertj.core.api.Assertions.assertThat;

/** A second whose list is wrong or not answered holds up that second alone. */
class SickListsTest {
    private static final String SICK = "2026-11-20T12:00:00Z";

    private final EngineScene scene = EngineScene.longHistory("2026-11-21T12:00:00Z")
            .since("2026-11-20")
            .add(aCall().uuid("before").endedAt("2026-11-20T11:59:59Z").withParticipants(2))
            .add(aCall().uuid("sick").endedAt(SICK).withParticipants(2))
            .add(aCall().uuid("after").endedAt("2026-11-20T12:00:01Z").withParticipants(2));

    private static final String PAST = "2026-11-19T10:00:00Z";
    private static final String TODAY = "2026-11-21T08:00:00Z";
    private static final String NEW = "2026-11-21T10:10:05Z";

    private static EngineScene busyDays(BackfillOrder order) {
        return EngineScene.at("2026-11-21T10:00:00Z")
                .with(settings -> {
                    settings.order = order;
                    settings.settleDelay = Duration.ofSeconds(10);
                    settings.history = Duration.ofDays(4);
                })
                .add(Calls.calls("old", 300, "2026-11-19T08:00:00Z", Duration.ofMinutes(1)))
                .add(Calls.calls("today", 200, "2026-11-21T06:30:00Z", Duration.ofMinutes(1)))
                .add(Calls.calls("new", 250, "2026-11-21T10:00:05Z", Duration.ofSeconds(10)));
    }

    private static Predicate<String> endingAt(EngineScene scene, String second) {
        return id -> scene.call(id).endTime().toString().equals(second);
    }

    @ParameterizedTest
    @CsvSource({
        "NEWEST_FIRST, " + PAST, "NEWEST_FIRST, " + TODAY, "NEWEST_FIRST, " + NEW,
        "OLDEST_FIRST, " + PAST, "OLDEST_FIRST, " + TODAY, "OLDEST_FIRST, " + NEW
    })
    void nothing_is_missing_where_one_second_returns_a_count_one_too_high(BackfillOrder order, String second) {
        EngineScene scene = busyDays(order);
        scene.api.calls(Sick.lists(Sick.holding(second), Sick.countOff(1)));
        scene.start().runFor(Duration.ofMinutes(4));
        Calls.runAndExpectAllBut(id -> false, scene, Duration.ofMinutes(30));
        String day = second.substring(0, 10);
        assertThat(scene.gaps(day)).endsWith("?");

        scene.api.withoutFaults();
        scene.runFor(Duration.ofHours(7));
        scene.add(Calls.calls("last", 1, "2026-11-21T17:40:00Z", Duration.ZERO)).runFor(Duration.ofHours(1));

        Calls.expectEachOnce(scene);
        assertThat(scene.gaps(day)).isEmpty();
        assertThat(scene.metrics.value(Metric.GAPS_UNPROVEN)).isZero();
    }

    @ParameterizedTest
    @CsvSource({
        "NEWEST_FIRST, " + PAST, "NEWEST_FIRST, " + TODAY, "NEWEST_FIRST, " + NEW,
        "OLDEST_FIRST, " + PAST, "OLDEST_FIRST, " + TODAY, "OLDEST_FIRST, " + NEW
    })
    void only_one_second_is_missing_where_no_list_with_it_is_answered(BackfillOrder order, String second) {
        EngineScene scene = busyDays(order);
        Predicate<String> sick = endingAt(scene, second);
        scene.api.calls(Sick.lists(Sick.holding(second), Sick.status(500)));
        scene.start().runFor(Duration.ofMinutes(4));
        Calls.runAndExpectAllBut(sick, scene, Duration.ofMinutes(30));
        assertThat(scene.ids()).noneMatch(sick);

        scene.api.withoutFaults();
        scene.runFor(Duration.ofHours(2));

        Calls.expectEachOnce(scene);
        assertThat(scene.ids(Change.NEW)).hasSameSizeAs(scene.ids());
        assertThat(scene.metrics.value(Metric.GAPS_UNREAD)).isZero();
    }

    /** Calls of the sick second that the API does not return for a while come late. */
    @Test
    void a_call_that_a_page_left_out_comes_with_the_next_listing() {
        EngineScene scene = busyDays(BackfillOrder.NEWEST_FIRST);
        scene.api.calls(Sick.lists(
                Sick.holding(TODAY),
                page -> ApiPage.like(
                                page,
                                page.objects().stream()
                                        .filter(call -> !call.mpcUuid().equals("today-90"))
                                        .toList())
                        .build()));
        scene.start().runFor(Duration.ofMinutes(4));
        Calls.runAndExpectAllBut("today-90"::equals, scene, Duration.ofMinutes(5));

        scene.api.withoutFaults();
        scene.runFor(Duration.ofHours(7));

        assertThat(scene.ids(Change.LATE)).containsExactly("today-90");
        Calls.expectEachOnce(scene);
    }

    @Test
    void in_an_outage_of_two_hours_nothing_becomes_a_gap_and_all_comes_after_it() {
        EngineScene scene = busyDays(BackfillOrder.NEWEST_FIRST);
        scene.start().runFor(Duration.ofMinutes(10));
        scene.api.calls(Sick.lists(query -> true, Sick.status(503)));
        scene.api.participants(Sick.participants(id -> true, Sick.status(503)));
        scene.runFor(Duration.ofHours(2));
        scene.api.withoutFaults();
        scene.runFor(Duration.ofMinutes(5));

        Calls.expectEachOnce(scene);
        assertThat(scene.gaps("2026-11-21")).isEmpty();
    }

    /** Finding A11: it waited for the next poll. */
    @Test
    void a_list_that_does_not_agree_once_is_read_again_at_once() {
        EngineScene scene = busyDays(BackfillOrder.NEWEST_FIRST);
        int[] lies = {1};
        scene.api.calls(Sick.lists(query -> Sick.holding(NEW).test(query) && lies[0]-- > 0, Sick.countOff(1)));
        scene.start().runUntil("2026-11-21T10:10:28Z");

        assertThat(scene.ids()).contains("new-60");
        assertThat(scene.gaps("2026-11-21")).isEmpty();
    }

    /** Section C of the findings: with lists slower than the poll interval history never moved. */
    @Test
    void history_is_read_though_each_list_takes_longer_than_the_poll_interval() {
        EngineScene scene = busyDays(BackfillOrder.NEWEST_FIRST).roundTrip(Duration.ofSeconds(14));
        scene.start().runFor(Duration.ofHours(2));

        Calls.expectEachOnce(scene);
    }

    // Gaps

    @Test
    void only_the_second_that_is_not_answered_stays_unread() {
        scene.api.calls(Sick.lists(Sick.holding(SICK), Sick.status(503)));
        scene.start().runFor(Duration.ofMinutes(5));
        assertThat(scene.ids()).containsExactlyInAnyOrder("before", "after");
        assertThat(scene.day("2026-11-20").gaps().unread())
                .containsExactly(new Window(Instant.parse(SICK).minusSeconds(1), Instant.parse(SICK)));

        scene.api.withoutFaults();
        scene.runFor(Duration.ofMinutes(10));
        assertThat(scene.ids()).containsExactlyInAnyOrder("before", "after", "sick");
        assertThat(scene.day("2026-11-20").gaps().isEmpty()).isTrue();
        assertThat(scene.memory()).isZero();
    }

    @Test
    void a_deferred_call_is_sent_after_the_wait_with_what_was_returned() {
        scene.api.participants(Sick.participants("sick"::equals, Sick.countOff(1)));
        scene.start().runFor(Duration.ofMinutes(55));
        assertThat(scene.ids()).containsExactlyInAnyOrder("before", "after");
        assertThat(scene.day("2026-11-20").gaps().deferred())
                .singleElement()
                .satisfies(call -> assertThat(call.mpcUuid()).isEqualTo("sick"));

        scene.runFor(Duration.ofMinutes(10));
        assertThat(scene.ids()).hasSize(3);
        assertThat(scene.sent().get(2).source()).isEqualTo(ParticipantsSource.PARTIAL);
        assertThat(scene.sent().get(2).participants()).hasSize(2);
        assertThat(scene.memory()).isZero();
    }

    @Test
    void it_is_sent_as_soon_as_they_agree() {
        scene.api.participants(Sick.participants("sick"::equals, Sick.countOff(1)));
        scene.start().runFor(Duration.ofMinutes(5));
        scene.api.withoutFaults();
        scene.runFor(Duration.ofMinutes(5));

        assertThat(scene.ids()).hasSize(3);
        assertThat(scene.sent().get(2).source()).isEqualTo(ParticipantsSource.API);
    }

    @Test
    void a_deferred_call_survives_a_restart() {
        scene.api.participants(Sick.participants("sick"::equals, Sick.countOff(1)));
        scene.start().runFor(Duration.ofMinutes(5)).crash();
        scene.api.withoutFaults();
        scene.start().runFor(Duration.ofMinutes(5));

        assertThat(scene.ids()).containsExactlyInAnyOrder("before", "after", "sick");
        assertThat(scene.day("2026-11-20").gaps().isEmpty()).isTrue();
    }
}
