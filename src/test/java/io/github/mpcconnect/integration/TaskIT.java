package io.github.mpcconnect.integration;

import io.github.mpcconnect.simulator.CallGenerator;
import io.github.mpcconnect.support.Arrived;
import io.github.mpcconnect.support.TaskHarness;
import io.github.mpcconnect.support.Trial;
import io.github.mpcconnect.support.Truth;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.source.SourceRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

import static io.github.mpcconnect.simulator.CallBuilder.aCall;
import static org.assertj.core.api.Assertions.assertThat;

/** The task by itself, without a worker: its very records, and restarts at any point. */
class TaskIT {

    private final Trial trial = Trial.at(Trial.NOW);
    private final TaskHarness task = new TaskHarness("task", trial.api(), trial.account());

    @BeforeEach
    void add_calls() {
        trial.account()
                .add(CallGenerator.seeded(12)
                        .ending(Trial.NOW.minus(Duration.ofDays(5)), Trial.NOW.minus(Duration.ofHours(1)))
                        .calls(1_000));
    }

    @AfterEach
    void end() {
        task.close();
        trial.close();
    }

    @Test
    void every_record_of_a_generated_world_is_sound_and_calls_follow_their_participants() {
        task.start().pollUntil("all records", this::isAllThere);

        Truth.of(trial.account()).assertExactly(task.arrived());
        assertThat(task.poll()).as("once all is read").isNull();
        assertThatCallsFollowTheirParticipants(task.records());
    }

    @Test
    void records_of_every_form_are_sound() {
        task.with("participants.mode", "embedded")
                .with("decimal.handling.mode", "string")
                .with("include.raw.json", "true")
                .with("record.timestamp", "event")
                .start()
                .pollCalls(1_000);
    }

    @Test
    void a_crash_repeats_whole_windows_since_the_last_flush_and_loses_nothing() {
        task.flushedByHand().with("window.max.calls", "40").start();
        task.pollBatches(5);
        task.flush();
        int flushed = task.arrived().calls().size();
        task.pollBatches(4);
        int atTheCrash = task.arrived().calls().size();
        task.crash();

        task.start().pollUntil("all records", this::isAllThere);

        Truth.of(trial.account()).assertAtLeastOnce(task.arrived());
        assertThat(Truth.of(trial.account()).callsIn(task.arrived()).doubled()).hasSize(atTheCrash - flushed);
    }

    @Test
    void clean_stops_after_any_window_repeat_nothing() {
        task.flushedByHand().with("window.max.calls", "40");
        for (int run = 0; run < 8; run++) {
            task.start();
            task.pollBatches(2);
            task.stop();
        }
        task.start().pollUntil("all records", this::isAllThere);

        Truth.of(trial.account()).assertExactly(task.arrived());
    }

    @Test
    void calls_that_ended_while_it_was_down_are_read_at_the_next_start() {
        task.start().pollUntil("all records", this::isAllThere);
        task.stop();
        trial.account().add(aCall().endedAt(trial.now()).withParticipants(2));
        trial.account().add(aCall().endedAt(trial.now().plusMillis(1)));

        task.start().pollUntil("all records", this::isAllThere);

        Truth.of(trial.account()).assertExactly(task.arrived());
    }

    /** Every call and participant was delivered, some perhaps more than once. */
    private boolean isAllThere() {
        Truth truth = Truth.of(trial.account());
        if (task.records().size() < truth.calls() + truth.participants()) {
            return false;
        }
        Arrived arrived = task.arrived();
        return truth.callsIn(arrived).lost().isEmpty();
    }

    private static void assertThatCallsFollowTheirParticipants(List<SourceRecord> records) {
        Set<Object> calls = new HashSet<>();
        List<Object> late = new ArrayList<>();
        for (SourceRecord record : records) {
            if (record.topic().endsWith(".mpc.days")) {
                continue;
            }
            Object uuid = ((Struct) record.key()).get("mpc_uuid");
            if (record.topic().endsWith(".mpc.calls")) {
                calls.add(uuid);
            } else if (calls.contains(uuid)) {
                late.add(uuid);
            }
        }
        assertThat(late).as("participants after their call").isEmpty();
    }
}
