package io.github.mpcconnect.ingest;

import io.github.mpcconnect.batch.ParticipantsSource;
import io.github.mpcconnect.timeline.Window;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.time.Instant;

import static io.github.mpcconnect.simulator.CallBuilder.aCall;
import static org.assertj.core.api.Assertions.assertThat;

class GapRetriesTest {

    private static final String SICK = "2026-11-20T12:00:00Z";

    private final EngineScene scene = EngineScene.longHistory("2026-11-21T12:00:00Z")
            .since("2026-11-20")
            .add(aCall().uuid("before").endedAt("2026-11-20T11:59:59Z").withParticipants(2))
            .add(aCall().uuid("sick").endedAt(SICK).withParticipants(2))
            .add(aCall().uuid("after").endedAt("2026-11-20T12:00:01Z").withParticipants(2));

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
    void a_call_whose_participants_never_agree_is_sent_after_the_wait_with_what_was_returned() {
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
