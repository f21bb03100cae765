package io.github.mpcconnect.ingest;

import io.github.mpcconnect.api.MultiPartyCall;
import io.github.mpcconnect.ingest.Lane.UnderWay;
import io.github.mpcconnect.ingest.LiveReader.LiveList;
import io.github.mpcconnect.live.LiveCall;
import io.github.mpcconnect.live.LiveChange;
import io.github.mpcconnect.live.LiveState;
import io.github.mpcconnect.metrics.AccountMetrics;
import io.github.mpcconnect.metrics.Metric;
import io.github.mpcconnect.request.FatalException;
import io.github.mpcconnect.request.RequestSettings;
import io.github.mpcconnect.request.Time;
import io.github.mpcconnect.timeline.LivePosition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.BiPredicate;
import java.util.function.Supplier;

/**
 * Follows the calls in progress: every interval it lists them and who is in them, and sends what changed. It never
 * waits: each step looks at what has been answered.
 *
 * <ul>
 *   <li>(A) Only a poll of which every page adds up changes anything.
 *   <li>(B) All changes of a poll go out together, after those of the poll before.
 *   <li>(C) Its requests take half of the allowance at most; the interval stretches where that does not do.
 * </ul>
 */
final class LiveWatch {

    private static final Logger LOG = LoggerFactory.getLogger(LiveWatch.class);

    private static final Duration CHUNK = Duration.ofSeconds(1);

    private final Account account;
    private final Duration interval;
    private final double requestsPerSecond;
    private final LiveReader reader;
    private final LiveMemory memory;
    private final AccountMetrics metrics;
    private final Lane lane;
    private final Supplier<Instant> now;
    private final Time time;
    private LivePosition position;
    private LiveState state;
    private Poll poll;
    private long nextPoll;
    private boolean unsure = true;
    private BiPredicate<Instant, Instant> isSent = (from, upTo) -> false;

    /** A poll under way: first the lists, then the participants of each active call, some a second. */
    private final class Poll {
        private final Instant seenAt = now.get();
        private final long begun = time.nanos();
        private final long requestsBefore = reader.requests();
        private final CompletableFuture<LiveList> lists = reader.lists(seenAt);
        private final Map<String, CompletableFuture<LiveCall>> calls = new LinkedHashMap<>();
        private long nextChunk = begun;

        private Poll() {
            lists.whenComplete((list, failure) -> lane.changed());
        }

        /** Asks for the participants of some more calls, if it is time. True when all were asked for. */
        private boolean askOn() {
            List<MultiPartyCall> active = lists.join().active();
            while (calls.size() < active.size() && time.nanos() - nextChunk >= 0) {
                nextChunk = time.nanos() + CHUNK.toNanos();
                int most = calls.size() + (int) Math.max(1, requestsPerSecond * CHUNK.toSeconds());
                for (MultiPartyCall call : active.subList(calls.size(), Math.min(most, active.size()))) {
                    CompletableFuture<LiveCall> read =
                            reader.call(call, state.calls().get(call.mpcUuid()));
                    read.whenComplete((live, failure) -> lane.changed());
                    calls.put(call.mpcUuid(), read);
                }
            }
            return calls.size() == active.size();
        }

        private Duration untilNextChunk() {
            Duration left = Duration.ofNanos(nextChunk - time.nanos());
            return left.isNegative() || left.isZero() ? CHUNK : left;
        }

        private boolean isDone() {
            return lists.isDone()
                    && (lists.isCompletedExceptionally()
                            || (askOn() && calls.values().stream().allMatch(CompletableFuture::isDone)));
        }

        /** @throws CompletionException where something does not add up, or failed for good */
        private LiveState state() {
            Map<String, LiveCall> all = new TreeMap<>();
            lists.join().kept().forEach(id -> keep(id, all));
            lists.join().initialized().forEach(call -> all.put(call.mpcUuid(), new LiveCall(call, Map.of())));
            calls.forEach((mpcUuid, call) -> all.put(mpcUuid, call.join()));
            all.keySet().removeIf(memory::isOver);
            return new LiveState(all);
        }

        private void keep(String mpcUuid, Map<String, LiveCall> all) {
            LiveCall before = state.calls().get(mpcUuid);
            if (before != null) {
                all.put(mpcUuid, before);
            }
        }
    }

    /** @param stored what stood in the tables when an earlier run ended; null where nothing is stored */
    LiveWatch(
            AccountApi account,
            ReaderSettings settings,
            RequestSettings requests,
            LiveReader reader,
            LiveMemory memory,
            LivePosition stored,
            Lane lane,
            Time time) {
        this.account = account.account();
        this.interval = settings.liveInterval();
        this.requestsPerSecond = requests.limit() / 2.0 / (requests.period().toMillis() / 1000.0);
        this.reader = reader;
        this.memory = memory;
        this.metrics = account.metrics();
        this.lane = lane;
        this.now = () -> account.clock().now().orElseThrow();
        this.time = time;
        this.position = stored;
        this.state = stored == null ? LiveState.EMPTY : LiveState.ofKeys(stored.open());
        this.nextPoll = time.nanos();
        metrics.set(Metric.LIVE_INTERVAL_MS, interval.toMillis());
    }

    /** Tells how to learn whether the records of all calls that ended after an instant and up to another are sent. */
    void askWhetherSent(BiPredicate<Instant, Instant> question) {
        isSent = question;
    }

    /**
     * Does what is due. Returns how long nothing is; something may be answered earlier, which wakes the reader.
     *
     * @throws FatalException where reading cannot go on
     */
    Duration step() {
        if (poll == null && time.nanos() - nextPoll >= 0 && lane.isEmpty()) {
            poll = new Poll();
        }
        if (poll != null && poll.isDone()) {
            finish(poll);
            poll = null;
        }
        if (poll != null) {
            return poll.untilNextChunk();
        }
        Duration left = Duration.ofNanos(nextPoll - time.nanos());
        return left.isNegative() ? CHUNK : left;
    }

    private void finish(Poll done) {
        schedule(done);
        try {
            send(done.state(), done.seenAt);
        } catch (CompletionException e) {
            if (!(e.getCause() instanceof IncompleteException)) {
                throw e.getCause() instanceof RuntimeException cause ? cause : e;
            }
            metrics.add(Metric.LIVE_POLLS_DROPPED);
            LOG.debug("Account {}: a look at the live calls is dropped: {}", account.name(), e.getMessage());
        }
    }

    /** The next poll comes an interval after this one's begin, or when half of the allowance has paid for this one. */
    private void schedule(Poll done) {
        long requests = reader.requests() - done.requestsBefore;
        Duration paid = Duration.ofNanos((long) (requests / requestsPerSecond * 1e9));
        Duration wait = paid.compareTo(interval) > 0 ? paid : interval;
        nextPoll = done.begun + wait.toNanos();
        Duration took = time.since(done.begun);
        metrics.set(Metric.LIVE_INTERVAL_MS, (took.compareTo(wait) > 0 ? took : wait).toMillis());
    }

    private void send(LiveState next, Instant seenAt) {
        memory.polled(now.get(), next.calls().keySet());
        metrics.set(Metric.LIVE_CALLS, next.calls().size());
        List<LiveChange> changes = state.changesTo(next);
        state = next;
        if (changes.isEmpty()) {
            return;
        }
        LivePosition before = position;
        position = new LivePosition(storedSeenAt(seenAt), keys(next));
        List<Item> items = new ArrayList<>();
        changes.forEach(change -> items.add(new LiveItem(change)));
        Batch batch = new Batch(account.id(), before, position, List.copyOf(items));
        lane.put(new UnderWay(null, null, 0, CompletableFuture.completedFuture(batch)));
    }

    /**
     * What ended before this run's first poll and was in no offset goes only with its call's own record: until those
     * are sent, a later run has to look as far back as this one.
     */
    private Instant storedSeenAt(Instant seenAt) {
        boolean sure = memory.isSure(seenAt) && isSent.test(memory.unsureFrom(), memory.unsureTo());
        unsure = unsure && !sure;
        return unsure ? memory.unsureFrom() : seenAt;
    }

    private static Map<String, List<String>> keys(LiveState state) {
        Map<String, List<String>> keys = new TreeMap<>();
        state.calls()
                .forEach((mpcUuid, call) ->
                        keys.put(mpcUuid, List.copyOf(call.participants().keySet())));
        return keys;
    }
}
