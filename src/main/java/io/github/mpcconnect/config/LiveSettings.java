package io.github.mpcconnect.config;

import java.time.Duration;

import static org.apache.kafka.common.config.ConfigDef.Importance.MEDIUM;

/**
 * The group "Live calls": how calls in progress are followed.
 *
 * @param enabled whether they are; where they are not, rows that an earlier run left get their tombstones once
 * @param pollInterval between two polls
 */
public record LiveSettings(boolean enabled, Duration pollInterval) {

    private static final String ENABLED = "live.enabled";
    private static final String POLL_INTERVAL = "live.poll.interval.ms";

    static final Key.Group KEYS = new Key.Group(
            "Live calls",
            Key.flag(ENABLED, true).importance(MEDIUM).dependents(POLL_INTERVAL).described("Live calls", """
                    Whether calls in progress are written to <prefix>.mpc.live.calls and their participants to
                    <prefix>.mpc.live.participants, as tables: the newest state of each, and a tombstone when it ends.
                    Participants seen there are also kept in case the API no longer returns them after the call ended.
                    Turn it off to save the requests where only ended calls matter.
                    """),
            Key.millis(POLL_INTERVAL, Duration.ofSeconds(10), Duration.ofMillis(100), Duration.ofHours(1))
                    .shownWhen(config -> !Boolean.FALSE.equals(config.get(ENABLED)))
                    .described("Live poll interval (ms)", """
                    How often calls in progress are listed, in milliseconds: at least two requests, and one per active
                    call for its participants. A participant who joins and leaves between two polls may be missed. At
                    most half of the account's allowance is used for this; where that is not enough, the interval
                    stretches and a metric shows it.
                    """));

    static LiveSettings of(ConfigValues values) {
        return new LiveSettings(values.flag(ENABLED), values.duration(POLL_INTERVAL));
    }
}
