package io.github.mpcconnect.ingest;

import io.github.mpcconnect.config.AccountSettings;
import io.github.mpcconnect.config.HistorySettings.BackfillOrder;
import io.github.mpcconnect.config.RecordSettings.OnMalformed;
import io.github.mpcconnect.config.RecordSettings.ParticipantsMode;
import io.github.mpcconnect.support.Configured;

import java.time.Duration;
import java.time.Instant;
import java.util.function.Consumer;

/** The settings of a connector under test: usual values, which a test changes by name. */
public final class EngineSettings {

    public Instant startTime;
    public Duration history = Duration.ofDays(5);
    public BackfillOrder order = BackfillOrder.NEWEST_FIRST;
    public Duration pollInterval = Duration.ofSeconds(10);
    public Duration settleDelay = Duration.ofSeconds(60);
    public Duration auditInterval = Duration.ofMinutes(10);
    public Duration auditListingInterval = Duration.ofHours(6);
    public int auditDays = 2;
    public Duration participantsWait = Duration.ofHours(1);
    public int windowMaxCalls = 200;
    public boolean withParticipants = true;
    public OnMalformed onMalformed = OnMalformed.FAIL;
    public Duration heartbeat;
    public boolean live;
    public Duration liveInterval = Duration.ofSeconds(10);
    public int limit = 300;
    public int concurrent = 16;

    /** How many ids of sent calls the task keeps in memory. */
    public long maxIds = 2_000_000;

    /** The usual settings, changed. */
    public static EngineSettings with(Consumer<EngineSettings> change) {
        EngineSettings settings = new EngineSettings();
        change.accept(settings);
        return settings;
    }

    public AccountSettings account() {
        return Configured.with(
                "start.time", startTime,
                "history.days", history.toDays(),
                "backfill.order", order,
                "poll.interval.ms", pollInterval,
                "settle.delay.ms", settleDelay,
                "audit.interval.ms", auditInterval,
                "audit.listing.interval.ms", auditListingInterval,
                "audit.days", auditDays,
                "participants.wait.ms", participantsWait,
                "participants.mode", withParticipants ? ParticipantsMode.TOPIC : ParticipantsMode.NONE,
                "window.max.calls", windowMaxCalls,
                "behavior.on.malformed", onMalformed,
                "heartbeat.interval.ms", heartbeat,
                "live.enabled", live,
                "live.poll.interval.ms", liveInterval,
                "api.rate.limit.requests", limit,
                "api.max.concurrent.requests", concurrent);
    }
}
