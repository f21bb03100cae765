package io.github.mpcconnect.record;

import io.github.mpcconnect.api.Malformed;
import io.github.mpcconnect.batch.Batch;
import io.github.mpcconnect.batch.BatchItem;
import io.github.mpcconnect.batch.Change;
import io.github.mpcconnect.batch.DayRow;
import io.github.mpcconnect.batch.EndedCall;
import io.github.mpcconnect.batch.LiveChange.CallSeen;
import io.github.mpcconnect.batch.LiveChange.ParticipantSeen;
import io.github.mpcconnect.batch.MalformedObject;
import io.github.mpcconnect.batch.ParticipantsSource;
import io.github.mpcconnect.config.AccountSettings;
import io.github.mpcconnect.config.RecordSettings.ParticipantsMode;
import io.github.mpcconnect.support.RecordCheck;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.source.SourceRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import java.math.BigDecimal;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import static io.github.mpcconnect.record.Samples.AFTER;
import static io.github.mpcconnect.record.Samples.BEFORE;
import static io.github.mpcconnect.record.Samples.CREATED;
import static io.github.mpcconnect.record.Samples.DAY;
import static io.github.mpcconnect.record.Samples.ENDED;
import static io.github.mpcconnect.record.Samples.LEFT;
import static io.github.mpcconnect.record.Samples.LIVE;
import static io.github.mpcconnect.record.Samples.OBSERVED;
import static io.github.mpcconnect.record.Samples.STARTED;
import static io.github.mpcconnect.record.Samples.bareCall;
import static io.github.mpcconnect.record.Samples.bareParticipant;
import static io.github.mpcconnect.record.Samples.batch;
import static io.github.mpcconnect.record.Samples.ended;
import static io.github.mpcconnect.record.Samples.options;
import static io.github.mpcconnect.record.Samples.optionsWithRaw;
import static io.github.mpcconnect.record.Samples.participant;
import static io.github.mpcconnect.record.Samples.row;
import static org.assertj.core.api.Assertions.assertThat;

/** The values of calls, participants, days and errors. */
class ValuesTest {

    @Test
    void a_call_has_all_fields() {
        Map<String, Object> expected = new LinkedHashMap<>();
        expected.put("account_id", "MA0");
        expected.put("day", Date.from(DAY.start()));
        expected.put("change", "new");
        expected.put("observed_at", Date.from(OBSERVED));
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
        assertThat(fields(values.get(1))).isEqualTo(expected);
    }

    @Test
    void a_participant_has_all_fields() {
        Map<String, Object> expected = new LinkedHashMap<>();
        expected.put("account_id", "MA0");
        expected.put("day", Date.from(DAY.start()));
        expected.put("change", "new");
        expected.put("observed_at", Date.from(OBSERVED));
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
        assertThat(fields(values.get(0))).isEqualTo(expected);
    }

    @ParameterizedTest
    @EnumSource
    void the_ids_alone_make_a_record_in_every_mode(ParticipantsMode mode) {
        EndedCall bare = ended(bareCall("b"), List.of(bareParticipant("b", 1)), List.of(), ParticipantsSource.API);
        assertThat(values(optionsWithRaw(mode), bare))
                .allMatch(value -> value.getString("mpc_uuid").equals("call-b"))
                .allMatch(value -> value.get("billed_amount") == null && value.get("raw") == null);
    }

    @Test
    void raw_is_what_the_api_sent() {
        List<Struct> values = values(optionsWithRaw(ParticipantsMode.TOPIC), ended("a", participant("a", 1, LEFT)));
        assertThat(values)
                .extracting(value -> value.getString("raw"))
                .containsExactly("{\"member_id\":\"1\"}", "{\"mpc_uuid\":\"call-a\"}");
    }

    @ParameterizedTest
    @EnumSource
    void all_records_of_one_sending_say_when_it_was_read_and_why_it_was_sent(Change change) {
        EndedCall ended = new EndedCall(
                Samples.call("a", "0.05000"),
                null,
                DAY.next(),
                change,
                OBSERVED.plusSeconds(5),
                List.of(participant("a", 1, LEFT)),
                List.of(participant("a", 2, LEFT)),
                ParticipantsSource.MIXED);
        assertThat(values(options(ParticipantsMode.TOPIC), ended)).hasSize(3).allSatisfy(value -> {
            assertThat(value.getString("change")).isEqualTo(change.name().toLowerCase(Locale.ROOT));
            assertThat(value.get("observed_at")).isEqualTo(Date.from(OBSERVED.plusSeconds(5)));
            assertThat(value.get("day")).isEqualTo(Date.from(DAY.end()));
        });
    }

    @ParameterizedTest
    @EnumSource
    void live_rows_have_no_day_no_change_and_no_count(ParticipantsMode mode) {
        Batch batch = batch(
                LIVE,
                LIVE,
                new CallSeen(Samples.call("a", null), OBSERVED),
                new ParticipantSeen(participant("a", 1, null), OBSERVED));
        List<Struct> values = values(new SourceRecords(options(mode), false), batch);
        assertThat(values).allSatisfy(value -> {
            assertThat(value.get("day")).isNull();
            assertThat(value.get("change")).isNull();
            assertThat(value.get("observed_at")).isEqualTo(Date.from(OBSERVED));
        });
        assertWithoutParticipants(values.get(0));
        assertThat(values.get(1).getBoolean("is_final")).isFalse();
    }

    @Test
    void a_days_row_says_what_its_offset_says() {
        Map<String, Object> expected = new LinkedHashMap<>();
        expected.put("account_id", "MA0");
        expected.put("day", Date.from(DAY.start()));
        expected.put("state", "open");
        expected.put("end_time", Date.from(AFTER.endTime()));
        expected.put("calls", 12L);
        expected.put("check", "00e123456789abcd");
        expected.put("billed_amount", new BigDecimal("0.60000"));
        expected.put("late_calls", 3L);
        expected.put("corrected_calls", 2L);
        expected.put("vanished_calls", 1L);
        expected.put("gaps", 2);
        expected.put("observed_at", Date.from(OBSERVED));
        SourceRecord day = record(row());
        assertThat(fields((Struct) day.value())).isEqualTo(expected);
        assertThat(fields((Struct) day.key())).isEqualTo(Map.of("account_id", "MA0", "day", Date.from(DAY.start())));
    }

    @Test
    void a_days_unknown_sum_is_null() {
        Struct day = (Struct) record(new DayRow(BEFORE, OBSERVED)).value();
        assertThat(day.get("billed_amount")).isNull();
    }

    @Test
    void an_error_says_what_is_wrong_with_which_object() {
        Malformed malformed =
                new Malformed("participant", "call-m", "7", "role is not a string: 5", "api-m", "{\"role\":5}");
        Map<String, Object> expected = new LinkedHashMap<>();
        expected.put("account_id", "MA0");
        expected.put("resource", "participant");
        expected.put("mpc_uuid", "call-m");
        expected.put("member_id", "7");
        expected.put("api_id", "api-m");
        expected.put("error", "role is not a string: 5");
        expected.put("raw", "{\"role\":5}");
        expected.put("observed_at", Date.from(OBSERVED));
        SourceRecord error = record(new MalformedObject(malformed, OBSERVED));
        assertThat(fields((Struct) error.value())).isEqualTo(expected);
    }

    static void assertWithoutParticipants(Struct call) {
        assertThat(call.getInt32("participants_count")).isNull();
        assertThat(call.getString("participants_source")).isNull();
        if (call.schema().field("participant_details") != null) {
            assertThat(call.getArray("participant_details")).isNull();
        }
    }

    private static SourceRecord record(BatchItem item) {
        return RecordCheck.checked(new SourceRecords(options(ParticipantsMode.TOPIC), false).of(batch(item)))
                .get(0);
    }

    static List<Struct> values(AccountSettings options, EndedCall ended) {
        return values(new SourceRecords(options, false), batch(ended));
    }

    private static List<Struct> values(SourceRecords records, Batch batch) {
        return RecordCheck.checked(records.of(batch)).stream()
                .map(record -> (Struct) record.value())
                .toList();
    }

    private static Map<String, Object> fields(Struct struct) {
        Map<String, Object> fields = new LinkedHashMap<>();
        struct.schema().fields().forEach(field -> fields.put(field.name(), struct.get(field)));
        return fields;
    }
}
