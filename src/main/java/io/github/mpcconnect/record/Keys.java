package io.github.mpcconnect.record;

import io.github.mpcconnect.api.Participant;
import io.github.mpcconnect.timeline.Day;
import org.apache.kafka.connect.data.Struct;

import java.util.List;

import static io.github.mpcconnect.record.ValueField.requiredText;

/** The keys of all topics. */
final class Keys {

    private static final String MPC_UUID_DOC = "The call's id.";

    private static final FieldTable<String> CALL = new FieldTable<>(
            "CallKey", "Names a multiparty call.", List.of(requiredText("mpc_uuid", MPC_UUID_DOC, uuid -> uuid)));

    private static final FieldTable<Member> PARTICIPANT = new FieldTable<>(
            "ParticipantKey",
            "Names a participant of a multiparty call.",
            List.of(
                    requiredText("mpc_uuid", MPC_UUID_DOC, Member::mpcUuid),
                    requiredText("member_id", "The participant's id within the call.", Member::memberId)));

    private static final FieldTable<AccountDay> HEARTBEAT = new FieldTable<>(
            "HeartbeatKey",
            "Names a day of an account.",
            List.of(
                    requiredText("account_id", "The account's auth id.", AccountDay::accountId),
                    requiredText(
                            "day", "The UTC day, an ISO date.", key -> key.day().toString())));

    private Keys() {}

    static Struct call(String mpcUuid) {
        return CALL.struct(mpcUuid);
    }

    static Struct participant(Participant participant) {
        return participant(participant.mpcUuid(), participant.memberId());
    }

    static Struct participant(String mpcUuid, String memberId) {
        return PARTICIPANT.struct(new Member(mpcUuid, memberId));
    }

    static Struct heartbeat(String accountId, Day day) {
        return HEARTBEAT.struct(new AccountDay(accountId, day));
    }

    private record Member(String mpcUuid, String memberId) {}

    private record AccountDay(String accountId, Day day) {}
}
