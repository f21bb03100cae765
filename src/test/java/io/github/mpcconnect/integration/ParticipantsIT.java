package io.github.mpcconnect.integration;

import io.github.mpcconnect.simulator.CallBuilder;
import io.github.mpcconnect.simulator.Effect;
import io.github.mpcconnect.simulator.Match;
import io.github.mpcconnect.simulator.Mood;
import io.github.mpcconnect.simulator.SimulatedRequest.Kind;
import io.github.mpcconnect.support.Arrived;
import io.github.mpcconnect.support.Beans;
import io.github.mpcconnect.support.RunningConnector;
import io.github.mpcconnect.support.Topic.Line;
import io.github.mpcconnect.support.Trial;
import io.github.mpcconnect.support.Wait;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

import static io.github.mpcconnect.simulator.CallBuilder.aCall;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

/** Participants: any number of them, and all that the API may return. */
class ParticipantsIT {

    private static final Instant YESTERDAY = Trial.NOW.minus(Duration.ofDays(1));

    @Test
    void more_participants_than_a_page_holds_are_all_there() {
        try (Trial trial = Trial.of("pages")) {
            trial.account()
                    .add(call("many").withParticipants(25))
                    .add(call("full-page").withParticipants(20));
            trial.connector().start();

            Arrived arrived = trial.assertAllArriveOnce();
            assertThat(arrived.participants()).hasSize(45);
            assertThat(trial.api().traffic().count(Kind.PARTICIPANTS)).isEqualTo(3);
        }
    }

    @Test
    void nobody_and_unavailable_differ() {
        try (Trial trial = Trial.of("moods")) {
            trial.account()
                    .add(call("nobody"))
                    .add(call("not-found").withParticipants(2).mood(Mood.NOT_FOUND))
                    .add(call("empty").withParticipants(2).mood(Mood.EMPTY))
                    .add(call("nulls").withParticipants(2).mood(Mood.NULLS));
            trial.connector().start();

            List<Line> calls = trial.assertAllArriveOnce().calls();
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
    void a_call_whose_participants_never_add_up_waits_alone_and_is_sent_as_returned() {
        try (Trial trial = Trial.of("waits")) {
            trial.account()
                    .add(call("adds-up").withParticipants(2))
                    .add(call("never-adds-up").withParticipants(2))
                    .add(call("never-arrives").withParticipants(2));
            trial.api().faults().always(Match.participantsOf("never-adds-up"), Effect.countOff(1));
            trial.api().faults().always(Match.participantsOf("never-arrives"), Effect.status(503));
            RunningConnector connector =
                    trial.connector().with("participants.wait.ms", "1000").start();
            Wait.until(
                    "the two to wait",
                    () -> Beans.value(connector.name(), trial.account().authId(), "calls-deferred") == 2);
            assertThat(connector.calls().until(lines -> !lines.isEmpty()))
                    .extracting(line -> line.text("mpc_uuid"))
                    .containsExactly("adds-up");

            trial.world().clock().advance(Duration.ofMinutes(3));

            assertThat(connector.calls().until(lines -> lines.size() == 3))
                    .extracting(
                            line -> line.text("mpc_uuid"),
                            line -> line.text("participants_source"),
                            line -> line.text("participants_count"))
                    .containsExactlyInAnyOrder(
                            tuple("adds-up", "api", "2"),
                            tuple("never-adds-up", "partial", "2"),
                            tuple("never-arrives", "unavailable", "0"));
            connector.participants().until(lines -> lines.size() >= 4);
            assertThat(connector.participants().toEnd()).hasSize(4);
        }
    }

    @Test
    void a_call_may_have_any_name() {
        try (Trial trial = Trial.of("names")) {
            List<String> names =
                    List.of("", " ", "a/b", "/../..", "100% %2F", "会议室", "caf\u00e9 \u260e \ud83d\ude00", "\"\\");
            for (String name : names) {
                trial.account().add(aCall().named(name).endedAt(YESTERDAY).withParticipants(1));
            }
            trial.connector().start();

            assertThat(trial.assertAllArriveOnce().calls())
                    .extracting(line -> line.text("friendly_name"))
                    .containsExactlyInAnyOrderElementsOf(names);
        }
    }

    private static CallBuilder call(String uuid) {
        return aCall().uuid(uuid).endedAt(YESTERDAY);
    }
}
