package io.github.mpcconnect.integration;

import io.github.mpcconnect.config.RecordSettings.ParticipantsMode;
import io.github.mpcconnect.simulator.CallGenerator;
import io.github.mpcconnect.simulator.Effect;
import io.github.mpcconnect.simulator.Match;
import io.github.mpcconnect.simulator.SimulatedRequest.Kind;
import io.github.mpcconnect.support.Arrived;
import io.github.mpcconnect.support.Topic.Line;
import io.github.mpcconnect.support.Trial;
import io.github.mpcconnect.support.Truth;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import static org.assertj.core.api.Assertions.assertThat;

/** The forms that records can have, as the JSON converter writes them. */
class RecordFormIT {

    @Test
    void json_with_schemas_names_and_types_every_field() {
        try (Trial trial = trial("with-schemas")) {
            trial.connector().start();

            Arrived arrived = trial.assertAllArriveOnce();
            assertThat(arrived.calls()).allSatisfy(line -> assertCallSchema(line.schema()));
            assertThat(arrived.participants()).allSatisfy(line -> {
                assertThat(line.schema().get("name").asString()).isEqualTo("io.github.mpcconnect.Participant");
                assertThat(line.headers()).containsKey("plivo.api_id");
            });
        }
    }

    @Test
    void json_without_schemas_and_with_amounts_as_numbers() {
        try (Trial trial = trial("without-schemas")) {
            trial.connector()
                    .with("key.converter", "org.apache.kafka.connect.json.JsonConverter")
                    .with("key.converter.schemas.enable", "false")
                    .with("value.converter", "org.apache.kafka.connect.json.JsonConverter")
                    .with("value.converter.schemas.enable", "false")
                    .with("value.converter.decimal.format", "NUMERIC")
                    .start();

            Truth truth = Truth.of(trial.account()).amounts(RecordFormIT::number);
            Arrived arrived = trial.connector().await(truth);
            truth.assertExactly(arrived);
            assertThat(arrived.calls())
                    .allSatisfy(line -> assertThat(line.schema()).isNull());
        }
    }

    @Test
    void amounts_as_the_digits_that_the_api_sent() {
        try (Trial trial = trial("strings")) {
            trial.connector().with("decimal.handling.mode", "string").start();

            Truth truth = Truth.of(trial.account()).amounts(amount -> new BigDecimal(amount.stringValue()));
            Arrived arrived = trial.connector().await(truth);
            truth.assertExactly(arrived);
            assertThat(arrived.calls())
                    .extracting(line -> line.text("billed_amount"))
                    .allMatch(amount -> amount.equals("3.6") || amount.matches("\\d+\\.\\d{5}"));
        }
    }

    @Test
    void amounts_as_doubles_and_participants_within_their_call() {
        try (Trial trial = trial("embedded")) {
            trial.connector()
                    .with("decimal.handling.mode", "double")
                    .with("participants.mode", "embedded")
                    .start();

            Truth truth =
                    Truth.of(trial.account()).amounts(RecordFormIT::number).participants(ParticipantsMode.EMBEDDED);
            truth.assertExactly(trial.connector().await(truth));
            assertThat(trial.connector().participants().exists()).isFalse();
        }
    }

    @Test
    void without_participants_none_are_asked_for() {
        try (Trial trial = trial("none")) {
            trial.connector().with("participants.mode", "none").start();

            Truth truth = Truth.of(trial.account()).participants(ParticipantsMode.NONE);
            truth.assertExactly(trial.connector().await(truth));
            assertThat(trial.api().traffic().count(Kind.PARTICIPANTS)).isZero();
            assertThat(trial.connector().participants().exists()).isFalse();
        }
    }

    @Test
    void raw_objects_to_the_letter() {
        try (Trial trial = trial("raw")) {
            Map<String, String> sent = new ConcurrentHashMap<>();
            trial.api().quirks().unknownFields(true);
            trial.api().faults().always(Match.everything(), Effect.objects(object -> {
                String member = object.path("member_id").asString("");
                sent.put(object.get("mpc_uuid").asString() + member, object.toString());
            }));
            trial.connector().with("include.raw.json", "true").start();

            Arrived arrived = trial.assertAllArriveOnce();
            assertThat(arrived.calls())
                    .allSatisfy(line -> assertThat(line.text("raw"))
                            .contains("ap-south-1")
                            .isEqualTo(sent.get(line.text("mpc_uuid"))));
            assertThat(arrived.participants())
                    .allSatisfy(line -> assertThat(line.text("raw"))
                            .contains("ap-south-1")
                            .isEqualTo(sent.get(line.text("mpc_uuid") + line.text("member_id"))));
        }
    }

    @Test
    void records_may_carry_the_time_of_their_event() {
        try (Trial trial = trial("event-time")) {
            trial.connector().with("record.timestamp", "event").start();

            Arrived arrived = trial.assertAllArriveOnce();
            assertThat(arrived.calls()).allSatisfy(line -> assertTime(line, "end_time"));
            assertThat(arrived.participants()).allSatisfy(line -> assertTime(line, "exit_time"));
        }
    }

    private static void assertTime(Line line, String field) {
        assertThat(line.timestamp()).isEqualTo(line.value().get(field).asLong());
    }

    private static void assertCallSchema(JsonNode schema) {
        assertThat(schema.get("name").asString()).isEqualTo("io.github.mpcconnect.Call");
        assertThat(schema.get("version").asInt()).isEqualTo(1);
        Map<String, String> types = new ConcurrentHashMap<>();
        schema.get("fields")
                .forEach(field -> types.put(
                        field.get("field").asString(),
                        field.get("type").asString() + " " + field.path("name").asString("")));
        assertThat(types)
                .containsEntry("billed_amount", "bytes org.apache.kafka.connect.data.Decimal")
                .containsEntry("end_time", "int64 org.apache.kafka.connect.data.Timestamp")
                .containsEntry("duration", "int32 ")
                .containsEntry("termination_cause_code", "int32 ")
                .containsEntry("participants_count", "int32 ")
                .containsEntry("stay_alone", "boolean ")
                .containsEntry("friendly_name", "string ");
    }

    private static BigDecimal number(JsonNode amount) {
        assertThat(amount.isNumber()).isTrue();
        return amount.decimalValue();
    }

    private static Trial trial(String name) {
        Trial trial = Trial.of("form-" + name);
        trial.account()
                .zone("-08:00")
                .add(CallGenerator.seeded(11)
                        .ending(Trial.NOW.minus(Duration.ofDays(2)), Trial.NOW.minus(Duration.ofHours(1)))
                        .calls(80));
        return trial;
    }
}
