package io.github.mpcconnect.record;

import io.github.mpcconnect.api.Malformed;

import java.time.Instant;
import java.util.List;
import java.util.function.Function;

import static io.github.mpcconnect.record.ValueField.requiredText;
import static io.github.mpcconnect.record.ValueField.requiredTime;
import static io.github.mpcconnect.record.ValueField.text;

/** The fields of the errors topic: an object that could not be read. */
final class MalformedFields {

    static final FieldTable<Row> TABLE = new FieldTable<>(
            "Malformed",
            "An object in a response of the API that could not be read.",
            List.of(
                    requiredText("account_id", "The Auth ID of the account.", Row::accountId),
                    requiredText("resource", "The kind of the object: call or participant.", of(Malformed::resource)),
                    text("mpc_uuid", "The id of the call. Null if unknown.", of(Malformed::mpcUuid)),
                    text(
                            "member_id",
                            "The id of the participant within the call. Null if unknown, and for calls.",
                            of(Malformed::memberId)),
                    text("api_id", "The api_id of the response, for support requests to Plivo.", of(Malformed::apiId)),
                    requiredText("error", "A sentence that says what is wrong with the object.", of(Malformed::error)),
                    text("raw", "The JSON of the object exactly as the API sent it.", of(Malformed::raw)),
                    requiredTime(
                            "observed_at",
                            "When the object was read, by the clock of the API (UTC).",
                            Row::observedAt)));

    private MalformedFields() {}

    record Row(String accountId, Malformed malformed, Instant observedAt) {}

    private static Function<Row, String> of(Function<Malformed, String> value) {
        return row -> value.apply(row.malformed());
    }
}
