package io.github.mpcconnect.days.state;

import io.github.mpcconnect.days.sent.EarlierRun;
import io.github.mpcconnect.days.sent.ListedCall;
import io.github.mpcconnect.days.sent.SentCalls;
import io.github.mpcconnect.days.sent.SentIds;
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
 *   <li>(A) {@link #offset} says exactly what was sent, so an offset is never ahead of Kafka. Nothing is rolled back.
 *   <li>(B) Every call that the API listed was sent, is pending, or lies in a gap.
 *   <li>(C) An id that was sent is never sent as new again; see {@link Books} for other days.
 *   <li>(D) The offset is a function of this state. Restoring it loses only the ids, which the sketch replaces.
 * </ul>
 *
 * Windows are sent in chronological order and move the end time. Parts of gaps and what audits found are sent as soon
 * as they are complete.
 */
public final class DayState {

    private final Day day;
    private final DayGaps gaps = new DayGaps();
    private final PendingBatches pending = new PendingBatches();
    private final DayAudit audit;
    private final WindowSizer sizer;
    private final SentCalls sentCalls;
    private Instant readTo;
    private Instant endTime;
    private DayStatus status = DayStatus.OPEN;
    private DayOffset stored;

    /** Only a day that was read in one run, late enough and without gaps, is closed without a listing. */
    private boolean needsListing;

    /** A day of which nothing is stored. */
    public DayState(Day day, int windowMaxCalls, DayAudit audit) {
        this(day, day.start(), windowMaxCalls, audit, new SentCalls());
    }

    /** A day as an earlier run left it. */
    public DayState(DayOffset offset, int windowMaxCalls, DayAudit audit, Instant now) {
        this(offset.day(), offset.endTime(), windowMaxCalls, audit, new SentCalls(offset));
        status = offset.status();
        stored = offset;
        needsListing = true;
        gaps.restore(offset.gaps(), now);
        gaps.deferred().forEach(call -> pending.add(call.call()));
        audit.updateGap(gaps.unreadOrUnproven(), now);
    }

    private DayState(Day day, Instant endTime, int windowMaxCalls, DayAudit audit, SentCalls sentCalls) {
        this.day = day;
        this.audit = audit;
        this.sentCalls = sentCalls;
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

    /** The calls that were sent. */
    public SentCalls sentCalls() {
        return sentCalls;
    }

    public SentIds sent() {
        return sentCalls.known();
    }

    public DayAudit audit() {
        return audit;
    }

    public WindowSizer sizer() {
        return sizer;
    }

    public Totals totals() {
        return sentCalls.totals();
    }

    /** As {@link SentCalls#earlier}. */
    public EarlierRun earlier() {
        return sentCalls.earlier();
    }

    public DayStatus status() {
        return status;
    }

    /** Up to when windows were listed. */
    public Instant readTo() {
        return readTo;
    }

    /** Up to when windows were sent. */
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

    /** What was listed and not sent. */
    public PendingBatches pending() {
        return pending;
    }

    // What was listed

    /** The next window was listed, or is skipped; it starts where the one before ended. */
    public void add(PendingBatch window) {
        if (!window.window().after().equals(readTo)) {
            throw new IllegalStateException(day + " was read up to " + readTo + ", not " + window.window());
        }
        readTo = window.window().upTo();
        pending.add(window);
    }

    /** A part of a gap, what an audit found, or a deferred call. It is sent once it is complete. */
    public void addOther(PendingBatch batch) {
        if (batch.kind() == PendingBatch.Kind.STRETCH) {
            gaps.reading(batch.window());
        }
        pending.addOther(batch);
    }

    /** A correction cannot be sent now. An audit will find it again. */
    public void postponeCorrection(PendingCall correction) {
        needsListing = true;
        audit.requestListing();
        remove(correction);
    }

    /** A pending call is sent with another day, or not at all. */
    public void remove(PendingCall call) {
        call.drop();
        pending.remove(call.key());
        gaps.removeDeferred(call.key());
    }

    // What is sent

    /** A batch is sent. Returns the calls that are sent with it, in their order. */
    public List<PendingCall> send(PendingBatch batch, Instant now) {
        List<PendingCall> sent = new ArrayList<>();
        for (PendingCall call : batch.calls()) {
            if (call.state() == PendingCall.State.QUEUED) {
                send(call, now);
                sent.add(call);
            } else if (call.state() == PendingCall.State.DEFERRED) {
                defer(call, batch, now);
            }
        }
        applySent(batch);
        sent.sort(Comparator.comparing(PendingCall::listed, ListedCall.ORDER));
        return sent;
    }

    private void send(PendingCall call, Instant now) {
        sentCalls.add(call.listed(), call.change());
        audit.sent(call.listed(), call.change(), now);
        pending.remove(call.key());
        gaps.removeDeferred(call.key());
    }

    private void defer(PendingCall call, PendingBatch batch, Instant now) {
        Retry retry = Retry.at(now).failed(now);
        gaps.defer(new DayGaps.Deferred(call, call.listed().id(), batch.window().upTo(), now, retry, 0));
        needsListing = true;
    }

    private void applySent(PendingBatch batch) {
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

    /** The calls sent of this stretch are not proven complete. */
    public void unproven(Window stretch) {
        gaps.unproven().add(stretch);
        needsListing = true;
    }

    /** A listing proved this stretch. It is no longer a gap, unless calls found in it are still pending. */
    public void proven(Window stretch) {
        if (!pending.isFoundIn(stretch)) {
            gaps.unproven().subtract(stretch);
        }
    }

    // Closing

    /** {@code open} becomes {@code read} once all of the day was read or attempted. */
    public void update() {
        if (status == DayStatus.OPEN && isReadOrTried()) {
            status = DayStatus.READ;
        }
    }

    /** Whether the day was read to its end and no unread stretch is left that was never attempted. */
    public boolean isReadOrTried() {
        return isReadToItsEnd() && gaps.untried().isEmpty();
    }

    /** Reading began before the day was old enough to be closed, so its close looks for later changes. */
    public void requireClosingListing() {
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

    /** Everything sent is read again: new totals and one unread gap. Pending batches stay pending. */
    public void reset() {
        sentCalls.reset();
        gaps.deferred().forEach(call -> pending.remove(call.call().key()));
        gaps.clear();
        if (endTime.isAfter(day.start())) {
            gaps.unread(new Window(day.start(), endTime));
        }
        status = DayStatus.OPEN;
        needsListing = true;
        audit.forgetCalls();
    }

    /** Forgets the ids, as a restart does. The sketch replaces them. */
    public void forgetIds() {
        sentCalls.forgetIds(offset());
        needsListing = true;
        audit.forgetCalls();
    }

    // Offsets

    /** What was sent, in the form that is stored. */
    public DayOffset offset() {
        return sentCalls.offset(day, endTime, status, gaps.text());
    }

    /** The offset of the last batch sent; null if there is none. */
    public DayOffset stored() {
        return stored;
    }

    public void stored(DayOffset offset) {
        stored = offset;
    }
}
