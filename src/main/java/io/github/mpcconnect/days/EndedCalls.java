package io.github.mpcconnect.days;

import io.github.mpcconnect.batch.BatchQueue;
import io.github.mpcconnect.config.HistorySettings.BackfillOrder;
import io.github.mpcconnect.days.audit.Audits;
import io.github.mpcconnect.days.read.MalformedObjects;
import io.github.mpcconnect.days.read.ParticipantsReader;
import io.github.mpcconnect.days.read.Reading;
import io.github.mpcconnect.days.read.WindowLister;
import io.github.mpcconnect.days.send.Closing;
import io.github.mpcconnect.days.send.Outbox;
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
 * Reads the ended calls of one account. New calls, gaps, audits and history each start the work that is due, in the
 * configured order, and never wait for each other.
 */
public final class EndedCalls {

    private static final Logger LOG = LoggerFactory.getLogger(EndedCalls.class);

    private static final Duration MIN_CHECK_INTERVAL = Duration.ofSeconds(1);
    private static final Duration MAX_CHECK_INTERVAL = Duration.ofSeconds(5);

    private final Reading reading;
    private final Books books = new Books();
    private final SeenParticipants live;
    private final TaskMemory memory;
    private final Consumer<List<Day>> lost;
    private final Closing closing;
    private final Outbox outbox;
    private final Sender sender;
    private final DayReader reader;
    private final NewCalls newCalls;
    private final History history;
    private final GapRetries gaps;
    private final Audits audits;
    private final Heartbeats heartbeats;
    private final StoredDays storedDays;
    private final ProgressMeter meter;
    private Instant settled = Instant.MIN;

    /**
     * @param first the first day of history
     * @param stored the offsets that earlier runs stored
     * @param lost receives the days that expired in the API before any part of them was read
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
        this.outbox = new Outbox(reading, live, queue, memory);
        this.sender = new Sender(reading, books, participants, outbox, memory, closing);
        this.reader = new DayReader(reading, books, sender);
        this.newCalls = new NewCalls(reading, books, reader, lister, memory);
        this.history = new History(reading, books, reader, lister, memory, first);
        this.gaps = new GapRetries(reading, books, reader, lister, participants, sender, closing);
        this.audits = new Audits(reading, books, lister, sender, outbox, closing);
        this.heartbeats = new Heartbeats(reading, books, outbox, queue);
        this.storedDays = new StoredDays(reading, books);
        this.meter = new ProgressMeter(reading, books, newCalls, history, audits);
        newCalls.startAt(storedDays.restore(stored, newCalls.horizon()));
    }

    /** Sends the rows of all days that are not final. Must be called before {@link #step}. */
    public void start() {
        for (DayState day : books.newestFirst()) {
            outbox.row(day, true);
            sender.release(day);
        }
    }

    /**
     * Starts all work that is due.
     *
     * @param reach the first day that the API can still return
     * @return when work is due next, by the API's clock; answers may cause a step earlier
     */
    public Instant step(Instant now, Day reach) {
        endExpiredDays(reach);
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
            next = history.step() ? earlier(next, newCalls.step(now)) : next;
            next = earlier(next, gaps.step(now));
            audits.step(now);
        }
        closeDoneDays(now);
        forgetIds();
        reading.metrics().set(Metric.IN_FLIGHT_BYTES, memory.used());
        settle();
        meter.measure(now);
        return earlier(next, now.plus(checkInterval()));
    }

    /** How often to check for work that becomes due without an event, such as an audit. */
    private Duration checkInterval() {
        Duration poll = reading.settings().ended().pollInterval();
        Duration longer = poll.compareTo(MIN_CHECK_INTERVAL) > 0 ? poll : MIN_CHECK_INTERVAL;
        return longer.compareTo(MAX_CHECK_INTERVAL) < 0 ? longer : MAX_CHECK_INTERVAL;
    }

    private static Instant earlier(Instant a, Instant b) {
        return a.isBefore(b) ? a : b;
    }

    /** Makes days final that the API can no longer return although they are not closed. */
    private void endExpiredDays(Day reach) {
        for (DayState day : books.newestFirst()) {
            if (day.day().compareTo(reach) < 0 && day.pending().isEmpty()) {
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

    /** Closes days that had to wait, for example after a jump of the clock. */
    private void closeDoneDays(Instant now) {
        for (DayState day : books.newestFirst()) {
            if (closing.isDone(day, now)) {
                sender.release(day);
            }
        }
    }

    /** The API's clock jumped ahead: no day is closed for an hour. */
    public void clockJumped(Instant now) {
        closing.clockJumped(now);
    }

    /** If the task holds too many ids in memory, drops those of this account's oldest days. */
    private void forgetIds() {
        long kept = countIds();
        for (DayState day : books.oldestFirst()) {
            boolean canForget = day.earlier() == null && !audits.isListing(day);
            if (memory.hasTooManyIds() && canForget && !day.day().equals(newCalls.front())) {
                LOG.info(
                        "Account {}: too many ids in memory; {} of this account's {} ids are forgotten, those of {},"
                                + " which its sketch replaces",
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
        memory.setIds(reading.account(), ids);
        return ids;
    }

    private void settle() {
        Instant upTo = settled();
        if (!upTo.equals(settled)) {
            settled = upTo;
            live.settled(upTo);
        }
    }

    /** The time up to which all ended calls were sent, looking at the day of new calls and the two days before it. */
    private Instant settled() {
        Day front = newCalls.front();
        Instant settled = reader.open(front).endTime();
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

    /** Stops: results that arrive later are ignored. */
    public void close() {
        reading.end();
        books.newestFirst().forEach(day -> day.pending().calls().forEach(memory::release));
    }

    /** The offsets of everything sent, from which a restart within this task continues. */
    public Map<Day, DayOffset> stored() {
        return storedDays.now();
    }

    /** The progress of reading, for metrics. May be called on any thread. */
    public Progress progress() {
        return meter.progress();
    }
}
