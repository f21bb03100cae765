package io.github.mpcconnect.record;

import io.github.mpcconnect.api.MultiPartyCall;
import io.github.mpcconnect.batch.EndedCall;
import io.github.mpcconnect.batch.LiveChange.CallSeen;
import io.github.mpcconnect.batch.ParticipantsSource;
import io.github.mpcconnect.config.RecordSettings;
import io.github.mpcconnect.config.RecordSettings.ParticipantsMode;
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

/** The fields of a call: those of the API, under the API's names, and those of the connector. */
final class CallFields {

    private CallFields() {}

    /**
     * @param participants null if not requested
     * @param source null if participants were not requested
     */
    record Row(
            Sending sending, MultiPartyCall call, List<ParticipantFields.Row> participants, ParticipantsSource source) {

        /** @param participants the participants of the call, in the order of joining */
        static Row of(
                String accountId, EndedCall ended, List<ParticipantFields.Row> participants, ParticipantsMode mode) {
            Sending sending = Sending.of(accountId, ended);
            return mode == ParticipantsMode.NONE || ended.source() == null
                    ? new Row(sending, ended.call(), null, null)
                    : new Row(sending, ended.call(), participants, ended.source());
        }

        static Row live(String accountId, CallSeen seen) {
            return new Row(Sending.live(accountId, seen.observedAt()), seen.call(), null, null);
        }

        Integer participantsCount() {
            return participants == null ? null : Integer.valueOf(participants.size());
        }

        String participantsSource() {
            return source == null ? null : source.name().toLowerCase(Locale.ROOT);
        }
    }

    static FieldTable<Row> table(
            RecordSettings options, Amounts amounts, FieldTable<ParticipantFields.Row> participantTable) {
        List<ValueField<Row>> fields = new ArrayList<>(Sending.fields(Row::sending));
        fields.addAll(identity());
        fields.addAll(course(amounts));
        fields.addAll(references());
        fields.add(int32(
                "participants_count",
                "The number of participants sent with the call. Null if not requested, and for calls in progress.",
                Row::participantsCount));
        fields.add(text(
                "participants_source",
                "Where the participants come from. api: a complete list, read after the call ended; live: only seen"
                        + " while the call was live; mixed: both; partial: some are missing; unavailable: could not be"
                        + " retrieved. Null if not requested, and for calls in progress.",
                Row::participantsSource));
        if (options.participants() == ParticipantsMode.EMBEDDED) {
            fields.add(participantDetails(participantTable));
        }
        if (options.raw()) {
            fields.add(text("raw", "The JSON of the call exactly as the API sent it.", api(MultiPartyCall::raw)));
        }
        return new FieldTable<>("Call", "A multiparty call.", fields);
    }

    private static List<ValueField<Row>> identity() {
        return List.of(
                requiredText("mpc_uuid", "The id of the call.", api(MultiPartyCall::mpcUuid)),
                text(
                        "friendly_name",
                        "The friendly name of the call. May be empty.",
                        api(MultiPartyCall::friendlyName)),
                text("status", "The status of the call: initialized, active or ended.", api(MultiPartyCall::status)));
    }

    private static List<ValueField<Row>> course(Amounts amounts) {
        return List.of(
                time("creation_time", "When the call was created (UTC).", api(MultiPartyCall::creationTime)),
                time("start_time", "When the call started (UTC).", api(MultiPartyCall::startTime)),
                time("end_time", "When the call ended (UTC). Null before.", api(MultiPartyCall::endTime)),
                int32("duration", "The duration of the call in seconds.", api(MultiPartyCall::duration)),
                int32("billed_duration", "The billed duration in seconds.", api(MultiPartyCall::billedDuration)),
                new ValueField<>(
                        "billed_amount",
                        amounts.schema("The amount billed, in the currency of the account."),
                        row -> amounts.value(row.call().billedAmount())));
    }

    private static List<ValueField<Row>> references() {
        return List.of(
                text(
                        "recording",
                        "The state of the recording: recording, not-recording or paused.",
                        api(MultiPartyCall::recording)),
                flag("stay_alone", "Whether a participant may stay in the call alone.", api(MultiPartyCall::stayAlone)),
                text("sub_account", "The URI of the subaccount of the call.", api(MultiPartyCall::subAccount)),
                text("termination_cause", "Why the call ended, as a text.", api(MultiPartyCall::terminationCause)),
                int32(
                        "termination_cause_code",
                        "Why the call ended, as a numeric code of the API.",
                        api(MultiPartyCall::terminationCauseCode)),
                text(
                        "participants",
                        "The URI of the call's participants in the API.",
                        api(MultiPartyCall::participants)),
                text("resource_uri", "The URI of the call in the API.", api(MultiPartyCall::resourceUri)));
    }

    private static ValueField<Row> participantDetails(FieldTable<ParticipantFields.Row> table) {
        return new ValueField<>(
                "participant_details",
                SchemaBuilder.array(table.schema())
                        .optional()
                        .doc("The participants of the call, in the order of joining. Null for calls in progress.")
                        .build(),
                row -> structs(row.participants(), table));
    }

    private static List<Struct> structs(List<ParticipantFields.Row> rows, FieldTable<ParticipantFields.Row> table) {
        return rows == null ? null : rows.stream().map(table::struct).toList();
    }

    private static <V> Function<Row, V> api(Function<MultiPartyCall, V> value) {
        return row -> value.apply(row.call());
    }
}
