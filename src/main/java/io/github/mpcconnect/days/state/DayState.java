package io.github.mpcconnect.days.state;

import io.github.mpcconnect.days.sent.Departed;
import io.github.mpcconnect.days.sent.EarlierRun;
import io.github.mpcconnect.days.sent.Known;
import io.github.mpcconnect.days.sent.ListedCall;
import io.github.mpcconnect.days.sent.Totals;
import io.github.mpcconnect.offset.DayOffset;
import io.github.mpcconnect.offset.DayStatus;
import io.github.mpcconnect.timeline.Day;
import io.github.mpcconnect.timeline.Window;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

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
public final class DayState {

    private final Day day;
    private final DayGaps gaps = new DayGaps();
    private final PendingBatches pending = new PendingBatches();
    private final DayAudit audit;
    private final WindowSizer sizer;
    private final Departed departed;
    private Instant readTo;
    private Instant endTime;
    private DayStatus status = DayStatus.OPEN;
    private DayOffset stored;

    /** Only a day that was read in one run, late enough and without gaps, closes without a closing listing. */
    private boolean needsListing;

    /** A day of which nothing is stored. */
    public DayState(Day day, int windowMaxCalls, DayAudit audit) {
        this(day, day.start(), windowMaxCalls, audit, new Departed());
    }

    /** A day as an earlier run left it. */
    public DayState(DayOffset offset, int windowMaxCalls, DayAudit audit, Instant now) {
        this(offset.day(), offset.endTime(), windowMaxCalls, audit, new Departed(offset));
        status = offset.status();
        stored = offset;
        needsListing = true;
        gaps.restore(offset.gaps(), now);
        gaps.deferred().forEach(call -> pending.add(call.call()));
        audit.gapIs(gaps.unreadOrUnproven(), now);
    }

    private DayState(Day day, Instant endTime, int windowMaxCalls, DayAudit audit, Departed departed) {
        this.day = day;
        this.audit = audit;
        this.departed = departed;
        this.readTo = endTime;
        this.endTime = endTime;
        this.sizer = new WindowSizer(readTo, windowMaxCalls);
    }

    public Day day() {
        return day;
    }

    public DayGaps gaps() {
        return gaps;
    }

    /** The calls that have left. */
    public Departed departed() {
        return departed;
    }

    public Known sent() {
        return departed.known();
    }

    public DayAudit audit() {
        return audit;
    }

    public WindowSizer sizer() {
        return sizer;
    }

    public Totals totals() {
        return departed.totals();
    }

    /** As {@link Departed#earlier}. */
    public EarlierRun earlier() {
        return departed.earlier();
    }

    public DayStatus status() {
        return status;
    }

    /** Up to when windows were listed. */
    public Instant readTo() {
        return readTo;
    }

    /** Up to when windows have left. */
    public Instant endTime() {
        return endTime;
    }

    /** Whether nothing of it was read or stored. */
    public boolean isUntouched() {
        return stored == null && readTo.equals(day.start()) && gaps.isEmpty();
    }

    public boolean isReadToItsEnd() {
        return endTime.equals(day.end());
    }

    /** What was listed and has not left. */
    public PendingBatches pending() {
        return pending;
    }

    // What was listed

    /** The next window was listed, or is skipped; it starts where the one before ended. */
    public void add(PendingBatch window) {
        requireNext(window.window());
        readTo = window.window().upTo();
        pending.add(window);
    }

    private void requireNext(Window window) {
        if (!window.after().equals(readTo)) {
            throw new IllegalStateException(day + " was read up to " + readTo + ", not " + window);
        }
    }

    /** A part of a gap, what an audit found, or a deferred call: leaves when it is complete. */
    public void addBeside(PendingBatch batch) {
        if (batch.kind() == PendingBatch.Kind.STRETCH) {
            gaps.reading(batch.window());
        }
        pending.addBeside(batch);
    }

    /** A correction of a window cannot be sent now: an audit finds it again. */
    public void owes(PendingCall correction) {
        needsListing = true;
        audit.want();
        takeOut(correction);
    }

    /** A pending call leaves with another day, or not at all. */
    public void takeOut(PendingCall call) {
        call.drop();
        pending.remove(call.key());
        gaps.undefer(call.key());
    }

    // What leaves

    /** A batch leaves. Returns the calls that leave with it, in its order. */
    public List<PendingCall> leave(PendingBatch batch, Instant now) {
        List<PendingCall> leaving = new ArrayList<>();
        for (PendingCall call : batch.calls()) {
            if (call.state() == PendingCall.State.QUEUED) {
                leave(call, now);
                leaving.add(call);
            } else if (call.state() == PendingCall.State.DEFERRED) {
                defer(call, batch, now);
            }
        }
        moveOn(batch);
        leaving.sort(Comparator.comparing(PendingCall::listed, ListedCall.ORDER));
        return leaving;
    }

    private void leave(PendingCall call, Instant now) {
        departed.leave(call.listed(), call.change());
        audit.left(call.listed(), call.change(), now);
        pending.remove(call.key());
        gaps.undefer(call.key());
    }

    private void defer(PendingCall call, PendingBatch batch, Instant now) {
        Retry retry = Retry.at(now).failed(now);
        gaps.defer(new DayGaps.Deferred(call, call.listed().id(), batch.window().upTo(), now, retry, 0));
        needsListing = true;
    }

    private void moveOn(PendingBatch batch) {
        Window window = batch.window();
        switch (batch.kind()) {
            case WINDOW -> endTime = window.upTo();
            case SKIPPED -> {
                endTime = window.upTo();
                gaps.unread(window);
                needsListing = true;
            }
            case STRETCH -> gaps.read(window);
            case FOUND -> {
                if (batch.proven()) {
                    proven(window);
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
    public void unproven(Window stretch) {
        gaps.unproven().add(stretch);
        needsListing = true;
    }

    /** A listing proved this stretch. It is no gap any more, unless calls that were found in it have not left. */
    public void proven(Window stretch) {
        if (!pending.isFoundIn(stretch)) {
            gaps.unproven().subtract(stretch);
        }
    }

    // Closing

    /** {@code open} becomes {@code read} once all of the day was read or tried. */
    public void update() {
        if (status == DayStatus.OPEN && isReadOrTried()) {
            status = DayStatus.READ;
        }
    }

    /** Whether the day was read to its end, and nothing unread is left that was never tried. */
    public boolean isReadOrTried() {
        return isReadToItsEnd() && gaps.untried().isEmpty();
    }

    /** It was begun before it was old enough to be closed: what changed since is looked for at its close. */
    public void closesWithListing() {
        needsListing = true;
    }

    public boolean needsListing() {
        return needsListing;
    }

    /** Whether all of it was sent. */
    public boolean isComplete() {
        return isReadToItsEnd() && gaps.isEmpty() && pending.isEmpty();
    }

    public void close(DayStatus end) {
        status = end;
    }

    // After a restart

    /** All is read again, up to where windows have left: new totals, one unread gap. What is pending stays so. */
    public void reset() {
        departed.reset();
        gaps.deferred().forEach(call -> pending.remove(call.call().key()));
        gaps.clear();
        if (endTime.isAfter(day.start())) {
            gaps.unread(new Window(day.start(), endTime));
        }
        status = DayStatus.OPEN;
        needsListing = true;
        audit.forgetCalls();
    }

    /** The ids are forgotten, as over a restart: the sketch stands for them. */
    public void forgetIds() {
        departed.forgetIds(offset());
        needsListing = true;
        audit.forgetCalls();
    }

    // Offsets

    /** What has left, as it is stored. */
    public DayOffset offset() {
        return departed.offset(day, endTime, status, gaps.text());
    }

    /** The offset of the last batch that left; null where none has. */
    public DayOffset stored() {
        return stored;
    }

    public void stored(DayOffset offset) {
        stored = offset;
    }
}
