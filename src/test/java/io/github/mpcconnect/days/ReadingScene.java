package io.github.mpcconnect.days;

import io.github.mpcconnect.api.ApiClock;
import io.github.mpcconnect.api.ApiException;
import io.github.mpcconnect.api.CallQuery;
import io.github.mpcconnect.api.MultiPartyCall;
import io.github.mpcconnect.api.Page;
import io.github.mpcconnect.batch.Account;
import io.github.mpcconnect.batch.Batch;
import io.github.mpcconnect.batch.BatchQueue;
import io.github.mpcconnect.batch.Change;
import io.github.mpcconnect.batch.EndedCall;
import io.github.mpcconnect.config.AccountSettings;
import io.github.mpcconnect.config.HistorySettings.BackfillOrder;
import io.github.mpcconnect.days.read.Reading;
import io.github.mpcconnect.days.send.SeenParticipants;
import io.github.mpcconnect.days.send.TaskMemory;
import io.github.mpcconnect.days.state.Days;
import io.github.mpcconnect.metrics.AccountMetrics;
import io.github.mpcconnect.offset.DayOffset;
import io.github.mpcconnect.request.Requests;
import io.github.mpcconnect.request.VirtualLoop;
import io.github.mpcconnect.request.Work;
import io.github.mpcconnect.simulator.CallBuilder;
import io.github.mpcconnect.simulator.SimulatedAccount;
import io.github.mpcconnect.simulator.SimulatedClock;
import io.github.mpcconnect.simulator.SimulatedMpcApi;
import io.github.mpcconnect.simulator.World;
import io.github.mpcconnect.timeline.Day;
import io.github.mpcconnect.timeline.Window;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.BiFunction;

import static org.assertj.core.api.Assertions.assertThat;

/** The ended calls of one account, read in virtual time, and which windows were listed for it. */
public final class ReadingScene {

    private static final Duration TICK = Duration.ofMillis(500);
    private static final Duration ROUND_TRIP = Duration.ofMillis(100);
    private static final int DAYS_KEPT = 90;

    public final List<Window> listed = new ArrayList<>();
    final List<EndedCall> sent = new ArrayList<>();
    final Map<Day, DayOffset> stored = new HashMap<>();
    final TaskMemory memory = new TaskMemory(32 << 20, 2_000_000);
    public final SimulatedMpcApi api;

    private final VirtualLoop loop = new VirtualLoop();
    private final SimulatedAccount account;
    private final SimulatedClock clock;
    private final Instant base;
    private final BackfillOrder order;
    private EndedCalls ended;
    private Requests requests;
    private BatchQueue queue;
    private Day first;
    private boolean stepping;

    private ReadingScene(Instant now, BackfillOrder order) {
        this.base = now;
        this.order = order;
        this.first = Day.startingAt(now).plus(1 - DAYS_KEPT);
        this.clock = SimulatedClock.stoppedAt(now);
        World world = new World(clock);
        this.account = world.addAccount("MA0", "token").unlimited();
        this.api = new SimulatedMpcApi(
                world,
                account,
                new ApiClock(Duration.ofMinutes(1), loop::nanos),
                answer -> loop.schedule(ROUND_TRIP, answer));
        api.beforeEach(() -> clock.set(now()));
        faults((query, page) -> page);
    }

    /** Stands between searches and their responses. */
    public ReadingScene faults(BiFunction<CallQuery, Page<MultiPartyCall>, Page<MultiPartyCall>> fault) {
        api.calls((query, page) -> {
            listed.add(new Window(query.endedAfter(), query.endedUpTo()));
            return fault.apply(query, page);
        });
        return this;
    }

    /** What a request that is not answered fails with. */
    public static ApiException unanswered() {
        return new ApiException(ApiException.Kind.TRANSIENT, 503, null, "simulated 503", null);
    }

    public static ReadingScene at(String now, BackfillOrder order) {
        return new ReadingScene(Instant.parse(now), order);
    }

    /** History begins with this day. */
    ReadingScene since(String day) {
        first = Day.startingAt(Instant.parse(day + "T00:00:00Z"));
        return this;
    }

    ReadingScene remove(String mpcUuid) {
        account.calls().remove(mpcUuid);
        return this;
    }

    public ReadingScene add(CallBuilder... calls) {
        List.of(calls).forEach(account::add);
        return this;
    }

    public Instant now() {
        return base.plus(loop.now());
    }

    /** What single readers work with. */
    public Reading reading() {
        AccountMetrics metrics = new AccountMetrics();
        List<Work> ranks = order == BackfillOrder.NEWEST_FIRST
                ? List.of(Work.NEW_CALLS, Work.LIVE, Work.GAPS, Work.AUDIT, Work.HISTORY)
                : List.of(Work.LIVE, Work.HISTORY, Work.NEW_CALLS, Work.GAPS, Work.AUDIT);
        queue = new BatchQueue(ranks, memory::taken);
        AccountSettings settings = Days.settings(2, order);
        requests = new Requests("emea", ranks, settings.requests(), loop, metrics, queue::fail, () -> 0.5);
        return new Reading(new Account("MA0", "emea"), api, requests, loop, this::now, settings, metrics);
    }

    /** The result of a single reader. */
    public <T> T await(CompletableFuture<T> result) {
        for (int seconds = 0; !result.isDone() && seconds < 30; seconds++) {
            requests.polled();
            loop.advance(Duration.ofSeconds(1));
        }
        assertThat(result).isDone();
        return result.join();
    }

    ReadingScene start() {
        Reading reading = reading();
        ended = new EndedCalls(reading, SeenParticipants.NONE, queue, memory, first, Map.copyOf(stored), lost -> {});
        reading.afterEachStep(this::stepSoon);
        ended.start();
        stepSoon();
        return this;
    }

    /** Nothing is read any more; what was not taken is gone. */
    ReadingScene stop() {
        ended.close();
        requests.close();
        ended = null;
        return this;
    }

    private void stepSoon() {
        if (!stepping) {
            stepping = true;
            loop.execute(this::step);
        }
    }

    private void step() {
        stepping = false;
        if (ended != null) {
            ended.step(now(), Day.startingAt(now()).plus(1 - DAYS_KEPT));
        }
    }

    ReadingScene runFor(Duration time) {
        Instant end = now().plus(time);
        while (now().isBefore(end)) {
            loop.advance(TICK);
            clock.set(now());
            if (ended != null) {
                requests.polled();
                poll();
                stepSoon();
            }
        }
        return this;
    }

    ReadingScene runUntil(String instant) {
        return runFor(Duration.between(now(), Instant.parse(instant)));
    }

    private void poll() {
        try {
            for (Batch batch = queue.take(Duration.ZERO); batch != null; batch = queue.take(Duration.ZERO)) {
                batch.items().forEach(item -> {
                    if (item instanceof EndedCall call) {
                        sent.add(call);
                    }
                });
                DayOffset offset = (DayOffset) batch.after();
                stored.put(offset.day(), offset);
            }
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    List<String> ids() {
        return sent.stream().map(call -> call.call().mpcUuid()).toList();
    }

    /** Searches for what ended before an instant, at most. */
    List<Window> listedUpTo(String instant) {
        Instant end = Instant.parse(instant);
        return listed.stream().filter(window -> !window.upTo().isAfter(end)).toList();
    }

    Progress progress() {
        return ended.progress();
    }

    List<String> ids(Change change) {
        return sent.stream()
                .filter(call -> call.change() == change)
                .map(call -> call.call().mpcUuid())
                .toList();
    }

    DayOffset day(String day) {
        return stored.get(Day.startingAt(Instant.parse(day + "T00:00:00Z")));
    }
}
