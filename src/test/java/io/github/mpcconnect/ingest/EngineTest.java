package io.github.mpcconnect.ingest;

import io.github.mpcconnect.batch.Change;
import org.junit.jupiter.api.Test;

import java.time.Duration;

import static io.github.mpcconnect.simulator.CallBuilder.aCall;
import static org.assertj.core.api.Assertions.assertThat;

/** The engine on good days. */
class EngineTest {

    @Test
    void reads_history_and_new_calls() {
        EngineScene scene = EngineScene.at("2026-11-21T10:00:00Z")
                .add(aCall().uuid("old").endedAt("2026-11-18T10:00:00Z").withParticipants(2))
                .add(aCall().uuid("today").endedAt("2026-11-21T08:00:00Z").withParticipants(3))
                .add(aCall().uuid("new").endedAt("2026-11-21T10:05:00Z").withParticipants(1))
                .start()
                .runFor(Duration.ofMinutes(10));

        assertThat(scene.ids()).containsExactlyInAnyOrder("old", "today", "new");
        assertThat(scene.ids(Change.NEW)).hasSize(3);
        assertThat(scene.newest("today").participants()).hasSize(3);
        assertThat(scene.state("2026-11-18")).isEqualTo("closed");
        assertThat(scene.state("2026-11-20")).isEqualTo("read");
        assertThat(scene.state("2026-11-21")).isEqualTo("open");
    }

    @Test
    void days_close_two_days_after_their_end() {
        EngineScene scene = EngineScene.at("2026-11-21T10:00:00Z")
                .add(aCall().uuid("a").endedAt("2026-11-21T08:00:00Z").withParticipants(3))
                .add(aCall().uuid("b").endedAt("2026-11-21T12:00:00Z").withParticipants(3))
                .start()
                .runUntil("2026-11-24T00:20:00Z");

        assertThat(scene.ids()).containsExactlyInAnyOrder("a", "b");
        assertThat(scene.state("2026-11-21")).isEqualTo("closed");
        assertThat(scene.state("2026-11-22")).isEqualTo("read");
        assertThat(scene.offset("2026-11-21")).containsEntry("calls", 2L);
    }

    @Test
    void sends_late_calls_once() {
        EngineScene scene = EngineScene.at("2026-11-21T10:00:00Z")
                .add(aCall().uuid("a").endedAt("2026-11-21T08:00:00Z"))
                .start()
                .runFor(Duration.ofMinutes(5))
                .add(aCall().uuid("late").endedAt("2026-11-21T08:30:00Z"))
                .runFor(Duration.ofHours(14));

        assertThat(scene.ids(Change.LATE)).containsExactly("late");
        assertThat(scene.ids()).containsExactlyInAnyOrder("a", "late");
    }

    @Test
    void after_a_crash_late_calls_are_told_from_those_sent() {
        EngineScene scene = EngineScene.at("2026-11-21T10:00:00Z");
        for (int i = 0; i < 60; i++) {
            scene.add(aCall().uuid("a" + i).endedAt("2026-11-21T08:%02d:00Z".formatted(i)));
        }
        scene.start().runFor(Duration.ofMinutes(5)).crash();
        for (int i = 0; i < 30; i++) {
            scene.add(aCall().uuid("late" + i).endedAt("2026-11-21T08:%02d:30Z".formatted(i)));
        }
        scene.start().runFor(Duration.ofHours(2));

        assertThat(scene.ids()).hasSize(90).doesNotHaveDuplicates();
        assertThat(scene.ids(Change.LATE)).hasSize(30);
    }
}
