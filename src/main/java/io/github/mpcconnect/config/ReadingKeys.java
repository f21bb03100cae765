package io.github.mpcconnect.config;

import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigDef.Importance;
import org.apache.kafka.common.config.ConfigDef.Type;
import org.apache.kafka.common.config.ConfigDef.Width;

import java.time.Duration;
import java.util.List;

/** The keys of the group "Ended calls": when they are read, how many at a time, and how long one may be held back. */
final class ReadingKeys {

    static final String POLL_INTERVAL = "poll.interval.ms";
    static final String SETTLE_DELAY = "settle.delay.ms";
    static final String WINDOW_MAX_CALLS = "window.max.calls";
    static final String PARTICIPANTS_WAIT = "participants.wait.ms";
    static final String HEARTBEAT_INTERVAL = "heartbeat.interval.ms";

    private static final long MIN_MS = 100;
    private static final long DAY_MS = 86_400_000;
    private static final long WEEK_MS = 7 * DAY_MS;

    private ReadingKeys() {}

    static void define(ConfigDef def) {
        Key.define(
                def,
                "Ended calls",
                List.of(pollInterval(), settleDelay(), windowMaxCalls(), participantsWait(), heartbeatInterval()));
    }

    static ReadingSettings settings(ConfigValues values, Account account) {
        Duration heartbeat = values.duration(HEARTBEAT_INTERVAL);
        return new ReadingSettings(
                account.startTime(),
                HistoryKeys.history(values),
                HistoryKeys.order(values),
                values.duration(POLL_INTERVAL),
                values.duration(SETTLE_DELAY),
                values.duration(AuditKeys.AUDIT_INTERVAL),
                values.duration(AuditKeys.AUDIT_LISTING_INTERVAL),
                values.number(AuditKeys.AUDIT_DAYS),
                values.duration(PARTICIPANTS_WAIT),
                values.number(WINDOW_MAX_CALLS),
                RecordKeys.withParticipants(values),
                RecordKeys.onMalformed(values),
                heartbeat.isZero() ? null : heartbeat,
                FilterKeys.filter(values));
    }

    private static Key pollInterval() {
        return Key.of(POLL_INTERVAL, Type.LONG, 10_000L, Importance.MEDIUM, Width.SHORT, "Poll interval (ms)", """
                How often newly ended calls are requested, in milliseconds, for each account. A new call is in Kafka
                within settle.delay.ms plus this interval plus a second or two. One request is made each time, so a
                short interval costs little of the account's allowance; raise it where many programs share that
                allowance.
                """)
                .withValidator(Checks.between(MIN_MS, DAY_MS));
    }

    private static Key settleDelay() {
        return Key.of(SETTLE_DELAY, Type.LONG, 60_000L, Importance.MEDIUM, Width.SHORT, "Settle delay (ms)", """
                How long ago a call must have ended before it is read, in milliseconds by the API's clock. The API
                may list a call, its participants or its bill some time after the call ended, and the delay waits
                for that; it is also the minimum time until a call is in Kafka. Raise it where the audit finds many
                late calls; lower it to receive calls sooner.
                """)
                .withValidator(Checks.between(0, DAY_MS));
    }

    private static Key windowMaxCalls() {
        return Key.of(WINDOW_MAX_CALLS, Type.INT, 200, Importance.LOW, Width.SHORT, "Calls per window", """
                The maximum number of calls that are read and sent together, as one window. A window is what one
                transaction holds under exactly-once delivery. Larger windows need slightly fewer requests, smaller
                ones less memory. Calls that ended in the same second are always one window, however many they are.
                """)
                .withValidator(Checks.between(1, 10_000));
    }

    private static Key participantsWait() {
        return Key.of(
                        PARTICIPANTS_WAIT,
                        Type.LONG,
                        3_600_000L,
                        Importance.LOW,
                        Width.SHORT,
                        "Wait for participants (ms)",
                        """
                        How long, in milliseconds, a call is held back when its participants do not add up to the
                        count that the API reports, or do not arrive. Other calls do not wait for it. After that time
                        it is sent with the participants that were returned, marked by participants_source (partial or
                        unavailable). While the API does not answer at all, the time does not run.
                        """)
                .withValidator(Checks.between(0, WEEK_MS));
    }

    private static Key heartbeatInterval() {
        return Key.of(HEARTBEAT_INTERVAL, Type.LONG, 0L, Importance.LOW, Width.SHORT, "Heartbeat interval (ms)", """
                How often, in milliseconds, the rows of days in state open are written to <prefix>.mpc.days, also
                when there are no new calls. 0 turns this off; the rows of days that were read to their end are
                always written when they change. Turn it on where consumers need to know up to which time the
                current day is complete, or where stored offsets should advance on quiet accounts too.
                """)
                .withValidator(Checks.offOrBetween(MIN_MS, DAY_MS));
    }
}
