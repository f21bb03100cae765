package io.github.mpcconnect.ingest;

import io.github.mpcconnect.api.ApiClock;
import io.github.mpcconnect.api.CallQuery;
import io.github.mpcconnect.config.OnMalformed;
import io.github.mpcconnect.metrics.AccountMetrics;
import io.github.mpcconnect.request.Gate;
import io.github.mpcconnect.request.RequestQueue;
import io.github.mpcconnect.request.RequestSettings;
import io.github.mpcconnect.request.VirtualTime;
import io.github.mpcconnect.simulator.CallBuilder;
import io.github.mpcconnect.simulator.CallGenerator;
import io.github.mpcconnect.simulator.Mood;
import io.github.mpcconnect.simulator.SimulatedAccount;
import io.github.mpcconnect.simulator.SimulatedCall;
import io.github.mpcconnect.simulator.SimulatedClock;
import io.github.mpcconnect.simulator.SimulatedMpcApi;
import io.github.mpcconnect.simulator.World;
import io.github.mpcconnect.timeline.Day;
import io.github.mpcconnect.timeline.Watermark;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A world drawn from a seed, and a reader in it that meets late calls, faults, pages that shift, a clock that is wrong
 * and restarts at any moment. Checked after each step:
 *
 * <ul>
 *   <li>(A) No call is sent twice, with exactly-once.
 *   <li>(B) A stored watermark covers no call that the API listed when its window was read and that was not sent.
 *   <li>(C) No span of the limit's length holds more requests than allowed.
 *   <li>(D) No search is refused: none over 30 days, none past the API's now.
 *   <li>(G) Whoever this reader was told of in a call in progress is in the call's own record's company.
 * </ul>
 *
 * and at the end:
 *
 * <ul>
 *   <li>(E) Every settled call was sent, late ones after an audit at the latest.
 *   <li>(F) The stored count and check of each day are those of the calls sent of it.
 *   <li>(H) The tables of live calls are the API's state; without exactly-once, somebody who joined before a crash and
 *       left before the restart may have a row until the call's own record is sent, and where the API tells of nobody
 *       in a call that is over, also then.
 * </ul>
 */
final class Simulation {

    private static final Instant START = Instant.parse("2026-11-20T23:10:00Z");
    private static final Instant TROUBLE_ENDS = START.plusSeconds(80 * 60);
    private static final Instant LAST_CALLS_END = TROUBLE_ENDS.plusSeconds(25 * 60);
    private static final Instant END = LAST_CALLS_END.plusSeconds(5 * 60);
    private static final Duration CONNECTS_FLUSH_INTERVAL = Duration.ofSeconds(60);
    private static final int REQUESTS = 10;
    private static final Duration PERIOD = Duration.ofSeconds(1);

    private final Random random;
    private final boolean exactlyOnce;
    private final ReaderSettings settings;
    private final VirtualTime time = new VirtualTime(START);
    private final SimulatedClock clock = time.clock();
    private final World world = new World(clock);
    private final SimulatedAccount account = world.addAccount("MASIM", "secret");
    private final SimulatedKafka kafka;
    private final List<SimulatedCall> calls = new ArrayList<>();
    private final Mood mood;
    private final Set<String> late = new HashSet<>();
    private LiveWorld live;
    private final Deque<Long> requests = new ArrayDeque<>();
    private final Trouble trouble;
    private HandOver handOver;
    private AccountLoop loop;
    private ApiClock apiClock;
    private Instant nextFlush = START.plus(CONNECTS_FLUSH_INTERVAL);
    private int restarts;

    Simulation(long seed) {
        this.random = new Random(seed * 0x9E3779B97F4A7C15L);
        this.exactlyOnce = seed % 2 == 0;
        this.kafka = new SimulatedKafka(exactlyOnce);
        this.trouble = new Trouble(random);
        boolean withParticipants = random.nextInt(4) > 0;
        this.settings = new ReaderSettings(
                null,
                Duration.ofDays(3L + random.nextInt(60)),
                random.nextInt(4) > 0,
                Duration.ofSeconds(10),
                Duration.ofSeconds(60),
                2 + random.nextInt(60),
                withParticipants,
                OnMalformed.FAIL,
                Duration.ofSeconds(120),
                2,
                random.nextBoolean() ? Duration.ofSeconds(30) : null,
                withParticipants && random.nextBoolean() ? Duration.ofSeconds(1 + random.nextInt(20)) : null,
                CallQuery.ALL);
        this.mood = Mood.values()[random.nextInt(Mood.values().length)];
        account.mood(mood);
        addCalls();
        restart();
    }

    private void addCalls() {
        Instant oldest = START.minus(settings.history()).plusSeconds(3600);
        CallGenerator generator = CallGenerator.seeded(random.nextLong()).mostParticipants(3);
        calls.addAll(generator.ending(oldest, START).calls(5 + random.nextInt(250)));
        calls.addAll(generator.ending(START, TROUBLE_ENDS).calls(5 + random.nextInt(100)));
        calls.removeIf(call -> !call.endTime().isAfter(oldest));
        if (random.nextBoolean()) {
            Instant burst = START.minusSeconds(random.nextInt(7200));
            for (int i = 0; i < 70; i++) {
                calls.add(generator.call(i, burst.plusNanos(1000L * random.nextInt(1_000_000))));
            }
        }
        addLateCalls(generator);
        calls.addAll(LiveWorld.calls(random, START, TROUBLE_ENDS, LAST_CALLS_END));
        account.add(calls);
    }

    /** At most two a day, so that they can be told after any restart. */
    private void addLateCalls(CallGenerator generator) {
        for (Day day : List.of(Day.of(START), Day.of(START).next())) {
            for (int i = random.nextInt(3); i > 0; i--) {
                Instant end = START.plusSeconds(random.nextInt(4000));
                if (Day.of(end).equals(day)) {
                    SimulatedCall call = CallBuilder.aCall()
                            .uuid("late-" + day + "-" + i)
                            .endedAt(end)
                            .visibleFrom(end.plusSeconds(30 + random.nextInt(1200)))
                            .withParticipants(random.nextInt(3))
                            .build();
                    late.add(call.mpcUuid());
                    calls.add(call);
                }
            }
        }
    }

    /** An hour and fifty minutes, midnight among them; the last half hour is without trouble. */
    void run() throws InterruptedException {
        while (clock.instant().isBefore(TROUBLE_ENDS)) {
            step();
            if (random.nextInt(150) == 0) {
                kafka.crash();
                restart();
            }
            if (!clock.instant().isBefore(nextFlush)) {
                kafka.flush();
                nextFlush = clock.instant().plus(CONNECTS_FLUSH_INTERVAL);
            }
        }
        trouble.end();
        stepUntil(LAST_CALLS_END.minusSeconds(60));
        checkTables();
        stepUntil(END);
        kafka.flush();
        checkTheEnd();
    }

    private void stepUntil(Instant end) throws InterruptedException {
        while (clock.instant().isBefore(end)) {
            step();
        }
    }

    private void restart() {
        restarts++;
        live = new LiveWorld(kafka);
        apiClock = new ApiClock(settings.settleDelay(), time::nanos);
        SimulatedMpcApi api = new SimulatedMpcApi(world, account, apiClock)
                .beforeEach(this::request)
                .calls((query, page) -> trouble.on(page))
                .participants((mpcUuid, page) -> live.told(trouble.on(page)));
        Gate alwaysOpen = new Gate(() -> 0);
        handOver = new HandOver(alwaysOpen);
        loop = new AccountLoop(
                new AccountApi(new Account("MASIM", "sim"), api, apiClock, new AccountMetrics()),
                settings,
                new RequestSettings(REQUESTS, PERIOD, 8, Duration.ofMillis(500), Duration.ofSeconds(30)),
                handOver,
                alwaysOpen,
                turn -> RequestQueue.inCallersThread(),
                (who, days) -> kafka.lookUp(days),
                time,
                random::nextDouble,
                () -> {});
    }

    private void step() throws InterruptedException {
        Duration idle = loop.step();
        for (Batch batch = handOver.take(Duration.ZERO); batch != null; batch = handOver.take(Duration.ZERO)) {
            kafka.send(batch);
            checkWatermarks();
            live.check(batch);
            if (random.nextInt(3) == 0) {
                break;
            }
        }
        time.sleep(idle.isZero() ? Duration.ofMillis(1) : idle);
    }

    /** Each request takes its time, and counts against the limit when it arrives. */
    private void request() {
        time.advance(Duration.ofMillis(1 + random.nextInt(random.nextInt(50) == 0 ? 3000 : 8)));
        requests.add(time.nanos());
        while (time.nanos() - requests.peek() >= PERIOD.toNanos()) {
            requests.remove();
        }
        assertThat(requests).as("(C) requests in %s", PERIOD).hasSizeLessThanOrEqualTo(REQUESTS);
        if (!trouble.isOver() && random.nextInt(200) == 0) {
            apiClock.observe(clock.instant().plusSeconds(3600).truncatedTo(ChronoUnit.SECONDS));
            apiClock.observe(clock.instant().truncatedTo(ChronoUnit.SECONDS));
        }
    }

    private void checkWatermarks() {
        Map<Day, Watermark> marks = kafka.watermarks();
        for (SimulatedCall call : calls) {
            int times = kafka.timesSent(call.mpcUuid());
            if (exactlyOnce) {
                assertThat(times)
                        .as("(A) times that %s was sent", call.mpcUuid())
                        .isLessThanOrEqualTo(1);
            }
            Watermark mark = marks.get(Day.of(call.endTime()));
            boolean covered = mark != null && !call.endTime().isAfter(mark.endTime());
            if (covered && !late.contains(call.mpcUuid())) {
                assertThat(times).as("(B) %s is covered by %s", call, mark).isPositive();
            }
        }
    }

    private void checkTables() {
        if (settings.liveInterval() != null) {
            LiveWorld.checkTables(kafka.tables(), LiveTables.truth(world, account));
        }
    }

    private void checkTheEnd() {
        for (SimulatedCall call : calls) {
            if (!call.endTime().isAfter(TROUBLE_ENDS)) {
                assertThat(kafka.timesSent(call.mpcUuid())).as("(E) %s", call).isPositive();
            }
        }
        assertThat(kafka.calls()).isEqualTo(calls.size());
        checkTables();
        if (mood == Mood.FULL) {
            assertThat(kafka.tables().rows()).as("(H) rows of participants").isZero();
        }
        kafka.watermarks().forEach((day, mark) -> {
            List<String> ids = calls.stream()
                    .filter(call -> Day.of(call.endTime()).equals(day))
                    .map(SimulatedCall::mpcUuid)
                    .toList();
            assertThat(mark.calls()).as("(F) count of %s", day).isEqualTo(ids.size());
            assertThat(mark.check()).as("(F) check of %s", day).isEqualTo(Watermark.checkOf(ids));
        });
    }

    /** What a run adds to the table of promises. */
    record Outcome(boolean exactlyOnce, int restarts, int calls, int late, int lost, int doubled) {}

    Outcome outcome() {
        int lost = 0;
        int doubled = 0;
        for (SimulatedCall call : calls) {
            int times = kafka.timesSent(call.mpcUuid());
            lost += times == 0 ? 1 : 0;
            doubled += times > 1 ? 1 : 0;
        }
        return new Outcome(exactlyOnce, restarts - 1, calls.size(), late.size(), lost, doubled);
    }

    @Override
    public String toString() {
        return "exactly once " + exactlyOnce + ", " + calls.size() + " calls, " + late.size() + " late, " + restarts
                + " starts, mood " + mood + ", " + settings;
    }
}
