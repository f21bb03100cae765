package io.github.mpcconnect.record;

import io.github.mpcconnect.batch.Change;
import io.github.mpcconnect.batch.EndedCall;
import io.github.mpcconnect.timeline.Day;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;

import static io.github.mpcconnect.record.ValueField.requiredText;
import static io.github.mpcconnect.record.ValueField.requiredTime;
import static io.github.mpcconnect.record.ValueField.text;

/**
 * The common values of all records of one sending of a call, including its participants.
 *
 * @param day null while the call is in progress
 * @param change null while the call is in progress
 */
record Sending(String accountId, Day day, Change change, Instant observedAt) {

    static Sending of(String accountId, EndedCall ended) {
        return new Sending(accountId, ended.day(), ended.change(), ended.observedAt());
    }

    static Sending live(String accountId, Instant observedAt) {
        return new Sending(accountId, null, null, observedAt);
    }

    /** The first fields of calls and participants. */
    static <T> List<ValueField<T>> fields(Function<T, Sending> sending) {
        return List.of(
                requiredText("account_id", "The Auth ID of the account.", sending.andThen(Sending::accountId)),
                ValueField.day(
                        "day",
                        "The UTC day in which the call is counted. Null for calls in progress.",
                        sending.andThen(Sending::day)),
                text(
                        "change",
                        "Why the call was sent: new, late or correction. Null for calls in progress.",
                        sending.andThen(Sending::changeText)),
                requiredTime(
                        "observed_at",
                        "When the call was read, by the clock of the API (UTC). The same in its participants.",
                        sending.andThen(Sending::observedAt)));
    }

    private String changeText() {
        return change == null ? null : change.name().toLowerCase(Locale.ROOT);
    }
}
