package io.github.mpcconnect.integration;

import io.github.mpcconnect.simulator.SimulatedCall;
import io.github.mpcconnect.support.TaskHarness;
import io.github.mpcconnect.support.Trial;
import org.junit.jupiter.api.Test;

import java.time.Instant;
import java.util.List;
import java.util.Map;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** What a task makes of the offsets that it finds. */
class StoredOffsetsIT {

    private static final Map<String, String> TODAY = Map.of("account", "MATRIAL", "day", "2026-11-21");
    private static final Instant READ = Instant.parse("2026-11-21T10:00:00Z");

    private static Trial trial() {
        return Trial.at("2026-11-21T12:00:00Z").calls(60, "2026-11-20T08:00:00Z", "2026-11-21T11:50:00Z");
    }

    private static List<String> idsWithout(Trial trial, Instant from, Instant upTo) {
        return trial.all().stream()
                .filter(call -> !call.endTime().isAfter(from) || call.endTime().isAfter(upTo))
                .map(SimulatedCall::mpcUuid)
                .toList();
    }

    @Test
    void keys_of_a_later_version_are_ignored_and_start_time_overrides_nothing() {
        try (Trial trial = trial();
                TaskHarness task = trial.task("lenient").with("start.time", "2026-11-20T00:00:00Z")) {
            task.stored(TODAY, Map.of("end_time", READ.toString(), "version", 2L, "note", "of a later version"));
            List<String> wanted = idsWithout(trial, Instant.parse("2026-11-21T00:00:00Z"), READ);

            task.start().pollCalls(wanted.size());
            trial.call(trial.now());
            task.pollCalls(wanted.size() + 1);

            assertThat(task.ids().subList(0, wanted.size())).containsExactlyInAnyOrderElementsOf(wanted);
        }
    }

    @Test
    void an_unreadable_offset_fails_the_task_with_a_sentence_and_rereads_nothing() {
        try (Trial trial = trial();
                TaskHarness task = trial.task("garbage")) {
            task.stored(TODAY, Map.of("end_time", "yesterday")).start();

            assertThatThrownBy(() -> task.pollCalls(1))
                    .hasMessageContainingAll("2026-11-21", "yesterday", "Reset it: stop the connector");
            assertThat(task.ids()).isEmpty();
        }
    }
}
