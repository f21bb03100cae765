package io.github.mpcconnect.config;

import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigDef.Importance;
import org.apache.kafka.common.config.ConfigDef.Type;
import org.apache.kafka.common.config.ConfigDef.Width;

import java.util.List;

/** The keys of the group "Live calls": whether calls in progress are watched, and how often. */
final class LiveKeys {

    static final String LIVE_ENABLED = "live.enabled";
    static final String LIVE_POLL_INTERVAL = "live.poll.interval.ms";

    private static final long LEAST_MS = 100;
    private static final long HOUR_MS = 3_600_000;

    private static final Visibility WHEN_ENABLED =
            new Visibility(config -> !Boolean.FALSE.equals(config.get(LIVE_ENABLED)));

    private LiveKeys() {}

    static void define(ConfigDef def) {
        Key enabled = Key.of(LIVE_ENABLED, Type.BOOLEAN, true, Importance.MEDIUM, Width.SHORT, "Live calls", """
                Whether calls in progress are written to <prefix>.mpc.live.calls and their participants to
                <prefix>.mpc.live.participants, as tables: the newest state of each, and a tombstone when it is
                over. It also keeps participants that the API no longer tells once a call ended. Turn it off to save
                the requests where only finished calls matter.
                """)
                .ruling(LIVE_POLL_INTERVAL);
        Key interval = Key.of(
                        LIVE_POLL_INTERVAL,
                        Type.LONG,
                        10_000L,
                        Importance.LOW,
                        Width.SHORT,
                        "Live poll interval (ms)",
                        """
                        How often calls in progress are looked at, in milliseconds: two requests, and one for each
                        active call. What joins and leaves between two looks may go unseen. At most half of the
                        account's allowance goes to this; where that does not suffice the interval stretches and a
                        metric says so.
                        """)
                .checkedBy(Checks.between(LEAST_MS, HOUR_MS))
                .recommendedBy(WHEN_ENABLED);
        Key.define(def, "Live calls", List.of(enabled, interval));
    }
}
