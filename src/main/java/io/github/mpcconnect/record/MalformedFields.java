package io.github.mpcconnect.record;

import io.github.mpcconnect.ingest.MalformedObject;

import java.util.List;

import static io.github.mpcconnect.record.ValueField.requiredText;
import static io.github.mpcconnect.record.ValueField.requiredTime;
import static io.github.mpcconnect.record.ValueField.text;

/** The fields of the record that tells of an object that could not be read. */
final class MalformedFields {

    static final FieldTable<Row> TABLE = new FieldTable<>(
            "Malformed",
            "An object of the API's that could not be read as what it should be.",
            List.of(
                    requiredText("account_id", "The auth id of the account it was read from.", Row::accountId),
                    requiredText(
                            "resource",
                            "call or participant.",
                            row -> row.object().malformed().resource()),
                    requiredText(
                            "error",
                            "What is wrong with it.",
                            row -> row.object().malformed().error()),
                    text(
                            "raw",
                            "The JSON as the API sent it.",
                            row -> row.object().malformed().raw()),
                    requiredTime(
                            "observed_at",
                            "When it was read, by the API's clock, UTC.",
                            row -> row.object().observedAt())));

    private MalformedFields() {}

    record Row(String accountId, MalformedObject object) {}
}
