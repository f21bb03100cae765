package io.github.mpcconnect.days;

import io.github.mpcconnect.offset.DayOffset;
import io.github.mpcconnect.offset.DayStatus;
import io.github.mpcconnect.timeline.Day;
import io.github.mpcconnect.timeline.Stretches;
import io.github.mpcconnect.timeline.Window;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;

/**
 * The whole state of one day that is not final. Pure: no I/O, and instants are passed in.
 *
 * <ul>
 *   <li>(A) What {@link #offset} says is what has left, so an offset is never ahead of Kafka; nothing is taken back.
 *   <li>(B) Every call that the API listed has left, is pending, or lies in a gap.
 *   <li>(C) An id that has left never leaves as new again; see {@link Books} for other days.
 *   <li>(D) The offset is a function of this state; restoring it loses only the ids, for which the sketch stands.
 * </ul>
 *
 * Windows leave in the order of time and move the end time. Parts of gaps and what audits found leave as soon as they
 * are complete.
 */
final class DayState {

    private final Day day;
    private final DayGaps gaps = new DayGaps();
    private final Known sent = new Known();
    private final Map<Long, PendingCall> pending = new HashMap<>();
    private final Deque<PendingBatch> windows = new ArrayDeque<>();
    private final List<PendingBatch> others = new ArrayList<>();
    private final DayAudit audit;
    private final WindowSizer sizer;
    private Totals totals;
    private EarlierRun earlier;
    private Instant readTo;
    private Instant endTime;
    private DayStatus status = DayStatus.OPEN;
    private DayOffset stored;
    private boolean readHere = true;
    private boolean hadGap;

    /** A day of which nothing is stored. */
    DayState(Day day, int windowMaxCalls, DayAudit audit) {
        this.day = day;
        this.audit = audit;
        this.totals = new Totals();
        this.readTo = day.start();
        this.endTime = day.start();
        this.sizer = new WindowSizer(readTo, windowMaxCalls);
    }

    /** A day as an earlier run left it. */
    DayState(DayOffset offset, int windowMaxCalls, DayAudit audit, Instant now) {
        this.day = offset.day();
        this.audit = audit;
        this.totals = new Totals(offset);
        this.readTo = offset.endTime();
        this.endTime = offset.endTime();
        this.sizer = new WindowSizer(readTo, windowMaxCalls);
        this.status = offset.status();
        this.stored = offset;
        this.earlier = new EarlierRun(offset);
        this.readHere = false;
        gaps.restore(offset.gaps(), now);
        gaps.deferred().forEach(call -> pending.put(call.call().key(), call.call()));
        audit.gapIs(unreadOrUnproven(), now);
    }

    Day day() {
        return day;
    }

    DayGaps gaps() {
        return gaps;
    }

    Known sent() {
        return sent;
    }

    DayAudit audit() {
        return audit;
    }

    WindowSizer sizer() {
        return sizer;
    }

    Totals totals() {
        return totals;
    }

    /** What an earlier run sent, of which only the sketch is known; null once that is reconciled. */
    EarlierRun earlier() {
        return earlier;
    }

    DayStatus status() {
        return status;
    }

    /** Up to when windows were listed. */
    Instant readTo() {
        return readTo;
    }

    /** Up to when windows have left. */
    Instant endTime() {
        return endTime;
    }

    boolean isReadToItsEnd() {
        return endTime.equals(day.end());
    }

    PendingCall pending(long key) {
        return pending.get(key);
    }

    /** All that was listed and has not left. */
    Collection<PendingCall> pendingCalls() {
        return pending.values();
    }

    /** Whether anything that was listed has not left, deferred calls apart. */
    boolean hasPendingBatches() {
        return !windows.isEmpty() || !others.isEmpty();
    }

    // What was listed

    /** The next window was listed, or is skipped; it starts where the one before ended. */
    void add(PendingBatch window) {
        requireNext(window.window());
        readTo = window.window().upTo();
        windows.add(window);
        remember(window);
    }

    private void requireNext(Window window) {
        if (!window.after().equals(readTo)) {
            throw new IllegalStateException(day + " was read up to " + readTo + ", not " + window);
        }
    }

    /** A part of a gap, what an audit found, or a deferred call: leaves when it is complete. */
    void addBeside(PendingBatch batch) {
        if (batch.kind() == PendingBatch.Kind.STRETCH) {
            gaps.reading(batch.window());
        }
        others.add(batch);
        remember(batch);
    }

    private void remember(PendingBatch batch) {
        batch.calls().forEach(call -> pending.put(call.key(), call));
    }

    /** A pending call leaves with another day, or not at all. */
    void takeOut(PendingCall call) {
        call.drop();
        pending.remove(call.key());
        gaps.undefer(call.key());
    }

    // What leaves

    /** The next batch that can leave, taken out; null where all wait. */
    PendingBatch nextReady() {
        if (!windows.isEmpty() && windows.peek().isReady()) {
            return windows.remove();
        }
        for (Iterator<PendingBatch> each = others.iterator(); each.hasNext(); ) {
            PendingBatch batch = each.next();
            if (batch.isReady()) {
                each.remove();
                return batch;
            }
        }
        return null;
    }

    /** A batch leaves. Returns the calls that leave with it, in its order. */
    List<PendingCall> leave(PendingBatch batch, Instant now) {
        List<PendingCall> leaving = new ArrayList<>();
        for (PendingCall call : batch.calls()) {
            if (call.state() == PendingCall.State.QUEUED) {
                leave(call);
                leaving.add(call);
            } else if (call.state() == PendingCall.State.DEFERRED) {
                defer(call, batch, now);
            }
        }
        moveOn(batch);
        leaving.sort(Comparator.comparing(PendingCall::listed, ListedCall.ORDER));
        return leaving;
    }

    private void leave(PendingCall call) {
        ListedCall listed = call.listed();
        long key = call.key();
        boolean known = sent.contains(key);
        boolean returned = totals.returned(key);
        if (!known && !returned) {
            totals.countFirst(listed);
            if (earlier != null) {
                earlier.countHere(key);
            }
        }
        if (!known && returned) {
            totals.billUnknown();
        } else if (listed.isCounted()) {
            totals.bill(key, known ? sent.bill(key) : 0, listed.bill());
        }
        totals.count(call.change());
        sent.put(key, listed.content(), listed.bill());
        audit.bill(key, listed);
        pending.remove(key);
        gaps.undefer(key);
        audit.noLongerDifferent(key);
    }

    private void defer(PendingCall call, PendingBatch batch, Instant now) {
        Retry retry = Retry.at(now).failed(now);
        gaps.defer(new DayGaps.Deferred(call, call.listed().id(), batch.window().upTo(), now, retry, 0));
        hadGap = true;
    }

    private void moveOn(PendingBatch batch) {
        Window window = batch.window();
        switch (batch.kind()) {
            case WINDOW -> endTime = window.upTo();
            case SKIPPED -> {
                endTime = window.upTo();
                gaps.unread(window);
                hadGap = true;
            }
            case STRETCH -> gaps.read(window);
            case FOUND -> {
                if (batch.proven()) {
                    gaps.unproven().subtract(window);
                }
            }
            case DEFERRED -> {}
        }
        if (batch.count() >= 0) {
            audit.counted().add(window, batch.count());
        }
        boolean sentUnproven = batch.kind() == PendingBatch.Kind.WINDOW || batch.kind() == PendingBatch.Kind.STRETCH;
        if (sentUnproven && !batch.proven()) {
            unproven(window);
        }
    }

    /** What was sent of this stretch is not proven. */
    void unproven(Window stretch) {
        gaps.unproven().add(stretch);
        hadGap = true;
    }

    Stretches unreadOrUnproven() {
        Stretches parts = gaps.unread().copy();
        gaps.unproven().asList().forEach(parts::add);
        return parts;
    }

    // Closing

    /** {@code open} becomes {@code read} once all of the day was read or tried. */
    void update() {
        if (status == DayStatus.OPEN && isReadToItsEnd() && gaps.untried().isEmpty()) {
            status = DayStatus.READ;
        }
    }

    /** Whether the day was read in this run, from its start to its end, and nothing was or is missing. */
    boolean isCompleteFromThisRun() {
        return readHere && !hadGap && isReadToItsEnd() && gaps.isEmpty() && !hasPendingBatches();
    }

    /** Whether a day without audits is done: nothing is missing. */
    boolean isComplete() {
        return isReadToItsEnd() && gaps.isEmpty() && !hasPendingBatches();
    }

    boolean isOlderThan(Duration age, Instant now) {
        return !now.isBefore(day.end().plus(age));
    }

    void close(DayStatus end) {
        status = end;
    }

    // After a restart

    /** What the earlier run sent is known now. */
    void reconciled() {
        earlier = null;
    }

    /** All is read again, up to where windows have left: new totals, one unread gap. What is pending stays so. */
    void reset() {
        totals = new Totals();
        earlier = null;
        sent.clear();
        gaps.deferred().forEach(call -> pending.remove(call.call().key()));
        gaps.clear();
        if (endTime.isAfter(day.start())) {
            gaps.unread(new Window(day.start(), endTime));
        }
        status = DayStatus.OPEN;
        hadGap = true;
        audit.counted().clear();
    }

    /** The ids are forgotten, as over a restart: the sketch stands for them. */
    void forgetIds() {
        earlier = new EarlierRun(offset());
        sent.clear();
        readHere = false;
    }

    // Offsets

    /** What has left, as it is stored. */
    DayOffset offset() {
        return new DayOffset(
                day,
                endTime,
                totals.calls(),
                totals.check(),
                status,
                gaps.text(),
                status.isFinal() || totals.sketch() == null
                        ? null
                        : totals.sketch().copy(),
                totals.sketched(),
                totals.vanishedList(),
                totals.unbilledList(),
                totals.late(),
                totals.corrected(),
                totals.vanishedCount(),
                totals.billed());
    }

    /** The offset of the last batch that left; null where none has. */
    DayOffset stored() {
        return stored;
    }

    void stored(DayOffset offset) {
        stored = offset;
    }
}
