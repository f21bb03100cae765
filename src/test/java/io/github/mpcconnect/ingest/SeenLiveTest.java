package io.github.mpcconnect.ingest;

import io.github.mpcconnect.api.ApiPage;
import io.github.mpcconnect.api.Participant;
import io.github.mpcconnect.batch.EndedCall;
import io.github.mpcconnect.batch.ParticipantsSource;
import io.github.mpcconnect.ingest.Calls.Members;
import io.github.mpcconnect.simulator.CallBuilder;
import io.github.mpcconnect.simulator.Mood;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

import static io.github.mpcconnect.simulator.CallBuilder.aCall;
import static org.assertj.core.api.Assertions.assertThat;

/** What was seen of a call while it was live completes its own record. Findings 1.7. */
class SeenLiveTest {

    /** Two stay to the end; the third leaves five minutes after the scene begins. */
    private static CallBuilder meeting() {
        return aCall().uuid("a")
                .createdAt("2026-11-21T09:59:00Z")
                .startedAt("2026-11-21T09:59:00Z")
                .endedAt("2026-11-21T10:20:00Z")
                .with(Members.stay("a", 1, "2026-11-21T09:59:00Z", "2026-11-21T10:20:00Z"))
                .with(Members.stay("a", 2, "2026-11-21T09:59:10Z", "2026-11-21T10:20:00Z"))
                .with(Members.stay("a", 3, "2026-11-21T09:59:20Z", "2026-11-21T10:05:00Z"));
    }

    private static EngineScene scene(Mood afterwards) {
        EngineScene scene = EngineScene.at("2026-11-21T10:00:00Z")
                .with(settings -> settings.live = true)
                .add(meeting());
        scene.account.mood(afterwards);
        return scene;
    }

    private static List<String> members(EndedCall call) {
        return Stream.concat(call.participants().stream(), call.seen().stream())
                .map(each -> each.memberId())
                .sorted()
                .toList();
    }

    @ParameterizedTest
    @EnumSource(
            value = Mood.class,
            names = {"EMPTY", "NULLS", "NOT_FOUND"})
    void everybody_seen_is_sent_where_the_api_no_longer_returns_them(Mood afterwards) {
        EngineScene scene = scene(afterwards).start().runFor(Duration.ofMinutes(25));

        assertThat(members(scene.newest("a"))).containsExactly("1", "2", "3");
        assertThat(scene.newest("a").seen()).hasSize(3);
        assertThat(scene.newest("a").source()).isEqualTo(ParticipantsSource.LIVE);
    }

    /** S5: the source was live though one of three was missing. */
    @ParameterizedTest
    @EnumSource(
            value = Mood.class,
            names = {"EMPTY", "NULLS", "NOT_FOUND"})
    void who_left_before_a_restart_is_marked_as_missing(Mood afterwards) {
        EngineScene scene = scene(afterwards)
                .start()
                .runUntil("2026-11-21T10:04:30Z")
                .crash()
                .runUntil("2026-11-21T10:06:00Z")
                .start()
                .runUntil("2026-11-21T10:25:00Z");

        assertThat(members(scene.newest("a"))).containsExactly("1", "2");
        assertThat(scene.newest("a").source()).isEqualTo(ParticipantsSource.PARTIAL);
    }

    @ParameterizedTest
    @EnumSource(
            value = Mood.class,
            names = {"EMPTY", "NULLS", "NOT_FOUND"})
    void a_call_that_ended_while_the_connector_was_down_is_unavailable(Mood afterwards) {
        EngineScene scene = scene(afterwards)
                .start()
                .runUntil("2026-11-21T10:04:30Z")
                .crash()
                .runUntil("2026-11-21T10:25:00Z")
                .start()
                .runFor(Duration.ofMinutes(5));

        assertThat(members(scene.newest("a"))).isEmpty();
        assertThat(scene.newest("a").source()).isEqualTo(ParticipantsSource.UNAVAILABLE);
    }

    @Test
    void a_list_that_leaves_somebody_out_is_completed_by_those_seen() {
        EngineScene scene = scene(Mood.FULL);
        scene.api.participants((id, page) -> scene.now()
                        .isBefore(scene.call("a").endTime())
                ? page
                : ApiPage.like(page, page.objects().subList(0, 1)).count(1).build());
        scene.start().runFor(Duration.ofMinutes(25));

        assertThat(members(scene.newest("a"))).containsExactly("1", "2", "3");
        assertThat(scene.newest("a").source()).isEqualTo(ParticipantsSource.MIXED);
    }

    @Test
    void somebody_who_leaves_and_comes_back_while_live_is_two_stays() {
        EngineScene scene = EngineScene.at("2026-11-21T10:00:00Z")
                .with(settings -> settings.live = true)
                .add(aCall().uuid("a")
                        .createdAt("2026-11-21T09:59:00Z")
                        .startedAt("2026-11-21T09:59:00Z")
                        .endedAt("2026-11-21T10:20:00Z")
                        .with(Members.stay("a", 1, "2026-11-21T09:59:00Z", "2026-11-21T10:05:00Z"))
                        .with(Members.stay("a", 1, "2026-11-21T10:10:00Z", "2026-11-21T10:15:00Z")));
        scene.account.mood(Mood.NOT_FOUND);
        scene.start().runFor(Duration.ofMinutes(25));

        assertThat(scene.newest("a").seen())
                .extracting(each -> each.joinTime().toString())
                .containsExactly("2026-11-21T09:59:00Z", "2026-11-21T10:10:00Z");
    }

    /** What is kept of a call whose participants wait is there when it is sent. */
    @Test
    void those_seen_are_kept_while_a_call_waits_for_its_participants() {
        EngineScene scene = scene(Mood.FULL);
        scene.api.participants(
                (id, page) -> scene.now().isBefore(scene.call("a").endTime())
                        ? page
                        : Sick.<Participant>status(500).apply(page));
        scene.add(Calls.calls("b", 100, "2026-11-21T08:00:00Z", Duration.ofMinutes(1)));
        scene.start().runFor(Duration.ofHours(2));
        scene.api.participants(Sick.participants("a"::equals, Sick.status(404)));
        scene.runFor(Duration.ofMinutes(70));

        assertThat(members(scene.newest("a"))).containsExactly("1", "2", "3");
    }
}
