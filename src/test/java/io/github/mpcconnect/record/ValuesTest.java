package io.github.mpcconnect.record;

import io.github.mpcconnect.api.Participant;
import io.github.mpcconnect.config.DecimalHandling;
import io.github.mpcconnect.config.ParticipantsMode;
import io.github.mpcconnect.ingest.EndedCall;
import io.github.mpcconnect.ingest.ParticipantsSource;
import io.github.mpcconnect.support.RecordCheck;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.source.SourceRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

import java.math.BigDecimal;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import static io.github.mpcconnect.record.Samples.CREATED;
import static io.github.mpcconnect.record.Samples.ENDED;
import static io.github.mpcconnect.record.Samples.LEFT;
import static io.github.mpcconnect.record.Samples.STARTED;
import static io.github.mpcconnect.record.Samples.bareCall;
import static io.github.mpcconnect.record.Samples.bareParticipant;
import static io.github.mpcconnect.record.Samples.batch;
import static io.github.mpcconnect.record.Samples.call;
import static io.github.mpcconnect.record.Samples.ended;
import static io.github.mpcconnect.record.Samples.options;
import static io.github.mpcconnect.record.Samples.optionsWithRaw;
import static io.github.mpcconnect.record.Samples.participant;
import static org.assertj.core.api.Assertions.assertThat;

/** What the values of calls and participants tell. */
class ValuesTest {

    @Test
    void a_call_tells_all_that_the_api_told() {
        Map<String, Object> expected = new LinkedHashMap<>();
        expected.put("account_id", "MA0");
        expected.put("mpc_uuid", "call-a");
        expected.put("friendly_name", "Zoë / a");
        expected.put("status", "ended");
        expected.put("creation_time", Date.from(CREATED));
        expected.put("start_time", Date.from(STARTED));
        expected.put("end_time", Date.from(ENDED));
        expected.put("duration", 599);
        expected.put("billed_duration", 600);
        expected.put("billed_amount", new BigDecimal("0.05000"));
        expected.put("recording", "recording");
        expected.put("stay_alone", true);
        expected.put("sub_account", "/v1/Account/SA0/");
        expected.put("termination_cause", "No Active Participants");
        expected.put("termination_cause_code", 1000);
        expected.put("participants", "/v1/Account/MA0/MultiPartyCall/uuid_call-a/Participant/");
        expected.put("resource_uri", "/v1/Account/MA0/MultiPartyCall/uuid_call-a/");
        expected.put("participants_count", 1);
        expected.put("participants_source", "api");
        List<Struct> values = values(options(ParticipantsMode.TOPIC), ended("a", participant("a", 1, LEFT)));
        assertThat(told(values.get(1))).isEqualTo(expected);
    }

    @Test
    void a_participant_tells_all_that_the_api_told() {
        Map<String, Object> expected = new LinkedHashMap<>();
        expected.put("account_id", "MA0");
        expected.put("mpc_uuid", "call-a");
        expected.put("member_id", "1");
        expected.put("call_uuid", "leg-1");
        expected.put("member_address", "+14155550100");
        expected.put("role", "agent");
        expected.put("join_time", Date.from(STARTED));
        expected.put("exit_time", Date.from(LEFT));
        expected.put("exit_cause", "Hangup");
        expected.put("duration", 500);
        expected.put("billed_duration", 540);
        expected.put("billed_amount", new BigDecimal("0.01000"));
        expected.put("hold", false);
        expected.put("mute", true);
        expected.put("coach_mode", null);
        expected.put("start_mpc_on_enter", true);
        expected.put("end_mpc_on_exit", false);
        expected.put("resource_uri", "/v1/Account/MA0/MultiPartyCall/uuid_call-a/Participant/1/");
        expected.put("is_final", true);
        List<Struct> values = values(options(ParticipantsMode.TOPIC), ended("a", participant("a", 1, LEFT)));
        assertThat(told(values.get(0))).isEqualTo(expected);
    }

    @ParameterizedTest
    @EnumSource
    void the_ids_alone_make_a_record_in_every_mode(ParticipantsMode mode) {
        EndedCall bare = new EndedCall(bareCall("b"), List.of(bareParticipant("b", 1)), ParticipantsSource.API);
        assertThat(values(optionsWithRaw(mode), bare))
                .allMatch(value -> value.getString("mpc_uuid").equals("call-b"))
                .allMatch(value -> value.get("billed_amount") == null && value.get("raw") == null);
    }

    @ParameterizedTest
    @CsvSource({
        "0.05000, 0.05000, 0",
        "3.6, 3.60000, 0",
        "12, 12.00000, 0",
        "1E+2, 100.00000, 0",
        "0.0500000, 0.05000, 0",
        "0.000005, 0.00000, 1",
        "0.000015, 0.00002, 1",
        "0.0000051, 0.00001, 1",
        "-0.123456, -0.12346, 1",
        "90071992547409.93001, 90071992547409.93001, 0"
    })
    void precise_amounts_have_5_digits_and_what_is_rounded_is_counted(String told, String amount, long rounded) {
        SourceRecords records = new SourceRecords(options(DecimalHandling.PRECISE), false);
        SourceRecord call = RecordCheck.checked(records.of(batch(billed(told)))).get(0);
        assertThat(((Struct) call.value()).get("billed_amount")).isEqualTo(new BigDecimal(amount));
        assertThat(records.roundedAmounts()).isEqualTo(rounded);
    }

    @ParameterizedTest
    @CsvSource({"0.05000, 0.05000", "3.6, 3.6", "1E-7, 0.0000001", "1E+2, 100", "0.1234567, 0.1234567"})
    void string_amounts_are_as_the_api_told_them(String told, String amount) {
        SourceRecords records = new SourceRecords(options(DecimalHandling.STRING), false);
        SourceRecord call = RecordCheck.checked(records.of(batch(billed(told)))).get(0);
        assertThat(((Struct) call.value()).get("billed_amount")).isEqualTo(amount);
        assertThat(records.roundedAmounts()).isZero();
    }

    @Test
    void double_amounts_are_doubles() {
        List<Struct> values = values(options(DecimalHandling.DOUBLE), billed("0.1234567"));
        assertThat(values.get(0).getFloat64("billed_amount")).isEqualTo(0.1234567);
    }

    @ParameterizedTest
    @EnumSource
    void no_amount_is_no_amount(DecimalHandling handling) {
        assertThat(values(options(handling), billed(null)).get(0).get("billed_amount"))
                .isNull();
    }

    @Test
    void rounded_amounts_of_participants_are_counted_too() {
        Participant odd = new Participant(
                "call-a",
                "1",
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                new BigDecimal("0.000001"),
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null);
        SourceRecords records = new SourceRecords(options(ParticipantsMode.EMBEDDED), false);
        RecordCheck.checked(records.of(batch(ended("a", odd))));
        assertThat(records.roundedAmounts()).isEqualTo(1);
    }

    @Test
    void raw_is_what_the_api_sent() {
        List<Struct> values = values(optionsWithRaw(ParticipantsMode.TOPIC), ended("a", participant("a", 1, LEFT)));
        assertThat(values)
                .extracting(value -> value.getString("raw"))
                .containsExactly("{\"member_id\":\"1\"}", "{\"mpc_uuid\":\"call-a\"}");
    }

    @Test
    void embedded_participants_are_told_as_in_their_topic() {
        EndedCall ended = ended("a", participant("a", 1, LEFT), participant("a", 2, LEFT));
        List<Struct> apart = values(optionsWithRaw(ParticipantsMode.TOPIC), ended);
        Struct together =
                values(optionsWithRaw(ParticipantsMode.EMBEDDED), ended).get(0);
        assertThat(together.getArray("participant_details")).isEqualTo(apart.subList(0, 2));
    }

    @Test
    void nobody_and_not_to_be_had_differ() {
        Struct nobody = values(options(ParticipantsMode.EMBEDDED), seen(ParticipantsSource.API))
                .get(0);
        assertThat(nobody.getInt32("participants_count")).isZero();
        assertThat(nobody.getString("participants_source")).isEqualTo("api");
        assertThat(nobody.getArray("participant_details")).isEmpty();
        Struct unavailable = values(options(ParticipantsMode.EMBEDDED), seen(ParticipantsSource.UNAVAILABLE))
                .get(0);
        assertThat(unavailable.getInt32("participants_count")).isNull();
        assertThat(unavailable.getString("participants_source")).isEqualTo("unavailable");
        assertThat(unavailable.getArray("participant_details")).isNull();
    }

    @Test
    void participants_that_were_not_asked_for_are_neither_counted_nor_sourced() {
        for (ParticipantsMode mode : ParticipantsMode.values()) {
            assertUntold(values(options(mode), seen(null)).get(0));
        }
        assertUntold(values(options(ParticipantsMode.NONE), ended("a", participant("a", 1, LEFT)))
                .get(0));
    }

    @Test
    void participants_that_the_api_told_after_the_end_are_final_and_those_only_seen_before_are_not() {
        EndedCall mixed = new EndedCall(
                call("a", "0.05000"),
                List.of(participant("a", 1, LEFT), participant("a", 2, null)),
                List.of(participant("a", 3, LEFT), participant("a", 4, null)),
                ParticipantsSource.MIXED);
        List<Struct> values = values(options(ParticipantsMode.TOPIC), mixed);
        assertThat(values.subList(0, 4).stream().map(value -> value.getBoolean("is_final")))
                .containsExactly(true, true, false, false);
        assertThat(values.get(4).getInt32("participants_count")).isEqualTo(4);
    }

    private static void assertUntold(Struct call) {
        assertThat(call.getInt32("participants_count")).isNull();
        assertThat(call.getString("participants_source")).isNull();
    }

    private static EndedCall billed(String amount) {
        return new EndedCall(call("a", amount), List.of(), ParticipantsSource.API);
    }

    private static EndedCall seen(ParticipantsSource source, Participant... participants) {
        return new EndedCall(call("a", "0.05000"), List.of(participants), source);
    }

    private static List<Struct> values(RecordOptions options, EndedCall ended) {
        return RecordCheck.checked(new SourceRecords(options, false).of(batch(ended))).stream()
                .map(record -> (Struct) record.value())
                .toList();
    }

    private static Map<String, Object> told(Struct struct) {
        Map<String, Object> told = new LinkedHashMap<>();
        struct.schema().fields().forEach(field -> told.put(field.name(), struct.get(field)));
        return told;
    }
}
