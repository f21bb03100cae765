package io.github.mpcconnect.record;

import io.github.mpcconnect.config.AccountSettings;
import io.github.mpcconnect.config.RecordSettings.DecimalHandling;
import io.github.mpcconnect.config.RecordSettings.ParticipantsMode;
import io.github.mpcconnect.support.RecordCheck;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.source.SourceRecord;
import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

import static io.github.mpcconnect.record.Samples.batch;
import static io.github.mpcconnect.record.Samples.ended;
import static io.github.mpcconnect.record.Samples.malformed;
import static io.github.mpcconnect.record.Samples.options;
import static io.github.mpcconnect.record.Samples.optionsWithRaw;
import static io.github.mpcconnect.record.Samples.participant;
import static io.github.mpcconnect.record.Samples.row;
import static org.assertj.core.api.Assertions.assertThat;

/** The schemas, written out by hand: consumers depend on every line of them. */
class SchemasTest {

    private static final String TIMESTAMP = "org.apache.kafka.connect.data.Timestamp";

    private static final String CALL = """
            account_id string
            day int32 org.apache.kafka.connect.data.Date?
            change string?
            observed_at int64 %1$s
            mpc_uuid string
            friendly_name string?
            status string?
            creation_time int64 %1$s?
            start_time int64 %1$s?
            end_time int64 %1$s?
            duration int32?
            billed_duration int32?
            billed_amount %2$s?
            recording string?
            stay_alone boolean?
            sub_account string?
            termination_cause string?
            termination_cause_code int32?
            participants string?
            resource_uri string?
            participants_count int32?
            participants_source string?
            """;

    private static final String PARTICIPANT = """
            account_id string
            day int32 org.apache.kafka.connect.data.Date?
            change string?
            observed_at int64 %1$s
            mpc_uuid string
            member_id string
            call_uuid string?
            member_address string?
            role string?
            join_time int64 %1$s?
            exit_time int64 %1$s?
            exit_cause string?
            duration int32?
            billed_duration int32?
            billed_amount %2$s?
            hold boolean?
            mute boolean?
            coach_mode boolean?
            start_mpc_on_enter boolean?
            end_mpc_on_exit boolean?
            resource_uri string?
            is_final boolean
            """;

    private static final String DAY = """
            account_id string
            day int32 org.apache.kafka.connect.data.Date
            state string
            end_time int64 %1$s
            calls int64
            check string
            billed_amount %2$s?
            late_calls int64
            corrected_calls int64
            vanished_calls int64
            gaps int32
            observed_at int64 %1$s
            """;

    private static final String DECIMAL = "bytes org.apache.kafka.connect.data.Decimal";

    @Test
    void a_calls_schema_is_as_promised() {
        SourceRecord call = records(options(ParticipantsMode.TOPIC)).get(1);
        assertSchema(call.keySchema(), "CallKey", "mpc_uuid string");
        assertSchema(call.valueSchema(), "Call", CALL.formatted(TIMESTAMP, DECIMAL));
    }

    @Test
    void a_participants_schema_is_as_promised() {
        SourceRecord participant = records(options(ParticipantsMode.TOPIC)).get(0);
        assertSchema(participant.keySchema(), "ParticipantKey", "mpc_uuid string\nmember_id string");
        assertSchema(participant.valueSchema(), "Participant", PARTICIPANT.formatted(TIMESTAMP, DECIMAL));
    }

    @Test
    void an_errors_schema_is_as_promised() {
        SourceRecord error = records(options(ParticipantsMode.TOPIC)).get(2);
        assertSchema(error.keySchema(), "CallKey", "mpc_uuid string");
        assertSchema(error.valueSchema(), "Malformed", """
                account_id string
                resource string
                mpc_uuid string?
                member_id string?
                api_id string?
                error string
                raw string?
                observed_at int64 %s
                """.formatted(TIMESTAMP));
    }

    @Test
    void a_days_schema_is_as_promised() {
        SourceRecord day = records(options(ParticipantsMode.TOPIC)).get(3);
        assertSchema(day.keySchema(), "DayKey", "account_id string\nday int32 org.apache.kafka.connect.data.Date");
        assertSchema(day.valueSchema(), "Day", DAY.formatted(TIMESTAMP, DECIMAL));
    }

    @Test
    void decimal_handling_changes_the_amounts_alone() {
        List<SourceRecord> strings = records(options(DecimalHandling.STRING));
        assertSchema(strings.get(0).valueSchema(), "Participant", PARTICIPANT.formatted(TIMESTAMP, "string"));
        assertSchema(strings.get(1).valueSchema(), "Call", CALL.formatted(TIMESTAMP, "string"));
        assertSchema(strings.get(3).valueSchema(), "Day", DAY.formatted(TIMESTAMP, "string"));
        List<SourceRecord> doubles = records(options(DecimalHandling.DOUBLE));
        assertSchema(doubles.get(0).valueSchema(), "Participant", PARTICIPANT.formatted(TIMESTAMP, "float64"));
        assertSchema(doubles.get(1).valueSchema(), "Call", CALL.formatted(TIMESTAMP, "float64"));
        assertSchema(doubles.get(3).valueSchema(), "Day", DAY.formatted(TIMESTAMP, "float64"));
    }

    @Test
    void precise_amounts_have_scale_5_and_a_precision_for_sinks() {
        List<SourceRecord> records = records(options(DecimalHandling.PRECISE));
        for (int i : new int[] {0, 1, 3}) {
            Schema amount = records.get(i).valueSchema().field("billed_amount").schema();
            assertThat(amount.parameters())
                    .containsExactlyInAnyOrderEntriesOf(Map.of("scale", "5", "connect.decimal.precision", "18"));
        }
    }

    @Test
    void the_schemas_of_several_accounts_are_the_same_objects() {
        SourceRecord one = records(options(ParticipantsMode.EMBEDDED)).get(0);
        SourceRecord other = records(options(ParticipantsMode.EMBEDDED)).get(0);
        assertThat(one.valueSchema()).isSameAs(other.valueSchema());
    }

    @Test
    void raw_is_added_at_the_end_of_calls_and_participants() {
        List<SourceRecord> records = records(optionsWithRaw(ParticipantsMode.TOPIC));
        assertSchema(
                records.get(0).valueSchema(), "Participant", PARTICIPANT.formatted(TIMESTAMP, DECIMAL) + "raw string?");
        assertSchema(records.get(1).valueSchema(), "Call", CALL.formatted(TIMESTAMP, DECIMAL) + "raw string?");
    }

    @Test
    void embedded_participants_are_an_array_of_what_their_topic_would_hold() {
        Schema call = records(options(ParticipantsMode.EMBEDDED)).get(0).valueSchema();
        assertSchema(call, "Call", CALL.formatted(TIMESTAMP, DECIMAL) + "participant_details array?");
        Schema element = call.field("participant_details").schema().valueSchema();
        assertSchema(element, "Participant", PARTICIPANT.formatted(TIMESTAMP, DECIMAL));
        assertThat(element)
                .isEqualTo(records(options(ParticipantsMode.TOPIC)).get(0).valueSchema());
    }

    private static List<SourceRecord> records(AccountSettings options) {
        return RecordCheck.checked(new SourceRecords(options, false)
                .of(batch(ended("a", participant("a", 1, Samples.LEFT)), malformed("call-m"), row())));
    }

    private static void assertSchema(Schema schema, String name, String fields) {
        assertThat(schema.name()).isEqualTo("io.github.mpcconnect." + name);
        assertThat(schema.version()).isEqualTo(1);
        assertThat(schema.isOptional()).isFalse();
        List<String> actual = new ArrayList<>();
        schema.fields().forEach(field -> actual.add(field.name() + " " + described(field.schema())));
        assertThat(actual).isEqualTo(Arrays.asList(fields.strip().split("\n")));
    }

    private static String described(Schema schema) {
        String name = schema.name() == null ? "" : " " + schema.name();
        return schema.type().getName() + name + (schema.isOptional() ? "?" : "");
    }
}
