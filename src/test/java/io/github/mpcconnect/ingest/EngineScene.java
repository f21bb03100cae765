package io.github.mpcconnect.ingest;

import io.github.mpcconnect.api.ApiClock;
import io.github.mpcconnect.batch.Account;
import io.github.mpcconnect.batch.Batch;
import io.github.mpcconnect.batch.BatchQueue;
import io.github.mpcconnect.batch.Change;
import io.github.mpcconnect.batch.EndedCall;
import io.github.mpcconnect.config.AccountSettings;
import io.github.mpcconnect.config.HistorySettings.BackfillOrder;
import io.github.mpcconnect.config.RecordSettings.OnMalformed;
import io.github.mpcconnect.days.send.TaskMemory;
import io.github.mpcconnect.metrics.AccountMetrics;
import io.github.mpcconnect.request.VirtualLoop;
import io.github.mpcconnect.simulator.CallBuilder;
import io.github.mpcconnect.simulator.SimulatedAccount;
import io.github.mpcconnect.simulator.SimulatedCall;
import io.github.mpcconnect.simulator.SimulatedClock;
import io.github.mpcconnect.simulator.SimulatedMpcApi;
import io.github.mpcconnect.simulator.World;
import io.github.mpcconnect.support.Configured;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * One account read by the real engine in virtual time, from an API in memory into a Kafka that takes each batch with
 * its offset, as exactly-once does. A start, a crash and a stop are one call each.
 */
public final class EngineScene {

    private static final Duration TICK = Duration.ofSeconds(1);

    final SimulatedAccount account;
    final SimulatedMpcApi api;
    final Written written = new Written();
    AccountMetrics metrics = new AccountMetrics();

    private final World world;
    private final SimulatedClock clock;
    private final VirtualLoop loop = new VirtualLoop();
    private final ApiClock apiClock;
    private final Settings settings = new Settings();
    private Instant base;
    private TaskMemory memory;
    private AccountIngestion running;
    private BatchQueue queue;
    private boolean paused;
    private Duration roundTrip = Duration.ofMillis(100);

    /** The settings that scenes vary. */
    static final class Settings {
        Instant startTime;
        int historyDays = 5;
        Duration settle = Duration.ofSeconds(60);
        BackfillOrder order = BackfillOrder.NEWEST_FIRST;
        Duration audit = Duration.ofMinutes(10);
        Duration listing = Duration.ofHours(6);
        int auditDays = 2;
        Duration participantsWait = Duration.ofHours(1);
        int windowMaxCalls = 200;
        boolean withParticipants = true;
        OnMalformed onMalformed = OnMalformed.FAIL;
        Duration heartbeat;
        long maxIds = 2_000_000;
        boolean live;
    }

    private EngineScene(Instant now) {
        base = now;
        clock = SimulatedClock.stoppedAt(now);
        world = new World(clock);
        account = world.addAccount("MA0", "token").unlimited();
        apiClock = new ApiClock(Duration.ofMinutes(1), loop::nanos);
        api = new SimulatedMpcApi(world, account, apiClock, answer -> loop.schedule(roundTrip, answer));
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
        memory = new TaskMemory(32 << 20, settings.maxIds);
        queue = new BatchQueue(WorkOrder.of(settings.order), memory::taken);
        TaskParts parts =
                new TaskParts(loop, queue, memory, (id, days) -> written.lookUp(days), Runnable::run, () -> 0.5);
        AccountApi accountApi = new AccountApi(new Account("MA0", "emea"), accountSettings(), api, apiClock, metrics);
        running = new AccountIngestion(accountApi, parts);
        loop.execute(running::start);
        return this;
    }

    private AccountSettings accountSettings() {
        return Configured.with(
                "start.time", settings.startTime,
                "history.days", settings.historyDays,
                "backfill.order", settings.order,
                "settle.delay.ms", settings.settle,
                "audit.interval.ms", settings.audit,
                "audit.listing.interval.ms", settings.listing,
                "audit.days", settings.auditDays,
                "participants.wait.ms", settings.participantsWait,
                "window.max.calls", settings.windowMaxCalls,
                "participants.mode", settings.withParticipants ? "topic" : "none",
                "behavior.on.malformed", settings.onMalformed,
                "heartbeat.interval.ms", settings.heartbeat,
                "live.enabled", settings.live);
    }

    /** The task is cut off: what was not taken is gone. */
    EngineScene crash() {
        loop.execute(running::close);
        loop.runDue();
        running = null;
        written.crash();
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
        written.take(batch);
        loop.execute(running::taken);
    }

    /** The API's clock is ahead by that much from now on. */
    EngineScene clockJumps(Duration by) {
        base = base.plus(by);
        moveClock();
        return this;
    }

    /** Bytes that are held between listing and Kafka. */
    long memory() {
        return memory.used();
    }

    EngineScene with(Consumer<Settings> change) {
        change.accept(settings);
        return this;
    }

    EngineScene roundTrip(Duration time) {
        roundTrip = time;
        return this;
    }

    EngineScene remove(String... ids) {
        for (String id : ids) {
            account.calls().remove(id);
        }
        return this;
    }

    // What came out

    List<EndedCall> sent() {
        return written.sent;
    }

    List<String> ids() {
        return written.ids();
    }

    List<String> ids(Change change) {
        return written.ids(change);
    }

    EndedCall newest(String id) {
        return written.newest(id);
    }

    String state(String day) {
        return String.valueOf(offset(day).get("state"));
    }

    String gaps(String day) {
        return String.valueOf(offset(day).getOrDefault("gaps", ""));
    }

    Map<String, Object> offset(String day) {
        return written.offset(day);
    }

    SimulatedCall call(String id) {
        return account.calls().find(id).orElseThrow();
    }
}
