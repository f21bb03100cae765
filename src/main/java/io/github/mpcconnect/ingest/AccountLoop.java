package io.github.mpcconnect.ingest;

import io.github.mpcconnect.ingest.Beginning.Start;
import io.github.mpcconnect.metrics.AccountMetrics;
import io.github.mpcconnect.request.Backoff;
import io.github.mpcconnect.request.Caller;
import io.github.mpcconnect.request.Gate;
import io.github.mpcconnect.request.Limiter;
import io.github.mpcconnect.request.Outage;
import io.github.mpcconnect.request.RequestQueue;
import io.github.mpcconnect.request.RequestQueue.Turn;
import io.github.mpcconnect.request.RequestSettings;
import io.github.mpcconnect.request.Time;
import io.github.mpcconnect.request.Work;
import io.github.mpcconnect.timeline.Calendar;

import java.time.Duration;
import java.time.Instant;
import java.util.function.Consumer;
import java.util.function.DoubleSupplier;
import java.util.function.Function;
import java.util.function.Supplier;

/** The reading of one account from its beginning on, step by step. */
final class AccountLoop implements OnDemand.Steps {

    private final AccountApi account;
    private final ReaderSettings settings;
    private final RequestSettings requests;
    private final HandOver handOver;
    private final RequestQueue queue;
    private final OffsetLookup offsets;
    private final Time time;
    private final Backoff backoff;
    private final Caller caller;
    private final Runnable wake;
    private AccountReader reader;

    /**
     * @param queues makes the queue of its requests, given what waits for their turn
     * @param random numbers in [0, 1), for the jitter of retries
     * @param wake ends a pause between steps
     */
    AccountLoop(
            AccountApi account,
            ReaderSettings settings,
            RequestSettings requests,
            HandOver handOver,
            Gate gate,
            Function<Turn, RequestQueue> queues,
            OffsetLookup offsets,
            Time time,
            DoubleSupplier random,
            Runnable wake) {
        this.account = account;
        this.settings = settings;
        this.requests = requests;
        this.handOver = handOver;
        this.offsets = offsets;
        this.time = time;
        this.backoff = new Backoff(requests.backoff(), requests.backoffMax(), random);
        Limiter limiter = Limiter.succeeding(requests.limit(), requests.period(), requests.concurrent());
        Outage outage = new Outage(account.account().name(), account.metrics(), time);
        this.caller = new Caller(gate, limiter, backoff, outage, account.metrics(), time);
        this.queue = queues.apply(caller::awaitTurn);
        this.wake = wake;
    }

    @Override
    public Duration step() throws InterruptedException {
        if (reader == null) {
            reader = reader(new Beginning(account, settings, caller, offsets).start());
        }
        return reader.step();
    }

    private AccountReader reader(Start start) {
        Account who = account.account();
        AccountMetrics metrics = account.metrics();
        Calendar calendar = start.calendar();
        Supplier<Instant> now = () -> account.clock().now().orElseThrow();
        boolean watches = settings.liveInterval() != null;
        LiveMemory memory =
                watches ? new LiveMemory(start.live(), start.now(), metrics, time) : LiveMemory.none(metrics);
        ParticipantsReader participants = settings.withParticipants()
                ? new ParticipantsReader(account.api(), caller, backoff, new Silence(who), memory, time)
                : null;
        WindowReader windows = new WindowReader(account, settings, caller, queue, participants, memory, now);
        Ledgers ledgers =
                new Ledgers(calendar, settings.auditDays(), settings.auditInterval(), settings.windowMaxCalls());
        DayReader days = new DayReader(who, settings, calendar, windows, ledgers, metrics, backoff, time);
        Audit audit = new Audit(who, settings, calendar, windows, days, ledgers, metrics, time);
        LiveWatch live = watches ? liveWatch(start, memory) : null;
        Lane history = lane(Work.HISTORY, memory::sent);
        Lane newCalls = settings.newestFirst() ? lane(Work.NEW_CALLS, memory::sent) : history;
        return new AccountReader(
                who, settings, now, time, calendar, days, ledgers, audit, live, metrics, newCalls, history);
    }

    private Lane lane(Work work, Consumer<Batch> taken) {
        return handOver.newLane(work, settings.windowMaxCalls(), taken, wake);
    }

    private LiveWatch liveWatch(Start start, LiveMemory memory) {
        Lane lane = lane(Work.LIVE, batch -> {});
        LiveReader liveReader = new LiveReader(account, settings, caller, queue, memory);
        return new LiveWatch(account, settings, requests, liveReader, memory, start.live(), lane, time);
    }
}
