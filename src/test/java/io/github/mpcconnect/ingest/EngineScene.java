package io.github.mpcconnect.ingest;

import io.github.mpcconnect.api.ApiClock;
import io.github.mpcconnect.batch.Account;
import io.github.mpcconnect.batch.Batch;
import io.github.mpcconnect.batch.Change;
import io.github.mpcconnect.batch.EndedCall;
import io.github.mpcconnect.config.HistorySettings.BackfillOrder;
import io.github.mpcconnect.metrics.AccountMetrics;
import io.github.mpcconnect.offset.DayOffset;
import io.github.mpcconnect.offset.OffsetFormat;
import io.github.mpcconnect.request.VirtualLoop;
import io.github.mpcconnect.simulator.CallBuilder;
import io.github.mpcconnect.simulator.SimulatedAccount;
import io.github.mpcconnect.simulator.SimulatedCall;
import io.github.mpcconnect.simulator.SimulatedClock;
import io.github.mpcconnect.simulator.SimulatedMpcApi;
import io.github.mpcconnect.simulator.World;
import io.github.mpcconnect.timeline.Window;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
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

    /** The windows that were listed, until a fault of lists was set. */
    final List<Window> listed = new ArrayList<>();

    AccountMetrics metrics = new AccountMetrics();

    private final SimulatedClock clock;
    private final VirtualLoop loop = new VirtualLoop();
    private final ApiClock apiClock;
    private final EngineSettings settings = new EngineSettings();
    private Instant base;
    private VirtualEngine engine;
    private boolean isRunning;
    private boolean paused;
    private Duration roundTrip = Duration.ofMillis(100);

    private EngineScene(Instant now) {
        base = now;
        clock = SimulatedClock.stoppedAt(now);
        World world = new World(clock);
        account = world.addAccount("MA0", "token").unlimited();
        apiClock = new ApiClock(Duration.ofMinutes(1), loop::nanos);
        api = new SimulatedMpcApi(world, account, apiClock, answer -> loop.schedule(roundTrip, answer));
        api.beforeEach(this::moveClock);
        api.calls((query, page) -> {
            if (query.endedAfter() != null) {
                listed.add(new Window(query.endedAfter(), query.endedUpTo()));
            }
            return page;
        });
    }

    static EngineScene at(String now) {
        return new EngineScene(Instant.parse(now));
    }

    /** The API keeps ninety days. */
    static EngineScene longHistory(String now) {
        return longHistory(now, BackfillOrder.NEWEST_FIRST);
    }

    static EngineScene longHistory(String now, BackfillOrder order) {
        return at(now).with(settings -> {
            settings.history = Duration.ofDays(90);
            settings.order = order;
        });
    }

    /** History begins with this day. */
    EngineScene since(String day) {
        settings.startTime = Written.day(day).start();
        return this;
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
        engine =
                new VirtualEngine(loop, settings.order, settings.maxIds, (id, days) -> written.lookUp(days), () -> 0.5);
        engine.start(new AccountApi(new Account("MA0", "emea"), settings.account(), api, apiClock, metrics));
        isRunning = true;
        return this;
    }

    /** The task is cut off: what was not taken is lost. */
    EngineScene crash() {
        engine.close();
        isRunning = false;
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
        if (!isRunning || paused) {
            return;
        }
        engine.polled();
        for (Batch batch = engine.take(); batch != null; batch = engine.take()) {
            written.take(batch);
        }
        loop.runDue();
    }

    /** The API's clock is ahead by that much from now on. */
    EngineScene clockJumps(Duration by) {
        base = base.plus(by);
        moveClock();
        return this;
    }

    /** Bytes that are held between listing and Kafka. */
    long memory() {
        return engine.heldBytes();
    }

    EngineScene with(Consumer<EngineSettings> change) {
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

    DayOffset day(String day) {
        return OffsetFormat.dayOffset(Written.day(day), offset(day));
    }

    /** Lists of what ended before an instant, at most. */
    List<Window> listedUpTo(String instant) {
        Instant end = Instant.parse(instant);
        return listed.stream().filter(window -> !window.upTo().isAfter(end)).toList();
    }

    Map<String, Object> offset(String day) {
        return written.offset(day);
    }

    SimulatedCall call(String id) {
        return account.calls().find(id).orElseThrow();
    }
}
