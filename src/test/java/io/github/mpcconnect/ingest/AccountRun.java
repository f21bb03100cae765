package io.github.mpcconnect.ingest;

import io.github.mpcconnect.api.ApiClock;
import io.github.mpcconnect.api.CallQuery;
import io.github.mpcconnect.api.MultiPartyCall;
import io.github.mpcconnect.config.OnMalformed;
import io.github.mpcconnect.live.LiveChange;
import io.github.mpcconnect.metrics.AccountMetrics;
import io.github.mpcconnect.request.Gate;
import io.github.mpcconnect.request.RequestQueue;
import io.github.mpcconnect.request.RequestSettings;
import io.github.mpcconnect.request.VirtualTime;
import io.github.mpcconnect.simulator.SimulatedAccount;
import io.github.mpcconnect.simulator.SimulatedCall;
import io.github.mpcconnect.simulator.SimulatedMpcApi;
import io.github.mpcconnect.simulator.World;
import io.github.mpcconnect.timeline.Day;
import io.github.mpcconnect.timeline.LivePosition;
import io.github.mpcconnect.timeline.Watermark;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

import static io.github.mpcconnect.ingest.Samples.mark;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * Reads an account of the API in memory in this very thread and in virtual time, where each request takes 20 ms. What
 * comes out is kept, as are the offsets, so that a new reader can go on from them.
 */
final class AccountRun {

    static final Duration SETTLE = Duration.ofSeconds(60);
    static final Duration POLL = Duration.ofSeconds(10);
    private static final Duration REQUEST = Duration.ofMillis(20);

    final VirtualTime time;
    final World world;
    final SimulatedAccount account;
    final SimulatedMpcApi api;
    final List<Batch> batches = new ArrayList<>();
    final NavigableMap<Day, Watermark> stored = new TreeMap<>();

    /** What a consumer of the topics of live calls has. */
    final LiveTables tables = new LiveTables();

    /** Of the present reader. */
    AccountMetrics metrics = new AccountMetrics();

    LivePosition storedLive;

    /** When each call was taken, by its id. */
    final Map<String, Instant> taken = new HashMap<>();

    private final ApiClock clock;
    private boolean newestFirst = true;
    private boolean withParticipants;
    private OnMalformed onMalformed = OnMalformed.FAIL;
    private Instant startTime;
    private int windowMaxCalls = 200;
    private Duration liveInterval;
    private Duration heartbeatInterval;
    private int requests = 300;
    private HandOver handOver;
    private AccountLoop loop;

    AccountRun(Instant now) {
        time = new VirtualTime(now);
        world = new World(time.clock());
        account = world.addAccount("MA0", "secret");
        clock = new ApiClock(SETTLE, time::nanos);
        api = new SimulatedMpcApi(world, account, clock).beforeEach(() -> time.advance(REQUEST));
    }

    AccountRun newestFirst(boolean value) {
        newestFirst = value;
        return this;
    }

    AccountRun withParticipants() {
        withParticipants = true;
        return this;
    }

    AccountRun onMalformed(OnMalformed value) {
        onMalformed = value;
        return this;
    }

    AccountRun from(Instant value) {
        startTime = value;
        return this;
    }

    AccountRun windowMaxCalls(int value) {
        windowMaxCalls = value;
        return this;
    }

    AccountRun live(Duration interval) {
        liveInterval = interval;
        withParticipants = true;
        return this;
    }

    AccountRun heartbeats(Duration interval) {
        heartbeatInterval = interval;
        return this;
    }

    /** @param value the allowance in five seconds */
    AccountRun requests(int value) {
        requests = value;
        return this;
    }

    Instant now() {
        return time.clock().instant();
    }

    /** A new reader, which knows nothing but the offsets of what was taken. */
    AccountRun restart() {
        loop = null;
        return this;
    }

    /** Reads, and takes all that gets ready, for so long of virtual time. */
    AccountRun runFor(Duration length) throws InterruptedException {
        if (loop == null) {
            start(clock);
        }
        Instant end = now().plus(length);
        while (now().isBefore(end)) {
            Duration idle = loop.step();
            takeAll();
            time.advance(idle);
        }
        return this;
    }

    /** Reads, and takes nothing, until the reader waits; fails where it never does. */
    Duration idleWhileNothingIsTaken() throws InterruptedException {
        start(clock);
        Duration idle = Duration.ZERO;
        for (int steps = 0; idle.isZero(); steps++) {
            assertThat(steps).as("steps without a pause").isLessThan(1_000);
            idle = loop.step();
        }
        return idle;
    }

    void start(ApiClock apiClock) {
        Gate gate = new Gate(() -> 0);
        handOver = new HandOver(gate);
        ReaderSettings settings = new ReaderSettings(
                startTime,
                Duration.ofDays(90),
                newestFirst,
                POLL,
                SETTLE,
                windowMaxCalls,
                withParticipants,
                onMalformed,
                null,
                2,
                heartbeatInterval,
                liveInterval,
                CallQuery.ALL);
        metrics = new AccountMetrics();
        loop = new AccountLoop(
                new AccountApi(new Account("MA0", "emea"), api, apiClock, metrics),
                settings,
                new RequestSettings(
                        requests, Duration.ofSeconds(5), 16, Duration.ofMillis(500), Duration.ofSeconds(30)),
                handOver,
                gate,
                turn -> RequestQueue.inCallersThread(),
                (asked, days) -> new OffsetLookup.Stored(known(days), storedLive),
                time,
                () -> 0,
                () -> {});
    }

    private Map<Day, Watermark> known(Collection<Day> days) {
        Map<Day, Watermark> known = new HashMap<>(stored);
        known.keySet().retainAll(days);
        return known;
    }

    private void takeAll() throws InterruptedException {
        for (Batch batch = handOver.take(Duration.ZERO); batch != null; batch = handOver.take(Duration.ZERO)) {
            batches.add(batch);
            tables.take(batch);
            if (batch.after() instanceof LivePosition live) {
                storedLive = live;
            } else {
                stored.put(mark(batch.after()).day(), mark(batch.after()));
            }
            calls(batch).forEach(call -> taken.put(call.mpcUuid(), now()));
        }
    }

    /** The changes of live calls that were taken, in order, those that went with a final record included. */
    List<LiveChange> changes() {
        return batches.stream()
                .flatMap(batch -> batch.items().stream())
                .filter(LiveItem.class::isInstance)
                .map(item -> ((LiveItem) item).change())
                .toList();
    }

    /** A call's own record, which must have been taken. */
    EndedCall ended(String mpcUuid) {
        return batches.stream()
                .flatMap(batch -> batch.items().stream())
                .filter(item -> item instanceof EndedCall ended
                        && ended.call().mpcUuid().equals(mpcUuid))
                .map(EndedCall.class::cast)
                .findFirst()
                .orElseThrow();
    }

    static List<MultiPartyCall> calls(Batch batch) {
        return batch.items().stream()
                .filter(EndedCall.class::isInstance)
                .map(item -> ((EndedCall) item).call())
                .toList();
    }

    /** The ids of all calls taken, in order, as often as they were. */
    List<String> ids() {
        return batches.stream()
                .flatMap(batch -> calls(batch).stream())
                .map(MultiPartyCall::mpcUuid)
                .toList();
    }

    /** The ids of all calls there are. */
    List<String> truth() {
        return account.calls().all().stream().map(SimulatedCall::mpcUuid).toList();
    }

    /** The days in the order in which calls of them were taken first. */
    List<Day> days() {
        return batches.stream()
                .filter(batch -> batch.after() instanceof Watermark)
                .map(batch -> mark(batch.after()).day())
                .distinct()
                .toList();
    }
}
