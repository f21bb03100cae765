package io.github.mpcconnect.ingest;

import io.github.mpcconnect.api.MultiPartyCall;
import io.github.mpcconnect.api.Page;
import io.github.mpcconnect.ingest.CallList.Mismatch;
import io.github.mpcconnect.ingest.CallList.Proven;
import io.github.mpcconnect.ingest.Lane.UnderWay;
import io.github.mpcconnect.metrics.AccountMetrics;
import io.github.mpcconnect.metrics.Metric;
import io.github.mpcconnect.request.Backoff;
import io.github.mpcconnect.request.Time;
import io.github.mpcconnect.timeline.Calendar;
import io.github.mpcconnect.timeline.Day;
import io.github.mpcconnect.timeline.Watermark;
import io.github.mpcconnect.timeline.Window;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Moves the days of one account on, a window at a time.
 *
 * <ul>
 *   <li>(A) A day's watermark moves only over a window whose calls are proven to be all.
 *   <li>(B) A window goes out only when all windows of its day before it have.
 *   <li>(C) Where the participants of a window do not add up, its day goes back to the watermark before it.
 *   <li>(D) What never adds up is halved down to its second; that second waits, and the days besides go on.
 * </ul>
 */
final class DayReader {

    private static final Logger LOG = LoggerFactory.getLogger(DayReader.class);

    private final Account account;
    private final ReaderSettings settings;
    private final Calendar calendar;
    private final WindowReader windows;
    private final Ledgers ledgers;
    private final AccountMetrics metrics;
    private final Backoff backoff;
    private final Time time;
    private final Map<Day, DayReading> readings = new HashMap<>();

    DayReader(
            Account account,
            ReaderSettings settings,
            Calendar calendar,
            WindowReader windows,
            Ledgers ledgers,
            AccountMetrics metrics,
            Backoff backoff,
            Time time) {
        this.account = account;
        this.settings = settings;
        this.calendar = calendar;
        this.windows = windows;
        this.ledgers = ledgers;
        this.metrics = metrics;
        this.backoff = backoff;
        this.time = time;
    }

    /** Asks for the day's next window, up to the horizon, and sends it on its way if it is not too large. */
    void readOn(Day day, Instant horizon, Lane lane) throws InterruptedException {
        DayReading reading = readings.computeIfAbsent(day, this::newReading);
        Window window = reading.curve().next(horizon);
        Page<MultiPartyCall> first = windows.first(window, lane.work());
        if (first.count() != null && !reading.curve().fits(window, first.count())) {
            reading.curve().tooMany(window, first.count());
            return;
        }
        CallList.Sum sum = windows.all(window, first, lane.work());
        if (sum instanceof Proven proven) {
            proven(day, reading, window, proven.list(), lane);
        } else if (sum instanceof Mismatch mismatch) {
            mismatched(reading, window, mismatch);
        }
    }

    private DayReading newReading(Day day) {
        return new DayReading(calendar.watermark(day).endTime(), settings.windowMaxCalls());
    }

    private void proven(Day day, DayReading reading, Window window, CallList list, Lane lane) {
        Watermark before = calendar.watermark(day);
        if (list.size() == 0 && window.equals(day.whole())) {
            calendar.quiet();
        }
        Watermark after = before.advancedTo(window.upTo(), list.size(), list.ids());
        calendar.put(after);
        reading.advanced(window, list.size());
        ledgers.handled(day, window, list);
        if (list.size() > 0) {
            send(list, window, before, after, lane);
        }
        if (after.isComplete()) {
            readings.remove(day);
            beat(after, lane);
        }
    }

    private void send(CallList list, Window window, Watermark before, Watermark after, Lane lane) {
        Watermark stored = before.endTime().equals(before.day().start()) ? null : before;
        CompletableFuture<Batch> batch =
                windows.items(list, lane.work()).thenApply(items -> new Batch(account.id(), stored, after, items));
        lane.put(new UnderWay(window, before, list.size(), batch));
    }

    /** Sends calls that showed up after their window was read, behind what of their day is on its way. */
    void sendLate(Day day, CallList late, Lane lane) {
        Watermark before = calendar.watermark(day);
        Watermark after = before.advancedTo(before.endTime(), late.size(), late.ids());
        calendar.put(after);
        send(late, null, before, after, lane);
    }

    /** Sends the watermarks of all days that are being read, where heartbeats are wanted. */
    void beat(Function<Day, Lane> laneOf) {
        for (Day day : readings.keySet()) {
            Watermark mark = calendar.watermark(day);
            if (mark.endTime().isAfter(day.start())) {
                beat(mark, laneOf.apply(day));
            }
        }
    }

    private void beat(Watermark mark, Lane lane) {
        if (settings.heartbeatInterval() != null) {
            Batch batch = new Batch(account.id(), mark, mark, List.of(new Heartbeat(mark)));
            lane.put(new UnderWay(null, mark, 0, CompletableFuture.completedFuture(batch)));
        }
    }

    private void mismatched(DayReading reading, Window window, Mismatch mismatch) {
        metrics.add(Metric.WINDOWS_REREAD);
        boolean enough = reading.mismatched(mismatch);
        if (enough) {
            LOG.warn(
                    "Account {}: the calls that ended in {} do not add up: the API told a count of {} and {} distinct"
                            + " calls; {}",
                    account.name(),
                    window,
                    mismatch.told(),
                    mismatch.distinct(),
                    window.isOneSecond() ? "asking again until they do" : "asking for half of it");
        }
        if (enough && !window.isOneSecond()) {
            reading.halve(window);
        } else {
            reading.waitUntil(time.nanos() + backoff.after(reading.failures()).toNanos());
        }
    }

    /** Takes back what came after a window whose participants do not add up, and that window itself. */
    void repair(Lane lane) {
        List<UnderWay> broken = new ArrayList<>(lane.takeBroken());
        if (broken.isEmpty()) {
            return;
        }
        UnderWay first = broken.get(0);
        LOG.warn(
                "Account {}: of calls that ended on {} the participants do not add up; asking again: {}",
                account.name(),
                first.day(),
                first.failure().getMessage());
        metrics.add(Metric.WINDOWS_REREAD);
        for (int i = broken.size() - 1; i >= 0; i--) {
            calendar.put(broken.get(i).before());
            readings.put(broken.get(i).day(), newReading(broken.get(i).day()));
            ledgers.reopen(broken.get(i).day(), time.nanos());
        }
        DayReading reading = readings.get(first.day());
        if (first.window() == null || first.window().isOneSecond()) {
            reading.waitUntil(time.nanos() + backoff.most().toNanos());
        } else {
            reading.halve(first.window());
        }
    }

    /** The days that are left alone for a while, because something of them did not add up. */
    Set<Day> waiting() {
        long now = time.nanos();
        return readings.entrySet().stream()
                .filter(reading -> reading.getValue().waits(now))
                .map(Map.Entry::getKey)
                .collect(Collectors.toSet());
    }

    /** Finds out which of a run of untouched days have calls. */
    void probe(Window window, Lane lane) throws InterruptedException {
        Page<MultiPartyCall> page = windows.first(window, lane.work());
        List<Instant> ends =
                page.objects().stream().map(MultiPartyCall::endTime).toList();
        if (!(CallList.sum(List.of(page)) instanceof Proven proven)) {
            calendar.busy();
        } else if (proven.list().size() == 0) {
            calendar.empty(window).forEach(mark -> beat(mark, lane));
        } else if (page.malformed().isEmpty() && ends.stream().allMatch(Objects::nonNull)) {
            calendar.sparse(window, ends).forEach(mark -> beat(mark, lane));
        } else {
            calendar.busy();
        }
    }
}
