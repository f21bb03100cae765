package io.github.mpcconnect.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.mpcconnect.api.ApiClock;
import io.github.mpcconnect.batch.Account;
import io.github.mpcconnect.batch.Batch;
import io.github.mpcconnect.batch.BatchQueue;
import io.github.mpcconnect.batch.Change;
import io.github.mpcconnect.batch.DayRow;
import io.github.mpcconnect.batch.EndedCall;
import io.github.mpcconnect.batch.MalformedObject;
import io.github.mpcconnect.config.BackfillOrder;
import io.github.mpcconnect.config.CallFilter;
import io.github.mpcconnect.config.LiveSettings;
import io.github.mpcconnect.config.OnMalformed;
import io.github.mpcconnect.config.ReadingSettings;
import io.github.mpcconnect.config.RequestSettings;
import io.github.mpcconnect.days.InFlight;
import io.github.mpcconnect.metrics.AccountMetrics;
import io.github.mpcconnect.offset.DayOffset;
import io.github.mpcconnect.offset.LiveOffset;
import io.github.mpcconnect.offset.OffsetFormat;
import io.github.mpcconnect.offset.OffsetLookup;
import io.github.mpcconnect.request.VirtualLoop;
import io.github.mpcconnect.simulator.CallBuilder;
import io.github.mpcconnect.simulator.SimulatedAccount;
import io.github.mpcconnect.simulator.SimulatedCall;
import io.github.mpcconnect.simulator.SimulatedClock;
import io.github.mpcconnect.simulator.SimulatedMpcApi;
import io.github.mpcconnect.simulator.World;
import io.github.mpcconnect.timeline.Day;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/**
 * One account read by the real engine in virtual time, from an API in memory into a Kafka that takes each batch with its
 * offset, as exactly-once does. A start, a crash and a stop are one call each.
 */
public final class EngineScene {

    private static final Duration TICK = Duration.ofMillis(500);
    private static final Duration ROUND_TRIP = Duration.ofMillis(100);

    final SimulatedAccount account;
    final SimulatedMpcApi api;
    final List<EndedCall> sent = new ArrayList<>();
    final List<MalformedObject> errors = new ArrayList<>();
    final List<Batch> batches = new ArrayList<>();
    final Map<Day, DayRow> rows = new HashMap<>();
    final Map<Day, Map<String, Object>> offsets = new HashMap<>();
    AccountMetrics metrics = new AccountMetrics();

    private final World world;
    private final SimulatedClock clock;
    private final VirtualLoop loop = new VirtualLoop();
    private final Instant base;
    private final ApiClock apiClock;
    private Settings settings = new Settings();
    private LiveOffset live;
    private AccountIngestion running;
    private BatchQueue queue;
    private boolean paused;

    /** The settings that scenes vary. */
    static final class Settings {
        Instant startTime;
        int historyDays = 5;
        BackfillOrder order = BackfillOrder.NEWEST_FIRST;
        Duration audit = Duration.ofMinutes(10);
        Duration listing = Duration.ofHours(6);
        int auditDays = 2;
        Duration participantsWait = Duration.ofHours(1);
        int windowMaxCalls = 200;
        boolean withParticipants = true;
        OnMalformed onMalformed = OnMalformed.FAIL;
        Duration heartbeat;
        boolean live;
    }

    private EngineScene(Instant now) {
        base = now;
        clock = SimulatedClock.stoppedAt(now);
        world = new World(clock);
        account = world.addAccount("MA0", "token").unlimited();
        apiClock = new ApiClock(Duration.ofMinutes(1), loop::nanos);
        api = new SimulatedMpcApi(world, account, apiClock, answer -> loop.schedule(ROUND_TRIP, answer));
        api.beforeEach(this::moveClock);
    }

    static EngineScene at(String now) {
        return new EngineScene(Instant.parse(now));
    }

    private void moveClock() {
        clock.set(now());
    }

    Instant now() {
        return base.plus(loop.now());
    }

    EngineScene with(UnaryOperator<Settings> change) {
        settings = change.apply(settings);
        return this;
    }

    EngineScene add(CallBuilder... calls) {
        for (CallBuilder call : calls) {
            account.add(call);
        }
        return this;
    }

    EngineScene add(List<SimulatedCall> calls) {
        account.add(calls);
        return this;
    }

    EngineScene start() {
        metrics = new AccountMetrics();
        queue = new BatchQueue(WorkOrder.of(settings.order), batch -> {});
        InFlight inFlight = new InFlight(32 << 20);
        TaskParts parts = new TaskParts(loop, queue, inFlight, this::lookUp, Runnable::run, () -> 0.5);
        AccountApi accountApi = new AccountApi(new Account("MA0", "emea"), api, apiClock, metrics);
        running = new AccountIngestion(accountApi, accountSettings(), parts);
        loop.execute(running::start);
        return this;
    }

    private AccountSettings accountSettings() {
        ReadingSettings reading = new ReadingSettings(
                settings.startTime,
                Duration.ofDays(settings.historyDays),
                settings.order,
                Duration.ofSeconds(10),
                Duration.ofSeconds(60),
                settings.audit,
                settings.listing,
                settings.auditDays,
                settings.participantsWait,
                settings.windowMaxCalls,
                settings.withParticipants,
                settings.onMalformed,
                settings.heartbeat,
                new CallFilter(null, null, null, null, null));
        LiveSettings liveSettings = new LiveSettings(settings.live, Duration.ofSeconds(10), true);
        RequestSettings requests = new RequestSettings(
                300, Duration.ofSeconds(5), 16, Duration.ofMillis(500), Duration.ofSeconds(30));
        return new AccountSettings(reading, liveSettings, requests);
    }

    private OffsetLookup.Stored lookUp(String accountId, List<Day> days) {
        Map<Day, DayOffset> found = new HashMap<>();
        for (Day day : days) {
            if (offsets.containsKey(day)) {
                found.put(day, OffsetFormat.dayOffset(day, offsets.get(day)));
            }
        }
        return new OffsetLookup.Stored(found, live);
    }

    /** The task is cut off: what was not taken is gone. */
    EngineScene crash() {
        loop.execute(running::close);
        loop.runDue();
        running = null;
        return this;
    }

    /** It is not polled from now on. */
    EngineScene pause() {
        paused = true;
        return this;
    }

    EngineScene resume() {
        paused = false;
        return this;
    }

    EngineScene runFor(Duration time) {
        Instant end = now().plus(time);
        while (now().isBefore(end)) {
            loop.advance(TICK);
            moveClock();
            poll();
        }
        return this;
    }

    EngineScene runUntil(String instant) {
        return runFor(Duration.between(now(), Instant.parse(instant)));
    }

    private void poll() {
        if (running == null || paused) {
            return;
        }
        loop.execute(running::polled);
        try {
            for (Batch batch = queue.take(Duration.ZERO); batch != null; batch = queue.take(Duration.ZERO)) {
                take(batch);
            }
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    private void take(Batch batch) {
        batches.add(batch);
        batch.items().forEach(item -> {
            if (item instanceof EndedCall call) {
                sent.add(call);
            } else if (item instanceof DayRow row) {
                rows.put(row.offset().day(), row);
            } else if (item instanceof MalformedObject error) {
                errors.add(error);
            }
        });
        if (batch.after() instanceof DayOffset offset) {
            offsets.put(offset.day(), OffsetFormat.offset(offset));
        } else {
            live = (LiveOffset) batch.after();
        }
        loop.execute(running::taken);
    }

    // What came out

    List<String> ids() {
        return sent.stream().map(EngineScene::id).toList();
    }

    List<String> ids(Change change) {
        return sent.stream()
                .filter(call -> call.change() == change)
                .map(EngineScene::id)
                .toList();
    }

    static String id(EndedCall call) {
        return call.call() == null
                ? call.malformed().mpcUuid()
                : call.call().mpcUuid();
    }

    EndedCall newest(String id) {
        return sent.stream()
                .filter(call -> id(call).equals(id))
                .reduce((first, second) -> second)
                .orElseThrow();
    }

    String state(String day) {
        return String.valueOf(offset(day).get("state"));
    }

    Map<String, Object> offset(String day) {
        Map<String, Object> offset = offsets.get(new Day(java.time.LocalDate.parse(day)));
        assertThat(offset).as("the offset of " + day).isNotNull();
        return offset;
    }

    SimulatedCall call(String id) {
        return account.calls().find(id).orElseThrow();
    }
}
