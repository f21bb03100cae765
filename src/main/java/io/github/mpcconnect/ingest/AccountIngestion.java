package io.github.mpcconnect.ingest;

import io.github.mpcconnect.api.CallQuery;
import io.github.mpcconnect.days.EndedCalls;
import io.github.mpcconnect.days.read.Reading;
import io.github.mpcconnect.live.LiveCalls;
import io.github.mpcconnect.live.LiveContext;
import io.github.mpcconnect.live.LiveRequests;
import io.github.mpcconnect.offset.DayOffset;
import io.github.mpcconnect.offset.LiveOffset;
import io.github.mpcconnect.offset.OffsetLookup.Stored;
import io.github.mpcconnect.request.FatalException;
import io.github.mpcconnect.request.Loop;
import io.github.mpcconnect.request.Patience;
import io.github.mpcconnect.request.Requests;
import io.github.mpcconnect.request.Resource;
import io.github.mpcconnect.request.Work;
import io.github.mpcconnect.timeline.Day;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Reads one account, on the task's loop: learns the API's time, looks up stored offsets, then runs the work that is
 * due.
 */
public final class AccountIngestion {

    private static final Logger LOG = LoggerFactory.getLogger(AccountIngestion.class);

    private static final int MAX_UNDATED = 10;
    private static final Duration A_DAY = Duration.ofDays(1);

    /** There is no such call: a 404 shows that participants are answered, before any were. */
    private static final String NO_CALL = "00000000-0000-0000-0000-000000000000";

    private final AccountApi account;
    private final TaskParts task;
    private final Requests requests;
    private final AccountStart start;
    private final EngineMetrics metrics;
    private EndedCalls ended;
    private LiveCalls live;
    private Loop.Timer timer = () -> {};
    private long clockJumps;
    private boolean stepping;
    private boolean closed;

    public AccountIngestion(AccountApi account, TaskParts task) {
        this.account = account;
        this.task = task;
        this.start =
                new AccountStart(account.account().name(), account.settings().history(), account.metrics());
        this.requests = new Requests(
                account.account().name(),
                WorkOrder.of(account.settings().history().order()),
                account.settings().requests(),
                task.loop(),
                account.metrics(),
                this::fail,
                task.random());
        requests.setProbe(Resource.CALLS, () -> account.api().calls(CallQuery.HARMLESS));
        requests.setProbe(Resource.PARTICIPANTS, () -> account.api().participants(NO_CALL, 0));
        this.metrics = new EngineMetrics(account, task.loop());
        metrics.register();
    }

    /** Starts reading. Called on the loop. */
    public void start() {
        learnTime();
    }

    /** The task was polled just now. Called on the loop. */
    public void polled() {
        requests.polled();
    }

    /** Ends all work. Called on the loop. */
    public void close() {
        closed = true;
        if (live != null) {
            live.close();
            ended.close();
        }
        requests.close();
    }

    private void fail(FatalException failure) {
        task.queue().fail(failure);
    }

    // Start

    /** The first requests need no time. Two responses must agree on it. */
    private void learnTime() {
        if (account.clock().now().isPresent()) {
            lookUp();
            return;
        }
        requests.submit(
                        Work.NEW_CALLS,
                        Resource.CALLS,
                        Patience.UNTIL_ANSWERED,
                        () -> account.api().calls(CallQuery.HARMLESS))
                .thenRun(() -> task.loop().execute(this::learnMore));
    }

    /** A step of its own, so that a failure in it ends the task. */
    private void learnMore() {
        if (!closed && hasDates()) {
            learnTime();
        }
    }

    private boolean hasDates() {
        boolean dated = account.clock().responsesWithoutDate() < MAX_UNDATED;
        if (!dated) {
            fail(new FatalException(
                    "Account " + account.account().name() + ": the last " + MAX_UNDATED
                            + " responses had no Date header."
                            + " It is needed to know the API's time. Check for a proxy between the worker and the API that"
                            + " removes the header, then restart the task.",
                    null));
        }
        return dated;
    }

    private void lookUp() {
        Instant now = now();
        List<Day> days = start.lookedUp(now);
        task.blocking().execute(() -> {
            try {
                Stored stored = task.offsets().lookUp(account.account().id(), days);
                task.loop().execute(() -> begin(stored));
            } catch (RuntimeException | Error e) {
                task.queue().fail(Ingestion.asException(e));
            }
        });
    }

    private void begin(Stored stored) {
        if (closed) {
            return;
        }
        Instant now = now();
        LOG.info(
                "Account {}: the API's time is {}; {} days have a stored offset; history begins at {}",
                account.account().name(),
                now,
                stored.days().size(),
                start.first(now));
        start.reportLost(now, stored);
        begin(stored.days(), stored.live());
    }

    private void begin(Map<Day, DayOffset> days, LiveOffset open) {
        Instant now = now();
        clockJumps = account.clock().jumps();
        live = new LiveCalls(liveContext(), open);
        Reading reading = new Reading(
                account.account(),
                account.api(),
                requests,
                task.loop(),
                this::now,
                account.settings(),
                account.metrics());
        ended = new EndedCalls(
                reading,
                live.seen(),
                task.queue(),
                task.memory(),
                start.first(now),
                new TreeMap<>(days),
                start::reportLost);
        reading.afterEachStep(this::stepSoon);
        metrics.follow(ended);
        ended.start();
        live.start();
        stepSoon();
    }

    private LiveContext liveContext() {
        LiveOffset any = new LiveOffset(Instant.EPOCH, Map.of());
        return new LiveContext(
                account.account(),
                task.loop(),
                new LiveContext.Source(account.api(), LiveRequests.of(requests), this::now),
                new LiveContext.Sink(task.queue()::put, () -> task.queue().isEmpty(account.account(), any), this::fail),
                account.settings(),
                account.metrics());
    }

    private Instant now() {
        return account.clock().now().orElseThrow();
    }

    // Steps

    private void stepSoon() {
        if (!stepping) {
            stepping = true;
            task.loop().execute(this::step);
        }
    }

    /** A batch of this account was taken, so there may be room for more. Called on the loop. */
    public void taken() {
        if (ended != null) {
            stepSoon();
        }
    }

    private void step() {
        stepping = false;
        if (closed || !hasDates()) {
            return;
        }
        Instant now = now();
        followClock(now);
        Instant next = ended.step(now, start.reach().first(now));
        timer.cancel();
        timer = task.loop().schedule(Duration.between(now, next), this::step);
    }

    private void followClock(Instant now) {
        if (account.clock().jumps() == clockJumps) {
            return;
        }
        clockJumps = account.clock().jumps();
        Duration jump = account.clock().lastJump();
        LOG.warn(
                "Account {}: the API's clock jumped ahead by {}; closing no day for an hour",
                account.account().name(),
                jump);
        if (jump.compareTo(A_DAY) > 0) {
            ended.close();
            live.close();
            begin(ended.stored(), live.stored());
        }
        ended.clockJumped(now);
    }
}
