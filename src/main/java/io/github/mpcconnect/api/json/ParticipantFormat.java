package io.github.mpcconnect.api.json;

import io.github.mpcconnect.api.Malformed;
import io.github.mpcconnect.api.Participant;
import io.github.mpcconnect.api.json.JsonFields.Unreadable;

/** The JSON format of a call's participant, according to the API's documentation and its examples. */
final class ParticipantFormat implements ObjectFormat<ParticipantFormat.Field, Participant> {

    enum Field {
        MPC_UUID,
        MEMBER_ID,
        CALL_UUID,
        MEMBER_ADDRESS,
        ROLE,
        JOIN_TIME,
        EXIT_TIME,
        EXIT_CAUSE,
        DURATION,
        BILLED_DURATION,
        BILLED_AMOUNT,
        HOLD,
        MUTE,
        COACH_MODE,
        START_MPC_ON_ENTER,
        END_MPC_ON_EXIT,
        RESOURCE_URI
    }

    private static final FieldNames<Field> NAMES = new FieldNames<>(Field.class);

    private final String mpcUuid;

    /** @param mpcUuid the call whose participants were requested */
    ParticipantFormat(String mpcUuid) {
        this.mpcUuid = mpcUuid;
    }

    @Override
    public String resource() {
        return Malformed.PARTICIPANT;
    }

    @Override
    public FieldNames<Field> names() {
        return NAMES;
    }

    @Override
    public boolean mayBeNull() {
        return true;
    }

    @Override
    public Participant object(JsonFields<Field> fields, String apiId, String raw) {
        String own = fields.text(Field.MPC_UUID);
        if (own != null && !own.equals(mpcUuid)) {
            throw new Unreadable(
                    "It belongs to another call: " + mpcUuid + " was requested, " + own + " was returned.");
        }
        return new Participant(
                mpcUuid,
                fields.id(Field.MEMBER_ID),
                fields.text(Field.CALL_UUID),
                fields.text(Field.MEMBER_ADDRESS),
                fields.lowerCase(Field.ROLE),
                fields.time(Field.JOIN_TIME),
                fields.time(Field.EXIT_TIME),
                fields.text(Field.EXIT_CAUSE),
                fields.integer(Field.DURATION),
                fields.integer(Field.BILLED_DURATION),
                fields.amount(Field.BILLED_AMOUNT),
                fields.flag(Field.HOLD),
                fields.flag(Field.MUTE),
                fields.flag(Field.COACH_MODE),
                fields.flag(Field.START_MPC_ON_ENTER),
                fields.flag(Field.END_MPC_ON_EXIT),
                fields.text(Field.RESOURCE_URI),
                apiId,
                raw);
    }

    @Override
    public Malformed malformed(JsonFields<Field> fields, String error, String apiId, String raw) {
        return new Malformed(Malformed.PARTICIPANT, mpcUuid, fields.idOrNull(Field.MEMBER_ID), error, apiId, raw);
    }
}
