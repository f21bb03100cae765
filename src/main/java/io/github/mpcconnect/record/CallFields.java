package io.github.mpcconnect.record;

import io.github.mpcconnect.api.MultiPartyCall;
import io.github.mpcconnect.config.ParticipantsMode;
import io.github.mpcconnect.ingest.EndedCall;
import io.github.mpcconnect.ingest.ParticipantsSource;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.apache.kafka.connect.data.Struct;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;

import static io.github.mpcconnect.record.ValueField.flag;
import static io.github.mpcconnect.record.ValueField.int32;
import static io.github.mpcconnect.record.ValueField.requiredText;
import static io.github.mpcconnect.record.ValueField.text;
import static io.github.mpcconnect.record.ValueField.time;

/** The fields of a call: the API's, under the API's names, and what the connector knows besides. */
final class CallFields {

    private CallFields() {}

    /** A call and what else its record tells; {@code source} is null where participants were not asked for. */
    record Row(String accountId, EndedCall ended, ParticipantsSource source) {

        static Row of(String accountId, EndedCall ended, ParticipantsMode mode) {
            return new Row(accountId, ended, mode == ParticipantsMode.NONE ? null : ended.source());
        }

        boolean participantsKnown() {
            return source != null && source != ParticipantsSource.UNAVAILABLE;
        }

        Integer participantsCount() {
            return participantsKnown()
                    ? Integer.valueOf(ended.participants().size() + ended.seen().size())
                    : null;
        }

        String participantsSource() {
            return source == null ? null : source.name().toLowerCase(Locale.ROOT);
        }
    }

    static FieldTable<Row> table(
            RecordOptions options, Amounts amounts, FieldTable<ParticipantFields.Row> participantTable) {
        List<ValueField<Row>> fields = new ArrayList<>(ofTheApi(amounts));
        fields.add(int32(
                "participants_count",
                "How many participants are known; null where they were not asked for or could not be had.",
                Row::participantsCount));
        fields.add(text(
                "participants_source",
                "api: told after the call ended; live: seen while it lived; mixed: some so, some so; unavailable: not"
                        + " to be had; null: not asked for.",
                Row::participantsSource));
        if (options.participants() == ParticipantsMode.EMBEDDED) {
            fields.add(participantDetails(participantTable));
        }
        if (options.raw()) {
            fields.add(text("raw", "The JSON object as the API sent it.", api(MultiPartyCall::raw)));
        }
        return new FieldTable<>("Call", "A multiparty call.", fields);
    }

    private static List<ValueField<Row>> ofTheApi(Amounts amounts) {
        return List.of(
                requiredText("account_id", "The auth id of the account that the call belongs to.", Row::accountId),
                requiredText("mpc_uuid", "The call's id.", api(MultiPartyCall::mpcUuid)),
                text("friendly_name", "The name it was given; may be empty.", api(MultiPartyCall::friendlyName)),
                text("status", "initialized, active or ended.", api(MultiPartyCall::status)),
                time("creation_time", "When it was created, UTC.", api(MultiPartyCall::creationTime)),
                time("start_time", "When it started, UTC.", api(MultiPartyCall::startTime)),
                time("end_time", "When it ended, UTC; null until then.", api(MultiPartyCall::endTime)),
                int32("duration", "Seconds it lasted.", api(MultiPartyCall::duration)),
                int32("billed_duration", "Seconds billed.", api(MultiPartyCall::billedDuration)),
                billedAmount(amounts),
                text("recording", "recording, not-recording or paused.", api(MultiPartyCall::recording)),
                flag("stay_alone", "Whether a lone participant may stay.", api(MultiPartyCall::stayAlone)),
                text("sub_account", "The URI of the sub-account it belongs to.", api(MultiPartyCall::subAccount)),
                text("termination_cause", "Why it ended, in words.", api(MultiPartyCall::terminationCause)),
                int32("termination_cause_code", "Why it ended.", api(MultiPartyCall::terminationCauseCode)),
                text("participants", "The URI of its participants in the API.", api(MultiPartyCall::participants)),
                text("resource_uri", "The call's URI in the API.", api(MultiPartyCall::resourceUri)));
    }

    private static ValueField<Row> billedAmount(Amounts amounts) {
        return new ValueField<>(
                "billed_amount",
                amounts.schema("What was billed, in the account's currency."),
                row -> amounts.value(row.ended().call().billedAmount()));
    }

    private static ValueField<Row> participantDetails(FieldTable<ParticipantFields.Row> table) {
        return new ValueField<>(
                "participant_details",
                SchemaBuilder.array(table.schema())
                        .optional()
                        .doc("Its participants, in the order they joined; null where they could not be had.")
                        .build(),
                row -> row.participantsKnown() ? structs(row, table) : null);
    }

    private static List<Struct> structs(Row row, FieldTable<ParticipantFields.Row> table) {
        return ParticipantFields.Row.of(row.accountId(), row.ended())
                .map(table::struct)
                .toList();
    }

    private static <V> Function<Row, V> api(Function<MultiPartyCall, V> value) {
        return row -> value.apply(row.ended().call());
    }
}
