package io.github.mpcconnect.config;

import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigDef.Importance;
import org.apache.kafka.common.config.ConfigDef.Type;
import org.apache.kafka.common.config.ConfigDef.Width;

import java.util.List;

/** The keys of the group "Work": how often the API is asked, for how much at a time, and what is checked again. */
final class WorkKeys {

    static final String POLL_INTERVAL = "poll.interval.ms";
    static final String WINDOW_MAX_CALLS = "window.max.calls";
    static final String AUDIT_INTERVAL = "audit.interval.ms";
    static final String AUDIT_DAYS = "audit.days";
    static final String HEARTBEAT_INTERVAL = "heartbeat.interval.ms";

    private static final long LEAST_MS = 100;
    private static final long DAY_MS = 86_400_000;
    private static final long WEEK_MS = 7 * DAY_MS;

    private WorkKeys() {}

    static void define(ConfigDef def) {
        Key.define(
                def,
                "Work",
                List.of(pollInterval(), windowMaxCalls(), auditInterval(), auditDays(), heartbeatInterval()));
    }

    private static Key pollInterval() {
        return Key.of(POLL_INTERVAL, Type.LONG, 10_000L, Importance.MEDIUM, Width.SHORT, "Poll interval (ms)", """
                How often an account is asked for newly ended calls, in milliseconds. A new call is in Kafka within
                settle.delay.ms plus this interval plus a second or two. One request is made each time, so a short
                interval costs little of the account's allowance; raise it where many programs share that allowance.
                """)
                .checkedBy(Checks.between(LEAST_MS, DAY_MS));
    }

    private static Key windowMaxCalls() {
        return Key.of(WINDOW_MAX_CALLS, Type.INT, 200, Importance.LOW, Width.SHORT, "Calls a window", """
                How many calls are read and sent as one whole at most. A window is what a crash repeats, what one
                transaction holds under exactly-once, and what a task keeps in memory with its participants. Larger
                windows need a little less time, smaller ones less memory. More calls that ended in one and the same
                second are still one window.
                """)
                .checkedBy(Checks.between(1, 10_000));
    }

    private static Key auditInterval() {
        return Key.of(AUDIT_INTERVAL, Type.LONG, 600_000L, Importance.LOW, Width.SHORT, "Audit interval (ms)", """
                How often, in milliseconds, the API's count of calls is compared with what was read, for each of the
                last audit.days days, at one request a day. Where the API lists calls that came late, they are found
                and sent, once. 0 turns the audit off; calls that the API lists later than settle.delay.ms are then
                missed.
                """)
                .checkedBy(Checks.offOrBetween(LEAST_MS, WEEK_MS));
    }

    private static Key auditDays() {
        return Key.of(AUDIT_DAYS, Type.INT, 2, Importance.LOW, Width.SHORT, "Audit days", """
                How many of the latest UTC days the audit compares, today included. Raise it when calls come up in
                the API more than a day after they ended; every day more is one request more an audit.interval.ms
                and account. 0 turns the audit off.
                """)
                .checkedBy(Checks.between(0, 90));
    }

    private static Key heartbeatInterval() {
        return Key.of(HEARTBEAT_INTERVAL, Type.LONG, 0L, Importance.LOW, Width.SHORT, "Heartbeat interval (ms)", """
                How often, in milliseconds, a record on <prefix>.mpc.heartbeat says how far each open day was read,
                with one more when a day is complete, also when no calls happen. 0 turns heartbeats off. Turn them
                on where consumers must know that an hour or a day is complete, or where stored offsets shall move
                on quiet accounts too.
                """)
                .checkedBy(Checks.offOrBetween(LEAST_MS, DAY_MS));
    }
}
