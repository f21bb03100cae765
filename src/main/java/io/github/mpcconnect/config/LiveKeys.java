package io.github.mpcconnect.config;

import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigDef.Importance;
import org.apache.kafka.common.config.ConfigDef.Type;
import org.apache.kafka.common.config.ConfigDef.Width;

import java.util.List;

/** The keys of the group "Live calls": whether calls in progress are followed, and how often they are listed. */
final class LiveKeys {

    static final String LIVE_ENABLED = "live.enabled";
    static final String LIVE_POLL_INTERVAL = "live.poll.interval.ms";

    private static final long MIN_MS = 100;
    private static final long HOUR_MS = 3_600_000;

    private static final Recommendation WHEN_ENABLED =
            Recommendation.shownWhen(config -> !Boolean.FALSE.equals(config.get(LIVE_ENABLED)));

    private LiveKeys() {}

    static void define(ConfigDef def) {
        Key.define(def, "Live calls", List.of(enabled(), pollInterval()));
    }

    static LiveSettings settings(ConfigValues values) {
        return new LiveSettings(
                values.flag(LIVE_ENABLED), values.duration(LIVE_POLL_INTERVAL), RecordKeys.withParticipants(values));
    }

    private static Key enabled() {
        return Key.of(LIVE_ENABLED, Type.BOOLEAN, true, Importance.MEDIUM, Width.SHORT, "Live calls", """
                Whether calls in progress are written to <prefix>.mpc.live.calls and their participants to
                <prefix>.mpc.live.participants, as tables: the newest state of each, and a tombstone when it ends.
                Participants seen there are also kept in case the API no longer returns them after the call ended.
                Turn it off to save the requests where only ended calls matter.
                """)
                .withDependents(LIVE_POLL_INTERVAL);
    }

    private static Key pollInterval() {
        return Key.of(
                        LIVE_POLL_INTERVAL,
                        Type.LONG,
                        10_000L,
                        Importance.LOW,
                        Width.SHORT,
                        "Live poll interval (ms)",
                        """
                        How often calls in progress are listed, in milliseconds: at least two requests, and one per
                        active call for its participants. A participant who joins and leaves between two polls may
                        stay unseen. At most half of the account's allowance is used for this; where that is not
                        enough, the interval stretches and a metric shows it.
                        """)
                .withValidator(Checks.between(MIN_MS, HOUR_MS))
                .withRecommender(WHEN_ENABLED);
    }
}
