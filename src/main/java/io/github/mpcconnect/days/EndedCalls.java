package io.github.mpcconnect.days;

import io.github.mpcconnect.batch.BatchQueue;
import io.github.mpcconnect.config.HistorySettings.BackfillOrder;
import io.github.mpcconnect.days.audit.Audits;
import io.github.mpcconnect.days.read.MalformedObjects;
import io.github.mpcconnect.days.read.ParticipantsReader;
import io.github.mpcconnect.days.read.Reading;
import io.github.mpcconnect.days.read.WindowLister;
import io.github.mpcconnect.days.send.Closing;
import io.github.mpcconnect.days.send.SeenParticipants;
import io.github.mpcconnect.days.send.Sender;
import io.github.mpcconnect.days.send.TaskMemory;
import io.github.mpcconnect.days.state.Books;
import io.github.mpcconnect.days.state.DayState;
import io.github.mpcconnect.metrics.Metric;
import io.github.mpcconnect.offset.DayOffset;
import io.github.mpcconnect.offset.DayStatus;
import io.github.mpcconnect.request.Work;
import io.github.mpcconnect.timeline.Day;
import io.github.mpcconnect.timeline.Window;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * The ended calls of one account: which work is due, in the order of the settings. New calls, gaps, audits and history
 * each start what they can and never wait for each other.
 */
public final class EndedCalls {

    private static final Logger LOG = LoggerFactory.getLogger(EndedCalls.class);

    private static final Duration MIN_LOOK = Duration.ofSeconds(1);
    private static final Duration MAX_LOOK = Duration.ofSeconds(5);
    private static final Duration SNAPSHOT_INTERVAL = Duration.ofMillis(500);

    private final Reading reading;
    private final Books books = new Books();
    private final SeenParticipants live;
    private final TaskMemory memory;
    private final Consumer<List<Day>> lost;
    private final Closing closing;
    private final Sender sender;
    private final DayReader reader;
    private final NewCalls newCalls;
    private final History history;
    private final GapRetries gaps;
    private final Audits audits;
    private final Heartbeats heartbeats;
    private final StoredDays storedDays;
    private Instant nextSnapshot = Instant.MIN;
    private Instant settled = Instant.MIN;
    private volatile Progress progress = Progress.NONE;

    /**
     * @param first the first day of history
     * @param stored what earlier runs stored
     * @param lost receives days that left the API's reach before anything of them was read
     */
    public EndedCalls(
            Reading reading,
            SeenParticipants live,
            BatchQueue queue,
            TaskMemory memory,
            Day first,
            Map<Day, DayOffset> stored,
            Consumer<List<Day>> lost) {
        this.reading = reading;
        this.live = live;
        this.memory = memory;
        this.lost = lost;
        this.closing = new Closing(reading);
        MalformedObjects malformed = new MalformedObjects(reading);
        WindowLister lister = new WindowLister(reading, malformed);
        ParticipantsReader participants = new ParticipantsReader(reading, malformed);
        this.sender = new Sender(reading, books, participants, live, queue, memory, closing);
        this.reader = new DayReader(reading, books, sender);
        this.newCalls = new NewCalls(reading, books, reader, lister, memory);
        this.history = new History(reading, books, reader, lister, memory, first);
        this.gaps = new GapRetries(reading, books, reader, lister, participants, sender, closing);
        this.audits = new Audits(reading, books, lister, sender, closing);
        this.heartbeats = new Heartbeats(reading, books, sender, queue);
        this.storedDays = new StoredDays(reading, books);
        newCalls.startAt(storedDays.restore(stored, newCalls.horizon()));
    }

    /** Writes the rows of days that are not final, once. Then work can begin. */
    public void start() {
        for (DayState day : books.newestFirst()) {
            sender.row(day, true);
            sender.release(day);
        }
    }

    /**
     * Starts all that is due.
     *
     * @param reach the first day that can still be asked for
     * @return when something is due next, by the API's clock; something may be answered earlier
     */
    public Instant step(Instant now, Day reach) {
        dropOutOfReach(reach);
        List<Day> unread = history.limits(reach, newCalls.front());
        if (!unread.isEmpty()) {
            lost.accept(unread);
        }
        Instant next = heartbeats.step(now);
        if (reading.settings().history().order() == BackfillOrder.NEWEST_FIRST) {
            next = earlier(next, newCalls.step(now));
            next = earlier(next, gaps.step(now));
            audits.step(now);
            history.step();
        } else {
            boolean done = history.step();
            next = done ? earlier(next, newCalls.step(now)) : next;
            next = earlier(next, gaps.step(now));
            audits.step(now);
        }
        closeWhatIsDone(now);
        forgetIds();
        reading.metrics().set(Metric.IN_FLIGHT_BYTES, memory.used());
        settle();
        if (!now.isBefore(nextSnapshot)) {
            nextSnapshot = now.plus(SNAPSHOT_INTERVAL);
            progress = snapshot();
        }
        return earlier(next, now.plus(lookInterval()));
    }

    /** How often to look for what nothing announces, such as an audit that is due. */
    private Duration lookInterval() {
        Duration poll = reading.settings().ended().pollInterval();
        Duration longer = poll.compareTo(MIN_LOOK) > 0 ? poll : MIN_LOOK;
        return longer.compareTo(MAX_LOOK) < 0 ? longer : MAX_LOOK;
    }

    private static Instant earlier(Instant a, Instant b) {
        return a.isBefore(b) ? a : b;
    }

    /** The days that left the API's reach before they were closed are final as they are. */
    private void dropOutOfReach(Day reach) {
        for (DayState day : books.newestFirst()) {
            if (day.day().compareTo(reach) < 0 && !day.hasPendingBatches()) {
                if (day.isUntouched()) {
                    books.forget(day.day());
                    lost.accept(List.of(day.day()));
                    continue;
                }
                if (day.readTo().isBefore(day.day().end())) {
                    reader.skip(day, new Window(day.readTo(), day.day().end()), Work.HISTORY);
                }
                sender.end(day, DayStatus.DISPUTED);
            }
        }
    }

    /** Days that had to wait before they could be closed, such as after a jump of the clock. */
    private void closeWhatIsDone(Instant now) {
        for (DayState day : books.newestFirst()) {
            if (closing.isDone(day, now)) {
                sender.release(day);
            }
        }
    }

    /** The API's clock jumped ahead: nothing is closed for a while. */
    public void clockJumped(Instant now) {
        closing.clockJumped(now);
    }

    /** Beyond the limit of the task's ids, those of this account's oldest days are forgotten. */
    private void forgetIds() {
        long kept = countIds();
        for (DayState day : books.oldestFirst()) {
            boolean canForget = day.earlier() == null && !audits.isListing(day);
            if (memory.hasTooManyIds() && canForget && !day.day().equals(newCalls.front())) {
                LOG.info(
                        "Account {}: {} of the {} ids in memory are forgotten, those of {}; its sketch stands for them",
                        reading.account().name(),
                        day.sent().size(),
                        kept,
                        day.day());
                day.forgetIds();
                kept = countIds();
            }
        }
    }

    private long countIds() {
        long ids = 0;
        for (DayState day : books.newestFirst()) {
            ids += day.sent().size();
        }
        memory.keeps(reading.account(), ids);
        return ids;
    }

    private void settle() {
        Instant upTo = settled();
        if (!upTo.equals(settled)) {
            settled = upTo;
            live.settled(upTo);
        }
    }

    /** Up to when all calls that ended were sent: of the day that new calls are read of and the two before it. */
    private Instant settled() {
        Day front = newCalls.front();
        DayState today = reader.open(front);
        Instant settled = today.endTime();
        for (Day day = front; day.compareTo(front.plus(-2)) >= 0; day = day.previous()) {
            DayState state = books.state(day);
            if (state != null) {
                Instant missing = state.gaps().firstMissing();
                settled = missing == null ? settled : earlier(settled, missing);
                settled = state.isReadToItsEnd() ? settled : earlier(settled, state.endTime());
            }
        }
        return settled;
    }

    /** Takes no result any more. */
    public void close() {
        reading.end();
        books.newestFirst().forEach(day -> day.pendingCalls().forEach(memory::release));
    }

    /** What a later start, in this task, goes on from: all that has left. */
    public Map<Day, DayOffset> stored() {
        return storedDays.now();
    }

    /** How far the reading is, for metrics; safe for other threads. */
    public Progress progress() {
        return progress;
    }

    private Progress snapshot() {
        boolean newestFirst = reading.settings().history().order() == BackfillOrder.NEWEST_FIRST;
        Instant newCallsTo = reader.open(newCalls.front()).endTime();
        return Progress.of(books, newestFirst ? newCallsTo : history.readTo(newCallsTo), history.daysLeft());
    }
}
