package io.github.mpcconnect.ingest;

import io.github.mpcconnect.config.BackfillOrder;
import io.github.mpcconnect.config.CallFilter;
import io.github.mpcconnect.config.DecimalHandling;
import io.github.mpcconnect.config.LiveSettings;
import io.github.mpcconnect.config.OnMalformed;
import io.github.mpcconnect.config.ParticipantsMode;
import io.github.mpcconnect.config.ReadingSettings;
import io.github.mpcconnect.config.RecordOptions;
import io.github.mpcconnect.config.RecordTimestamp;
import io.github.mpcconnect.config.RequestSettings;

import java.time.Duration;
import java.time.Instant;
import java.util.function.Consumer;

/** The settings of a connector under test: usual values, which a test changes by name. */
public final class EngineSettings {

    public static final CallFilter ALL_CALLS = new CallFilter(null, null, null, null, null);

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

    public String topicPrefix = "plivo";
    public String filter;
    public ParticipantsMode participants = ParticipantsMode.TOPIC;
    public RecordTimestamp timestamp = RecordTimestamp.INGEST;
    public DecimalHandling decimals = DecimalHandling.PRECISE;
    public boolean raw;

    /** How many ids of sent calls the task keeps in memory. */
    public long maxIds = 2_000_000;

    /** The usual settings, changed. */
    public static EngineSettings with(Consumer<EngineSettings> change) {
        EngineSettings settings = new EngineSettings();
        change.accept(settings);
        return settings;
    }

    public ReadingSettings reading() {
        return new ReadingSettings(
                startTime,
                history,
                order,
                pollInterval,
                settleDelay,
                auditInterval,
                auditListingInterval,
                auditDays,
                participantsWait,
                windowMaxCalls,
                withParticipants,
                onMalformed,
                heartbeat,
                ALL_CALLS);
    }

    public LiveSettings live() {
        return new LiveSettings(live, liveInterval, withParticipants);
    }

    public RequestSettings requests() {
        return new RequestSettings(
                limit, Duration.ofSeconds(5), concurrent, Duration.ofMillis(500), Duration.ofSeconds(30));
    }

    public RecordOptions records() {
        return new RecordOptions(topicPrefix, filter, participants, timestamp, decimals, raw);
    }

    AccountSettings account() {
        return new AccountSettings(reading(), live(), requests());
    }
}
