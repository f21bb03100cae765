package io.github.mpcconnect.record;

import io.github.mpcconnect.timeline.Watermark;

import java.util.List;

import static io.github.mpcconnect.record.ValueField.int64;
import static io.github.mpcconnect.record.ValueField.requiredText;
import static io.github.mpcconnect.record.ValueField.requiredTime;

/** The fields of the record that tells how far a day was read. */
final class HeartbeatFields {

    static final FieldTable<Row> TABLE = new FieldTable<>(
            "Heartbeat",
            "How far an account's day was read.",
            List.of(
                    requiredText("account_id", "The account's auth id.", Row::accountId),
                    requiredText(
                            "day",
                            "The UTC day, an ISO date.",
                            row -> row.watermark().day().toString()),
                    requiredTime(
                            "end_time",
                            "All calls that ended up to then were sent, UTC.",
                            row -> row.watermark().endTime()),
                    int64(
                            "calls",
                            "How many calls of the day that were; null where not known.",
                            row -> row.watermark().calls())));

    private HeartbeatFields() {}

    record Row(String accountId, Watermark watermark) {}
}
