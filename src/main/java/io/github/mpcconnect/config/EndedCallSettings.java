package io.github.mpcconnect.config;

import java.time.Duration;

import static org.apache.kafka.common.config.ConfigDef.Importance.MEDIUM;

/**
 * The group "Ended calls": when they are read, how many at a time, and how long one may be held back.
 *
 * @param pollInterval how often new calls are requested
 * @param settleDelay how old an end time must be before its window is read
 * @param windowMaxCalls how many calls a window may hold
 * @param participantsWait how long a call is held back for its participants
 * @param heartbeatInterval how often the rows of open days are written; zero: never
 */
public record EndedCallSettings(
        Duration pollInterval,
        Duration settleDelay,
        int windowMaxCalls,
        Duration participantsWait,
        Duration heartbeatInterval) {

    private static final String POLL_INTERVAL = "poll.interval.ms";
    private static final String SETTLE_DELAY = "settle.delay.ms";
    private static final String WINDOW_MAX_CALLS = "window.max.calls";
    private static final String PARTICIPANTS_WAIT = "participants.wait.ms";
    private static final String HEARTBEAT_INTERVAL = "heartbeat.interval.ms";

    private static final Duration MIN = Duration.ofMillis(100);
    private static final Duration DAY = Duration.ofDays(1);

    static final Key.Group KEYS = new Key.Group(
            "Ended calls",
            Key.millis(POLL_INTERVAL, Duration.ofSeconds(10), MIN, DAY)
                    .importance(MEDIUM)
                    .described("Poll interval (ms)", """
                    How often newly ended calls are requested, in milliseconds, for each account. A new call is in Kafka
                    within settle.delay.ms plus this interval plus a second or two. One request is made each time, so a
                    short interval costs little of the account's allowance; raise it where many programs share that
                    allowance.
                    """),
            Key.millis(SETTLE_DELAY, Duration.ofMinutes(1), Duration.ZERO, DAY)
                    .importance(MEDIUM)
                    .described("Settle delay (ms)", """
                    How long ago a call must have ended before it is read, in milliseconds by the API's clock. The API
                    may list a call, its participants or its bill some time after the call ended, and the delay waits
                    for that; it is also the minimum time until a call is in Kafka. Raise it where the audit finds many
                    late calls; lower it to receive calls sooner.
                    """),
            Key.number(WINDOW_MAX_CALLS, 200, 1, 10_000).described("Calls per window", """
                    The maximum number of calls that are read and sent together, as one window. A window is what one
                    transaction holds under exactly-once delivery. Larger windows need slightly fewer requests, smaller
                    ones less memory. Calls that ended in the same second are always one window, however many they are.
                    """),
            Key.millis(PARTICIPANTS_WAIT, Duration.ofHours(1), Duration.ZERO, Duration.ofDays(7))
                    .described("Wait for participants (ms)", """
                    How long, in milliseconds, a call is held back when its participants do not add up to the count that
                    the API reports, or do not arrive. Other calls do not wait for it. After that time it is sent with
                    the participants that were returned, marked by participants_source (partial or unavailable). While
                    the API does not answer at all, the time does not run.
                    """),
            Key.millisOrOff(HEARTBEAT_INTERVAL, MIN, DAY).described("Heartbeat interval (ms)", """
                    How often, in milliseconds, the rows of days in state open are written to <prefix>.mpc.days, also
                    when there are no new calls. 0 turns this off; the rows of days that were read to their end are
                    always written when they change. Turn it on where consumers need to know up to which time the
                    current day is complete, or where stored offsets should advance on quiet accounts too.
                    """));

    static EndedCallSettings of(ConfigValues values) {
        return new EndedCallSettings(
                values.duration(POLL_INTERVAL),
                values.duration(SETTLE_DELAY),
                values.number(WINDOW_MAX_CALLS),
                values.duration(PARTICIPANTS_WAIT),
                values.duration(HEARTBEAT_INTERVAL));
    }
}
