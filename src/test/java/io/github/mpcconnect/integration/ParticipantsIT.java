package io.github.mpcconnect.integration;

import io.github.mpcconnect.simulator.CallBuilder;
import io.github.mpcconnect.simulator.Mood;
import io.github.mpcconnect.simulator.SimulatedRequest.Kind;
import io.github.mpcconnect.support.Arrived;
import io.github.mpcconnect.support.Scene;
import io.github.mpcconnect.support.Topic.Line;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

import static io.github.mpcconnect.simulator.CallBuilder.aCall;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

/** Participants, however many there were and whatever the API tells of them. */
class ParticipantsIT {

    private static final Instant YESTERDAY = Scene.NOW.minus(Duration.ofDays(1));

    @Test
    void more_participants_than_a_page_holds_are_all_there() {
        try (Scene scene = new Scene("pages")) {
            scene.account()
                    .add(call("many").withParticipants(25))
                    .add(call("full-page").withParticipants(20));
            scene.connector().start();

            Arrived arrived = scene.assertAllArriveOnce();
            assertThat(arrived.participants()).hasSize(45);
            assertThat(scene.api().traffic().count(Kind.PARTICIPANTS)).isEqualTo(3);
        }
    }

    @Test
    void nobody_and_unavailable_differ() {
        try (Scene scene = new Scene("moods")) {
            scene.account()
                    .add(call("nobody"))
                    .add(call("not-found").withParticipants(2).mood(Mood.NOT_FOUND))
                    .add(call("empty").withParticipants(2).mood(Mood.EMPTY))
                    .add(call("nulls").withParticipants(2).mood(Mood.NULLS));
            scene.connector().start();

            List<Line> calls = scene.assertAllArriveOnce().calls();
            assertThat(calls)
                    .extracting(
                            line -> line.text("mpc_uuid"),
                            line -> line.text("participants_source"),
                            line -> line.text("participants_count"))
                    .containsExactlyInAnyOrder(
                            tuple("nobody", "api", "0"),
                            tuple("not-found", "unavailable", "0"),
                            tuple("empty", "api", "0"),
                            tuple("nulls", "unavailable", "0"));
        }
    }

    @Test
    void a_call_may_have_any_name() {
        try (Scene scene = new Scene("names")) {
            List<String> names =
                    List.of("", " ", "a/b", "/../..", "100% %2F", "会议室", "caf\u00e9 \u260e \ud83d\ude00", "\"\\");
            for (String name : names) {
                scene.account().add(aCall().named(name).endedAt(YESTERDAY).withParticipants(1));
            }
            scene.connector().start();

            assertThat(scene.assertAllArriveOnce().calls())
                    .extracting(line -> line.text("friendly_name"))
                    .containsExactlyInAnyOrderElementsOf(names);
        }
    }

    private static CallBuilder call(String uuid) {
        return aCall().uuid(uuid).endedAt(YESTERDAY);
    }
}
