package io.github.mpcconnect.record;

import io.github.mpcconnect.batch.DayRow;
import io.github.mpcconnect.offset.DayOffset;

import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;

import static io.github.mpcconnect.record.ValueField.requiredDay;
import static io.github.mpcconnect.record.ValueField.requiredInt32;
import static io.github.mpcconnect.record.ValueField.requiredInt64;
import static io.github.mpcconnect.record.ValueField.requiredText;
import static io.github.mpcconnect.record.ValueField.requiredTime;

/** The fields of a row of the table of days, with the same values as the day's offset. */
final class DayFields {

    private DayFields() {}

    record Row(String accountId, DayRow row) {}

    static FieldTable<Row> table(Amounts amounts) {
        List<ValueField<Row>> fields = new ArrayList<>(progress());
        fields.addAll(totals(amounts));
        fields.add(requiredTime(
                "observed_at",
                "When the row was created, by the clock of the API (UTC).",
                row -> row.row().observedAt()));
        return new FieldTable<>("Day", "The state and the totals of one UTC day of an account.", fields);
    }

    private static List<ValueField<Row>> progress() {
        return List.of(
                requiredText("account_id", "The Auth ID of the account.", Row::accountId),
                requiredDay("day", "The UTC day.", of(DayOffset::day)),
                requiredText(
                        "state",
                        "The state of the day. open: being read; read: read to its end, still audited; closed: final"
                                + " and complete; disputed: final, but a part could not be read or proven.",
                        of(DayFields::state)),
                requiredTime(
                        "end_time",
                        "The end time up to which the day has been read, except for gaps (UTC).",
                        of(DayOffset::endTime)));
    }

    private static List<ValueField<Row>> totals(Amounts amounts) {
        return List.of(
                requiredInt64("calls", "The number of distinct calls sent for this day.", of(DayOffset::calls)),
                requiredText(
                        "check",
                        "The checksum of these calls: the XOR of the first 64 bits of the SHA-256 of each mpc_uuid, as"
                                + " 16 lower-case hex digits.",
                        of(DayFields::check)),
                new ValueField<>(
                        "billed_amount",
                        amounts.schema("The sum of billed_amount of these calls. Null while unknown."),
                        row -> amounts.value(row.row().offset().billed())),
                requiredInt64("late_calls", "The number of late calls sent so far.", of(DayOffset::late)),
                requiredInt64("corrected_calls", "The number of corrections sent so far.", of(DayOffset::corrected)),
                requiredInt64(
                        "vanished_calls",
                        "The number of sent calls that the API no longer lists.",
                        of(DayOffset::vanishedCount)),
                requiredInt32(
                        "gaps",
                        "The number of unread and unproven stretches, plus the calls waiting for their participants.",
                        of(offset -> offset.gaps().size())));
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
