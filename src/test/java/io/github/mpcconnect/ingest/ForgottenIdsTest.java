package io.github.mpcconnect.ingest;

import io.github.mpcconnect.batch.Change;
import io.github.mpcconnect.support.LogLines;
import org.junit.jupiter.api.Test;

import java.time.Duration;

import static io.github.mpcconnect.simulator.CallBuilder.aCall;
import static org.assertj.core.api.Assertions.assertThat;

/** Beyond a number of ids, those of the oldest days are forgotten; their sketches do the same work. */
class ForgottenIdsTest {

    private static final Duration MINUTE = Duration.ofMinutes(1);

    @Test
    void late_calls_of_a_day_whose_ids_were_forgotten_come_once_and_nothing_else_comes_again() {
        EngineScene scene = EngineScene.at("2026-11-21T10:00:00Z")
                .with(settings -> settings.maxIds = 250)
                .add(Calls.calls("older", 200, "2026-11-20T02:00:00Z", MINUTE))
                .add(Calls.calls("newer", 200, "2026-11-21T02:00:00Z", MINUTE));
        try (LogLines log = LogLines.of("io.github.mpcconnect.days")) {
            scene.start().runFor(Duration.ofMinutes(5));
            assertThat(log.with("INFO", "forgotten", "2026-11-20")).isNotEmpty();
            assertThat(log.with("INFO", "forgotten", "2026-11-21")).isEmpty();
        }

        scene.remove("older-3")
                .add(aCall().uuid("late-20").endedAt("2026-11-20T03:00:30Z"))
                .add(aCall().uuid("late-21").endedAt("2026-11-21T03:00:30Z"))
                .runFor(Duration.ofHours(14));

        assertThat(scene.ids(Change.LATE)).containsExactlyInAnyOrder("late-20", "late-21");
        assertThat(scene.ids(Change.CORRECTION)).isEmpty();
        assertThat(scene.ids()).hasSize(402).doesNotHaveDuplicates();
        assertThat(scene.offset("2026-11-20")).containsEntry("counts", "1/0/1").containsEntry("calls", 201L);
    }

    @Test
    void a_day_whose_ids_were_forgotten_is_closed() {
        EngineScene scene = EngineScene.at("2026-11-21T23:50:00Z")
                .with(settings -> settings.maxIds = 50)
                .add(Calls.calls("a", 200, "2026-11-20T02:00:00Z", MINUTE))
                .add(Calls.calls("b", 200, "2026-11-21T02:00:00Z", MINUTE))
                .start()
                .runFor(Duration.ofDays(3));

        assertThat(scene.ids()).hasSize(400).doesNotHaveDuplicates();
        assertThat(scene.state("2026-11-20")).isEqualTo("closed");
        assertThat(scene.state("2026-11-21")).isEqualTo("closed");
        assertThat(scene.offset("2026-11-21")).containsEntry("calls", 200L);
    }
}
