package io.github.mpcconnect.api.json;

import io.github.mpcconnect.api.Malformed;
import io.github.mpcconnect.api.MultiPartyCall;

/** The JSON format of a call, according to the API's documentation and its examples. */
final class CallFormat implements ObjectFormat<CallFormat.Field, MultiPartyCall> {

    enum Field {
        MPC_UUID,
        FRIENDLY_NAME,
        STATUS,
        CREATION_TIME,
        START_TIME,
        END_TIME,
        DURATION,
        BILLED_DURATION,
        BILLED_AMOUNT,
        RECORDING,
        STAY_ALONE,
        SUB_ACCOUNT,
        TERMINATION_CAUSE,
        TERMINATION_CAUSE_CODE,
        PARTICIPANTS,
        RESOURCE_URI
    }

    private static final FieldNames<Field> NAMES = new FieldNames<>(Field.class);

    @Override
    public String resource() {
        return Malformed.CALL;
    }

    @Override
    public FieldNames<Field> names() {
        return NAMES;
    }

    @Override
    public boolean mayBeNull() {
        return false;
    }

    @Override
    public MultiPartyCall object(JsonFields<Field> fields, String apiId, String raw) {
        String recording = fields.text(Field.RECORDING);
        return new MultiPartyCall(
                fields.id(Field.MPC_UUID),
                fields.text(Field.FRIENDLY_NAME),
                fields.lowerCase(Field.STATUS),
                fields.time(Field.CREATION_TIME),
                fields.time(Field.START_TIME),
                fields.time(Field.END_TIME),
                fields.integer(Field.DURATION),
                fields.integer(Field.BILLED_DURATION),
                fields.amount(Field.BILLED_AMOUNT),
                "null".equals(recording) ? null : recording,
                fields.flag(Field.STAY_ALONE),
                fields.text(Field.SUB_ACCOUNT),
                fields.text(Field.TERMINATION_CAUSE),
                fields.integer(Field.TERMINATION_CAUSE_CODE),
                fields.text(Field.PARTICIPANTS),
                fields.text(Field.RESOURCE_URI),
                apiId,
                raw);
    }

    @Override
    public Malformed malformed(JsonFields<Field> fields, String error, String apiId, String raw) {
        return new Malformed(Malformed.CALL, fields.idOrNull(Field.MPC_UUID), null, error, apiId, raw);
    }
}
