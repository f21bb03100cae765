package io.github.mpcconnect.integration;

import io.github.mpcconnect.simulator.Effect;
import io.github.mpcconnect.simulator.SimulatedCall;
import io.github.mpcconnect.support.DayTruth;
import io.github.mpcconnect.support.TaskHarness;
import io.github.mpcconnect.support.Trial;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.errors.ConnectException;
import org.apache.kafka.connect.source.SourceRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.node.ObjectNode;

import java.time.Instant;
import java.util.Date;
import java.util.function.Consumer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** An object that cannot be read ends the task, is left out or becomes a record of its own; no call waits for it. */
class MalformedIT {

    private static final String DAY = "2026-11-21";
    private static final int CALLS = 30;

    private final Trial trial =
            Trial.at("2026-11-21T12:00:00Z").calls(CALLS, "2026-11-21T10:00:00Z", "2026-11-21T11:00:00Z");
    private final SimulatedCall broken = trial.call("2026-11-21T10:30:00.25Z");
    private TaskHarness task;

    @BeforeEach
    void a_task() {
        task = trial.task("malformed");
    }

    @AfterEach
    void end() {
        task.close();
        trial.close();
    }

    /** Breaks the one object, in calls and in participants. */
    private void breaking(String field, String value) {
        breaking(object -> {
            if (value == null) {
                object.remove(field);
            } else {
                object.put(field, value);
            }
        });
    }

    private void breaking(Consumer<ObjectNode> change) {
        trial.api().faults().always(request -> true, Effect.objects(object -> {
            if (object.path("mpc_uuid").asString("").equals(broken.mpcUuid())) {
                change.accept(object);
            }
        }));
    }

    @ParameterizedTest
    @CsvSource({
        "billed_amount,much,amount",
        "end_time,yesterday,end_time",
        "mpc_uuid,,mpc_uuid",
        "duration,long,duration"
    })
    void by_default_a_malformed_call_ends_the_task_with_a_sentence(String field, String value, String word) {
        breaking(field, value);
        task.with("participants.mode", "none").start();

        assertThatThrownBy(() -> task.pollCalls(CALLS + 1))
                .isInstanceOf(ConnectException.class)
                .hasMessageContainingAll("malformed call", word, "behavior.on.malformed=topic", "skip");
    }

    @Test
    void by_default_a_malformed_participant_ends_the_task_with_a_sentence() {
        breaking("join_time", "in the morning");
        task.start();

        assertThatThrownBy(() -> task.pollCalls(CALLS + 1))
                .isInstanceOf(ConnectException.class)
                .hasMessageContainingAll("malformed participant", broken.mpcUuid(), "join_time");
    }

    @ParameterizedTest
    @CsvSource({"skip,billed_amount,much", "topic,billed_amount,much", "skip,end_time,x", "topic,end_time,x"})
    void skipped_or_sent_as_an_error_it_is_no_call_and_holds_up_none(String behavior, String field, String value) {
        breaking(field, value);
        task.with("participants.mode", "none")
                .with("behavior.on.malformed", behavior)
                .start();
        task.pollCalls(CALLS);
        trial.call(trial.now());
        task.pollCalls(CALLS + 1);

        trial.account().calls().remove(broken.mpcUuid());
        DayTruth stored = task.day("MATRIAL", DAY);
        assertThat(stored).isEqualTo(stored.expected(trial.account(), DAY));
        assertThat(task.ids()).doesNotContain(broken.mpcUuid()).doesNotHaveDuplicates();
        assertThat(task.sent("errors")).hasSize(behavior.equals("topic") ? 1 : 0);
        assertThat(task.metric("malformed-total")).isPositive();
    }

    @ParameterizedTest
    @ValueSource(strings = {"billed_amount", "mpc_uuid"})
    void audits_and_a_restart_do_not_send_it_again(String field) {
        breaking(field, field.equals("mpc_uuid") ? null : "much");
        task.with("participants.mode", "none")
                .with("behavior.on.malformed", "topic")
                .with("audit.days", "2")
                .with("audit.interval.ms", "300")
                .with("audit.listing.interval.ms", "600")
                .start();
        task.pollUntil("the error", () -> !task.sent("errors").isEmpty()).pollCalls(CALLS);
        trial.call("2026-11-21T10:35:00Z");
        task.pollCalls(CALLS + 1);
        task.stop();
        task.start();
        trial.call("2026-11-21T10:40:00Z");
        task.pollCalls(CALLS + 2);
        trial.call("2026-11-21T10:45:00Z");
        task.pollCalls(CALLS + 3);

        assertThat(task.sent("errors")).hasSize(1);
        assertThat(task.ids()).doesNotHaveDuplicates();
        assertThat(task.day("MATRIAL", DAY).calls()).isEqualTo(CALLS + 3);
    }

    @Test
    void an_error_record_holds_the_object_and_what_is_wrong_with_it() {
        breaking("billed_amount", "much");
        task.with("participants.mode", "none")
                .with("behavior.on.malformed", "topic")
                .start()
                .pollUntil("the error", () -> !task.sent("errors").isEmpty());

        SourceRecord record = task.sent("errors").get(0);
        Struct error = (Struct) record.value();
        assertThat(((Struct) record.key()).getString("mpc_uuid")).isEqualTo(broken.mpcUuid());
        assertThat(error.getString("account_id")).isEqualTo("MATRIAL");
        assertThat(error.getString("resource")).isEqualTo("call");
        assertThat(error.getString("error")).contains("billed_amount");
        assertThat(error.getString("raw")).startsWith("{").contains("\"much\"", broken.mpcUuid());
        assertThat((Date) error.get("observed_at"))
                .isBetween(Date.from(Instant.parse("2026-11-21T11:59:00Z")), Date.from(trial.now()));
        assertThat(record.sourcePartition().get("day")).isEqualTo(DAY);
        assertThat(error.getString("api_id")).isNotBlank();
    }

    @Test
    void without_an_id_its_key_is_null() {
        breaking("mpc_uuid", null);
        task.with("participants.mode", "none")
                .with("behavior.on.malformed", "topic")
                .start()
                .pollUntil("the error", () -> !task.sent("errors").isEmpty());

        assertThat(task.sent("errors")).singleElement().satisfies(record -> {
            assertThat(record.key()).isNull();
            assertThat(((Struct) record.value()).getString("raw")).contains("2026-11-21 10:30:00");
        });
    }

    @Test
    void a_malformed_participant_is_an_error_record_and_its_call_is_sent() {
        breaking(object -> {
            if (object.has("member_id")) {
                object.put("join_time", "in the morning");
            }
        });
        task.with("behavior.on.malformed", "topic").start().pollCalls(CALLS + 1);

        assertThat(trial.compared(task.ids()).isExact()).isTrue();
        assertThat(task.sent("errors")).singleElement().satisfies(record -> {
            assertThat(((Struct) record.key()).getString("mpc_uuid")).isEqualTo(broken.mpcUuid());
            assertThat(((Struct) record.value()).getString("resource")).isEqualTo("participant");
            assertThat(((Struct) record.value()).getString("error")).contains("join_time");
        });
    }
}
