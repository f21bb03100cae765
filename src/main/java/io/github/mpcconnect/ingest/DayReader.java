package io.github.mpcconnect.ingest;

import io.github.mpcconnect.api.MultiPartyCall;
import io.github.mpcconnect.api.Page;
import io.github.mpcconnect.ingest.CallList.Mismatch;
import io.github.mpcconnect.ingest.CallList.Proven;
import io.github.mpcconnect.ingest.Lane.UnderWay;
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
    private final Calendar calendar;
    private final WindowReader windows;
    private final int windowMaxCalls;
    private final Backoff backoff;
    private final Time time;
    private final Map<Day, DayReading> readings = new HashMap<>();

    DayReader(
            Account account, Calendar calendar, WindowReader windows, int windowMaxCalls, Backoff backoff, Time time) {
        this.account = account;
        this.calendar = calendar;
        this.windows = windows;
        this.windowMaxCalls = windowMaxCalls;
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
        return new DayReading(calendar.watermark(day).endTime(), windowMaxCalls);
    }

    private void proven(Day day, DayReading reading, Window window, CallList list, Lane lane) {
        Watermark before = calendar.watermark(day);
        if (list.size() == 0 && window.equals(day.whole())) {
            calendar.empty(window);
        }
        Watermark after = before.advancedTo(window.upTo(), list.size(), list.ids());
        calendar.put(after);
        reading.advanced(window, list.size());
        if (after.isComplete()) {
            readings.remove(day);
        }
        if (list.size() > 0) {
            Watermark stored = before.endTime().equals(day.start()) ? null : before;
            CompletableFuture<Batch> batch =
                    windows.items(list, lane.work()).thenApply(items -> new Batch(account.id(), stored, after, items));
            lane.put(new UnderWay(window, before, list.size(), batch));
        }
    }

    private void mismatched(DayReading reading, Window window, Mismatch mismatch) {
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
                "Account {}: the participants of the calls that ended in {} do not add up; asking again",
                account.name(),
                first.window());
        for (int i = broken.size() - 1; i >= 0; i--) {
            calendar.put(broken.get(i).before());
            readings.put(broken.get(i).day(), newReading(broken.get(i).day()));
        }
        DayReading reading = readings.get(first.day());
        if (first.window().isOneSecond()) {
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
    void probe(Window window, Work work) throws InterruptedException {
        Page<MultiPartyCall> page = windows.first(window, work);
        List<Instant> ends =
                page.objects().stream().map(MultiPartyCall::endTime).toList();
        if (!(CallList.sum(List.of(page)) instanceof Proven proven)) {
            calendar.busy();
        } else if (proven.list().size() == 0) {
            calendar.empty(window);
        } else if (page.malformed().isEmpty() && ends.stream().allMatch(Objects::nonNull)) {
            calendar.sparse(window, ends);
        } else {
            calendar.busy();
        }
    }
}
