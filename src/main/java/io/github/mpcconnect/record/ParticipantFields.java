package io.github.mpcconnect.record;

import io.github.mpcconnect.api.Participant;
import io.github.mpcconnect.ingest.EndedCall;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;

import static io.github.mpcconnect.record.ValueField.flag;
import static io.github.mpcconnect.record.ValueField.int32;
import static io.github.mpcconnect.record.ValueField.requiredFlag;
import static io.github.mpcconnect.record.ValueField.requiredText;
import static io.github.mpcconnect.record.ValueField.text;
import static io.github.mpcconnect.record.ValueField.time;

/** The fields of a participant: the API's, under the API's names, and what the connector knows besides. */
final class ParticipantFields {

    private ParticipantFields() {}

    /** A participant and what else its record tells. */
    record Row(String accountId, Participant participant, boolean isFinal) {

        /** The participants of an ended call: those the API told then, and those only seen while it lived. */
        static Stream<Row> of(String accountId, EndedCall ended) {
            return Stream.concat(
                    ended.participants().stream().map(each -> new Row(accountId, each, true)),
                    ended.seen().stream().map(each -> new Row(accountId, each, false)));
        }
    }

    static FieldTable<Row> table(RecordOptions options, Amounts amounts) {
        List<ValueField<Row>> fields = new ArrayList<>(ofTheApi(amounts));
        fields.add(requiredFlag(
                "is_final",
                "True: read after the call ended; false: last seen while the call was live.",
                Row::isFinal));
        if (options.raw()) {
            fields.add(text("raw", "The JSON object as the API sent it.", api(Participant::raw)));
        }
        return new FieldTable<>("Participant", "A participant of a multiparty call.", fields);
    }

    private static List<ValueField<Row>> ofTheApi(Amounts amounts) {
        return List.of(
                requiredText("account_id", "The auth id of the account that the call belongs to.", Row::accountId),
                requiredText("mpc_uuid", "The id of the call it took part in.", api(Participant::mpcUuid)),
                requiredText("member_id", "The participant's id within the call.", api(Participant::memberId)),
                text("call_uuid", "The id of the participant's own call leg.", api(Participant::callUuid)),
                text("member_address", "Phone number or SIP address.", api(Participant::memberAddress)),
                text("role", "agent, supervisor, customer or another, in lower case.", api(Participant::role)),
                time("join_time", "When it joined, UTC.", api(Participant::joinTime)),
                time("exit_time", "When it left, UTC; null while it is in.", api(Participant::exitTime)),
                text("exit_cause", "Why it left; null while it is in.", api(Participant::exitCause)),
                int32("duration", "Seconds it took part.", api(Participant::duration)),
                int32("billed_duration", "Seconds billed.", api(Participant::billedDuration)),
                billedAmount(amounts),
                flag("hold", "Whether it is on hold; null once it left.", api(Participant::hold)),
                flag("mute", "Whether it is muted; null once it left.", api(Participant::mute)),
                flag("coach_mode", "Whether only agents hear it; null once it left.", api(Participant::coachMode)),
                flag(
                        "start_mpc_on_enter",
                        "Whether the call starts when it enters.",
                        api(Participant::startMpcOnEnter)),
                flag("end_mpc_on_exit", "Whether its leaving ends the call.", api(Participant::endMpcOnExit)),
                text("resource_uri", "The participant's URI in the API.", api(Participant::resourceUri)));
    }

    private static ValueField<Row> billedAmount(Amounts amounts) {
        return new ValueField<>(
                "billed_amount",
                amounts.schema("What was billed, in the account's currency."),
                row -> amounts.value(row.participant().billedAmount()));
    }

    private static <V> Function<Row, V> api(Function<Participant, V> value) {
        return row -> value.apply(row.participant());
    }
}
