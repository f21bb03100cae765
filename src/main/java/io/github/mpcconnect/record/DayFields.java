package io.github.mpcconnect.record;

import io.github.mpcconnect.batch.DayRow;
import io.github.mpcconnect.offset.DayOffset;

import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;

import static io.github.mpcconnect.record.ValueField.requiredDay;
import static io.github.mpcconnect.record.ValueField.requiredInt32;
import static io.github.mpcconnect.record.ValueField.requiredInt64;
import static io.github.mpcconnect.record.ValueField.requiredText;
import static io.github.mpcconnect.record.ValueField.requiredTime;

/** The fields of a row of the table of days: the same numbers as in the day's offset. */
final class DayFields {

    private DayFields() {}

    record Row(String accountId, DayRow row) {}

    static FieldTable<Row> table(Amounts amounts) {
        return new FieldTable<>(
                "Day",
                "How far a UTC day of an account has been read, and its totals.",
                List.of(
                        requiredText("account_id", "The Auth ID of the account.", Row::accountId),
                        requiredDay("day", "The UTC day.", of(DayOffset::day)),
                        requiredText(
                                "state",
                                "open: being read; read: read to its end, still audited; closed: final, complete;"
                                        + " disputed: final, a part could not be read or proven.",
                                of(DayFields::state)),
                        requiredTime(
                                "end_time", "Read up to this end time, UTC, except for gaps.", of(DayOffset::endTime)),
                        requiredInt64(
                                "calls", "The number of distinct calls sent with this day.", of(DayOffset::calls)),
                        requiredText(
                                "check",
                                "XOR of the first 64 bits of the SHA-256 of the id of each such call, 16 hex digits.",
                                of(DayFields::check)),
                        new ValueField<>(
                                "billed_amount",
                                amounts.schema("The sum of billed_amount of these calls; null while unknown."),
                                row -> amounts.value(row.row().offset().billed())),
                        requiredInt64("late_calls", "The number of late calls sent so far.", of(DayOffset::late)),
                        requiredInt64(
                                "corrected_calls", "The number of corrections sent so far.", of(DayOffset::corrected)),
                        requiredInt64(
                                "vanished_calls",
                                "The number of calls sent that the API no longer listed.",
                                of(DayOffset::vanishedCount)),
                        requiredInt32(
                                "gaps",
                                "The number of stretches not read or not proven, and of calls not yet sent.",
                                of(offset -> offset.gaps().size())),
                        requiredTime(
                                "observed_at",
                                "When the row was made, by the clock of the API, UTC.",
                                row -> row.row().observedAt())));
    }

    private static String state(DayOffset offset) {
        return offset.status().name().toLowerCase(Locale.ROOT);
    }

    private static String check(DayOffset offset) {
        return HexFormat.of().toHexDigits(offset.check());
    }

    private static <V> Function<Row, V> of(Function<DayOffset, V> value) {
        return row -> value.apply(row.row().offset());
    }
}
