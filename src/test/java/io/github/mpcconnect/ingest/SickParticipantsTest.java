package io.github.mpcconnect.ingest;

import io.github.mpcconnect.api.Page;
import io.github.mpcconnect.api.Participant;
import io.github.mpcconnect.batch.Change;
import io.github.mpcconnect.batch.ParticipantsSource;
import io.github.mpcconnect.config.HistorySettings.BackfillOrder;
import io.github.mpcconnect.ingest.Calls.Members;
import io.github.mpcconnect.metrics.Metric;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.time.Duration;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

import static io.github.mpcconnect.simulator.CallBuilder.aCall;
import static org.assertj.core.api.Assertions.assertThat;

/** Participants of some calls that are wrong or not answered hold up these calls alone. */
class SickParticipantsTest {

    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final Predicate<String> ONE_IN_41 =
            id -> Integer.parseInt(id.substring(id.indexOf('-') + 1)) % 41 == 7;

    static Stream<Arguments> troubles() {
        return Stream.of(BackfillOrder.values())
                .flatMap(order -> Stream.of(
                        Arguments.of(order, "count", Sick.<Participant>countOff(1)),
                        Arguments.of(order, "500", Sick.<Participant>status(500)),
                        Arguments.of(order, "503", Sick.<Participant>status(503, MINUTE))));
    }

    private static EngineScene busyDays(BackfillOrder order) {
        return EngineScene.at("2026-11-21T10:00:00Z")
                .with(settings -> {
                    settings.order = order;
                    settings.settleDelay = Duration.ofSeconds(10);
                    settings.history = Duration.ofDays(3);
                })
                .add(Calls.calls("old", 300, "2026-11-19T08:00:00Z", MINUTE))
                .add(Calls.calls("today", 200, "2026-11-21T06:30:00Z", MINUTE))
                .add(Calls.calls("new", 200, "2026-11-21T10:00:05Z", Duration.ofSeconds(9)));
    }

    @ParameterizedTest(name = "{0} {1}")
    @MethodSource("troubles")
    void sick_participants_of_one_call_in_41_hold_up_these_calls_alone(
            BackfillOrder order, String name, UnaryOperator<Page<Participant>> trouble) {
        EngineScene scene = busyDays(order);
        scene.api.participants(Sick.participants(ONE_IN_41, trouble));
        scene.start().runFor(Duration.ofMinutes(3));
        Calls.runAndExpectAllBut(ONE_IN_41, scene, Duration.ofMinutes(30));
        assertThat(scene.ids()).noneMatch(ONE_IN_41);

        scene.api.withoutFaults();
        scene.runFor(Duration.ofMinutes(40));

        Calls.expectEachOnce(scene);
        assertThat(scene.sent()).allMatch(call -> call.source() == ParticipantsSource.API);
        assertThat(scene.ids(Change.CORRECTION)).isEmpty();
        assertThat(scene.metrics.value(Metric.DEFERRED)).isZero();
    }

    /** Findings 1.2 and A4. */
    @ParameterizedTest
    @EnumSource(BackfillOrder.class)
    void objects_null_for_the_participants_of_ended_calls_means_unavailable(BackfillOrder order) {
        EngineScene scene = busyDays(order);
        scene.api.participants(Sick.participants(id -> true, Sick.objectsNull()));
        scene.start().runFor(Duration.ofMinutes(3));
        Calls.runAndExpectAllBut(id -> false, scene, Duration.ofMinutes(30));

        Calls.expectEachOnce(scene);
        assertThat(scene.sent()).allMatch(call -> call.source() == ParticipantsSource.UNAVAILABLE);
    }

    @Test
    void a_call_whose_participants_never_add_up_is_sent_after_the_wait() {
        EngineScene scene = EngineScene.at("2026-11-21T10:00:00Z")
                .add(aCall().uuid("sick").endedAt("2026-11-21T09:00:00Z").withParticipants(3))
                .add(aCall().uuid("well").endedAt("2026-11-21T09:00:01Z").withParticipants(3));
        scene.api.participants(Sick.participants("sick"::equals, Sick.countOff(1)));
        scene.start().runFor(Duration.ofMinutes(59));
        assertThat(scene.ids()).containsExactly("well");

        scene.runFor(Duration.ofMinutes(3));

        assertThat(scene.newest("sick").participants()).hasSize(3);
        assertThat(scene.newest("sick").source()).isEqualTo(ParticipantsSource.PARTIAL);
        assertThat(scene.ids()).containsExactlyInAnyOrder("well", "sick");
    }

    @Test
    void a_call_whose_participants_are_never_answered_is_unavailable_after_the_wait() {
        EngineScene scene = EngineScene.at("2026-11-21T10:00:00Z")
                .add(Calls.calls("well", 400, "2026-11-21T09:00:00Z", Duration.ofSeconds(20)))
                .add(aCall().uuid("sick").endedAt("2026-11-21T09:00:00Z").withParticipants(3));
        scene.api.participants(Sick.participants("sick"::equals, Sick.status(500)));
        scene.start().runFor(Duration.ofMinutes(64));

        assertThat(scene.newest("sick").source()).isEqualTo(ParticipantsSource.UNAVAILABLE);
        assertThat(scene.ids()).doesNotHaveDuplicates();
    }

    /** Finding 1.10: any refusal of one call failed the task. */
    @ParameterizedTest
    @ValueSource(ints = {400, 404, 409, 410})
    void a_call_whose_participants_are_refused_is_unavailable(int status) {
        EngineScene scene = EngineScene.at("2026-11-21T10:00:00Z")
                .add(aCall().uuid("sick").endedAt("2026-11-21T09:00:00Z").withParticipants(3));
        scene.api.participants(Sick.participants("sick"::equals, Sick.status(status)));
        scene.start().runFor(Duration.ofMinutes(2));

        assertThat(scene.newest("sick").source()).isEqualTo(ParticipantsSource.UNAVAILABLE);
    }

    /** Finding 1.7: a null on the first page stopped the paging. */
    @Test
    void a_null_on_the_first_page_does_not_stop_the_paging() {
        EngineScene scene = EngineScene.at("2026-11-21T10:00:00Z")
                .add(aCall().uuid("big").endedAt("2026-11-21T09:00:00Z").withParticipants(25));
        boolean[] first = new boolean[1];
        scene.api.participants(Sick.participants("big"::equals, page -> {
            first[0] = page.objects().size() == 20;
            return first[0] ? Sick.nulls(1).apply(page) : page;
        }));
        scene.start().runFor(Duration.ofMinutes(5));

        assertThat(scene.newest("big").participants()).hasSize(24);
        assertThat(scene.newest("big").source()).isEqualTo(ParticipantsSource.PARTIAL);
    }

    /** Finding 1.7: the earlier stay and its bill were dropped. */
    @Test
    void a_member_who_left_and_came_back_is_two_participants_in_the_order_of_joining() {
        EngineScene scene = EngineScene.at("2026-11-21T10:00:00Z")
                .add(aCall().uuid("a")
                        .startedAt("2026-11-21T08:00:00Z")
                        .endedAt("2026-11-21T09:00:00Z")
                        .with(Members.stay("a", 1, "2026-11-21T08:00:00Z", "2026-11-21T08:10:00Z"))
                        .with(Members.stay("a", 1, "2026-11-21T08:20:00Z", "2026-11-21T08:30:00Z")));
        scene.start().runFor(Duration.ofMinutes(5));

        assertThat(scene.newest("a").participants())
                .extracting(each -> each.memberId() + " " + each.joinTime())
                .containsExactly("1 2026-11-21T08:00:00Z", "1 2026-11-21T08:20:00Z");
        assertThat(scene.newest("a").source()).isEqualTo(ParticipantsSource.API);
    }

    /** Finding A11: any count was believed. */
    @Test
    void an_absurd_count_of_participants_costs_a_handful_of_requests() {
        EngineScene scene = EngineScene.at("2026-11-21T10:00:00Z")
                .add(aCall().uuid("a").endedAt("2026-11-21T09:00:00Z").withParticipants(1));
        scene.api.participants(Sick.participants("a"::equals, Sick.countOff(1_000_000)));
        scene.start().runFor(Duration.ofMinutes(3));

        assertThat(scene.api.participantsRequests()).isLessThan(20);
    }

    /** Finding A11: a 404 on the second page dropped the first. */
    @Test
    void participants_of_the_first_page_are_kept_where_the_second_is_not_found() {
        EngineScene scene = EngineScene.at("2026-11-21T10:00:00Z")
                .add(aCall().uuid("big").endedAt("2026-11-21T09:00:00Z").withParticipants(25));
        scene.api.participants(Sick.participants(
                "big"::equals,
                page -> page.objects().size() == 20
                        ? page
                        : Sick.<Participant>status(404).apply(page)));
        scene.start().runFor(Duration.ofMinutes(5));

        assertThat(scene.newest("big").participants()).hasSize(20);
        assertThat(scene.newest("big").source()).isEqualTo(ParticipantsSource.PARTIAL);
    }

    @ParameterizedTest
    @EnumSource(BackfillOrder.class)
    void calls_that_wait_for_their_participants_do_not_hold_up_new_calls(BackfillOrder order) {
        EngineScene scene = EngineScene.at("2026-11-21T10:00:00Z")
                .with(settings -> {
                    settings.settleDelay = Duration.ofSeconds(10);
                    settings.order = order;
                    settings.windowMaxCalls = 40;
                })
                .add(Calls.calls("sick", 150, "2026-11-21T08:00:00Z", Duration.ofSeconds(5)))
                .add(Calls.calls("sickold", 150, "2026-11-19T08:00:00Z", Duration.ofSeconds(5)))
                .add(Calls.calls("older", 50, "2026-11-18T08:00:00Z", Duration.ofSeconds(5)))
                .add(Calls.calls("new", 100, "2026-11-21T10:00:05Z", Duration.ofSeconds(9)));
        scene.api.participants(Sick.participants(id -> id.startsWith("sick"), Sick.countOff(1)));
        scene.start().runFor(Duration.ofMinutes(3));
        Calls.runAndExpectAllBut(id -> id.startsWith("sick"), scene, Duration.ofMinutes(20));
        assertThat(scene.metrics.value(Metric.DEFERRED)).isLessThanOrEqualTo(100 + 100 + 2 * 40);

        scene.api.withoutFaults();
        scene.runFor(Duration.ofMinutes(90));

        Calls.expectEachOnce(scene);
    }

    /** Finding A11: the requests of a window that was given up were made all the same. */
    @Test
    void a_call_that_waits_is_requested_with_growing_pauses() {
        EngineScene scene = EngineScene.at("2026-11-21T10:00:00Z")
                .add(aCall().uuid("sick").endedAt("2026-11-21T09:00:00Z").withParticipants(1));
        scene.api.participants(Sick.participants("sick"::equals, Sick.countOff(1)));
        scene.start().runFor(Duration.ofMinutes(55));

        assertThat(scene.api.participantsRequests()).isLessThan(12);
    }
}
