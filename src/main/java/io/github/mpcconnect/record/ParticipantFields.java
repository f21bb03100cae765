package io.github.mpcconnect.record;

import io.github.mpcconnect.api.Participant;
import io.github.mpcconnect.batch.EndedCall;
import io.github.mpcconnect.config.RecordSettings;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;

import static io.github.mpcconnect.record.ValueField.flag;
import static io.github.mpcconnect.record.ValueField.int32;
import static io.github.mpcconnect.record.ValueField.requiredFlag;
import static io.github.mpcconnect.record.ValueField.requiredText;
import static io.github.mpcconnect.record.ValueField.text;
import static io.github.mpcconnect.record.ValueField.time;

/** The fields of a participant: those of the API, under the API's names, and those of the connector. */
final class ParticipantFields {

    private static final Comparator<Row> ORDER_OF_JOINING =
            Comparator.comparing(row -> row.participant.joinTime(), Comparator.nullsLast(Comparator.naturalOrder()));

    private ParticipantFields() {}

    /** @param isFinal whether it was read after the call ended */
    record Row(Sending sending, Participant participant, boolean isFinal) {

        /**
         * The participants of an ended call in the order of joining, including those only seen while the call was live.
         */
        static List<Row> of(String accountId, EndedCall ended) {
            Sending sending = Sending.of(accountId, ended);
            List<Row> rows =
                    new ArrayList<>(ended.participants().size() + ended.seen().size());
            ended.participants().forEach(each -> rows.add(new Row(sending, each, true)));
            ended.seen().forEach(each -> rows.add(new Row(sending, each, false)));
            rows.sort(ORDER_OF_JOINING);
            return rows;
        }
    }

    static FieldTable<Row> table(RecordSettings options, Amounts amounts) {
        List<ValueField<Row>> fields = new ArrayList<>(Sending.fields(Row::sending));
        fields.addAll(ids());
        fields.addAll(course(amounts));
        fields.addAll(states());
        fields.add(requiredFlag(
                "is_final",
                "Whether the participant was read after the call ended. If false, it was last seen in the live call.",
                Row::isFinal));
        if (options.raw()) {
            fields.add(text("raw", "The JSON of the participant exactly as the API sent it.", api(Participant::raw)));
        }
        return new FieldTable<>("Participant", "A participant of a multiparty call.", fields);
    }

    private static List<ValueField<Row>> ids() {
        return List.of(
                requiredText("mpc_uuid", "The id of the call.", api(Participant::mpcUuid)),
                requiredText("member_id", "The id of the participant within the call.", api(Participant::memberId)),
                text("call_uuid", "The id of the participant's own call leg.", api(Participant::callUuid)),
                text(
                        "member_address",
                        "The phone number or SIP address of the participant.",
                        api(Participant::memberAddress)),
                text(
                        "role",
                        "The role of the participant in lower case, such as agent, supervisor or customer.",
                        api(Participant::role)));
    }

    private static List<ValueField<Row>> course(Amounts amounts) {
        return List.of(
                time("join_time", "When the participant joined (UTC).", api(Participant::joinTime)),
                time("exit_time", "When the participant left (UTC). Null before.", api(Participant::exitTime)),
                text("exit_cause", "Why the participant left. Null before.", api(Participant::exitCause)),
                int32("duration", "The time from joining to leaving in seconds.", api(Participant::duration)),
                int32("billed_duration", "The billed duration in seconds.", api(Participant::billedDuration)),
                new ValueField<>(
                        "billed_amount",
                        amounts.schema("The amount billed, in the currency of the account."),
                        row -> amounts.value(row.participant().billedAmount())));
    }

    private static List<ValueField<Row>> states() {
        return List.of(
                flag("hold", "Whether the participant is on hold. Null after leaving.", api(Participant::hold)),
                flag("mute", "Whether the participant is muted. Null after leaving.", api(Participant::mute)),
                flag(
                        "coach_mode",
                        "Whether only agents can hear the participant. Null after leaving.",
                        api(Participant::coachMode)),
                flag(
                        "start_mpc_on_enter",
                        "Whether the call starts when the participant enters.",
                        api(Participant::startMpcOnEnter)),
                flag(
                        "end_mpc_on_exit",
                        "Whether the call ends when the participant leaves.",
                        api(Participant::endMpcOnExit)),
                text("resource_uri", "The URI of the participant in the API.", api(Participant::resourceUri)));
    }

    private static <V> Function<Row, V> api(Function<Participant, V> value) {
        return row -> value.apply(row.participant());
    }
}
