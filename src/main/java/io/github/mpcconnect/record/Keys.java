package io.github.mpcconnect.record;

import io.github.mpcconnect.timeline.Day;
import org.apache.kafka.connect.data.Struct;

import java.util.List;

import static io.github.mpcconnect.record.ValueField.requiredDay;
import static io.github.mpcconnect.record.ValueField.requiredText;

/** The record keys of all topics. */
final class Keys {

    private static final String MPC_UUID_DOC = "The id of the call.";

    private static final FieldTable<String> CALL = new FieldTable<>(
            "CallKey", "Identifies a multiparty call.", List.of(requiredText("mpc_uuid", MPC_UUID_DOC, uuid -> uuid)));

    private static final FieldTable<Member> PARTICIPANT = new FieldTable<>(
            "ParticipantKey",
            "Identifies a participant of a multiparty call.",
            List.of(
                    requiredText("mpc_uuid", MPC_UUID_DOC, Member::mpcUuid),
                    requiredText("member_id", "The id of the participant within the call.", Member::memberId)));

    private static final FieldTable<AccountDay> DAY = new FieldTable<>(
            "DayKey",
            "Identifies a UTC day of an account.",
            List.of(
                    requiredText("account_id", "The Auth ID of the account.", AccountDay::accountId),
                    requiredDay("day", "The UTC day.", AccountDay::day)));

    private Keys() {}

    static Struct call(String mpcUuid) {
        return CALL.struct(mpcUuid);
    }

    static Struct participant(String mpcUuid, String memberId) {
        return PARTICIPANT.struct(new Member(mpcUuid, memberId));
    }

    static Struct day(String accountId, Day day) {
        return DAY.struct(new AccountDay(accountId, day));
    }

    private record Member(String mpcUuid, String memberId) {}

    private record AccountDay(String accountId, Day day) {}
}
