package io.github.mpcconnect.days.sent;

import io.github.mpcconnect.batch.Change;
import io.github.mpcconnect.offset.DayOffset;
import io.github.mpcconnect.offset.Sketch;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * The totals of everything sent for one day.
 *
 * <ul>
 *   <li>(A) An id is counted once, and stays counted even if the call vanishes.
 *   <li>(B) {@code billed} is the sum of the bills sent last, or unknown. If the bills sent by an earlier run do not
 *       match the bills listed now, a correction makes it unknown.
 * </ul>
 */
public final class Totals {

    private static final int MAX_STORED = 200;
    private static final int SCALE = 5;

    private Tally sent;
    private long late;
    private long corrected;
    private long vanishedCount;
    private BigDecimal billed;
    private boolean billsAsListed;
    private final Set<Long> vanished = new LinkedHashSet<>();
    private final Set<Long> unbilled = new LinkedHashSet<>();

    /** Creates the totals of a day for which nothing was sent. */
    Totals() {
        this.sent = new Tally();
        this.billed = BigDecimal.ZERO.setScale(SCALE);
    }

    /** Restores stored totals. */
    Totals(DayOffset stored) {
        this.sent = new Tally(stored);
        this.late = stored.late();
        this.corrected = stored.corrected();
        this.vanishedCount = stored.vanishedCount();
        this.billed = stored.billed();
        this.billsAsListed = true;
        vanished.addAll(stored.vanished());
        unbilled.addAll(stored.unbilled());
    }

    /** Counts a call that was not sent for this day before. */
    void countFirst(ListedCall call) {
        sent.add(call.key(), call.isCounted());
    }

    /**
     * Counts an object as a call that was sent as malformed before and has become readable. It is in the sketch
     * already.
     */
    void countReadable(long key) {
        sent.addReadable(key);
    }

    /** Replaces the tally of everything sent. */
    public void replace(Tally all) {
        sent = all;
    }

    /** Corrects the totals for a call that both an earlier run and this one counted. */
    public void countedTwice(long key) {
        sent.remove(key);
        forgetBilled();
    }

    void count(Change change) {
        if (change == Change.LATE) {
            late++;
        } else if (change == Change.CORRECTION) {
            corrected++;
        }
    }

    /** Adds the bill of a call that is sent for the first time. */
    void bill(long key, long now) {
        replaceBill(key, 0, now);
    }

    /** Replaces the bill of a call that is sent again; {@code before} is the known bill. */
    void billAgain(long key, long before, long now) {
        if (billsAsListed && !unbilled.contains(key)) {
            forgetBilled();
        }
        replaceBill(key, before, now);
    }

    private void replaceBill(long key, long before, long now) {
        if (now == ListedCall.NO_BILL) {
            unbilled.add(key);
            trim(unbilled);
        } else {
            unbilled.remove(key);
        }
        if (billed != null) {
            billed = billed.add(amount(now)).subtract(amount(before));
        }
    }

    private static BigDecimal amount(long bill) {
        boolean isEmpty = bill == ListedCall.NO_BILL || bill == ListedCall.UNREADABLE;
        return isEmpty ? BigDecimal.ZERO : BigDecimal.valueOf(bill, SCALE);
    }

    /** Makes {@code billed} unknown from now on, because the bill sent for a call is no longer known. */
    void forgetBilled() {
        billed = null;
    }

    /** The bills sent by an earlier run are unknown or known only as listed now. */
    void markBillsAsListed() {
        billsAsListed = true;
    }

    /**
     * Compares the bills of all sent calls with {@code billed}: if the sum matches, they are the bills that were sent.
     */
    void compareBills(SentIds sent) {
        BigDecimal[] sum = {amount(0)};
        sent.forEach(key -> sum[0] = sum[0].add(amount(sent.bill(key))));
        billsAsListed = !sum[0].equals(billed);
    }

    /** Counts a sent call that is no longer listed. */
    public void vanish(long key) {
        if (vanished.add(key)) {
            vanishedCount++;
            trim(vanished);
        }
    }

    /** Records that a vanished call is listed again. Returns whether it was in {@link #vanished}. */
    boolean returned(long key) {
        return vanished.remove(key);
    }

    public boolean isVanished(long key) {
        return vanished.contains(key);
    }

    public boolean isUnbilled(long key) {
        return unbilled.contains(key);
    }

    public Set<Long> vanished() {
        return vanished;
    }

    public Set<Long> unbilled() {
        return unbilled;
    }

    private static void trim(Set<Long> keys) {
        if (keys.size() > MAX_STORED) {
            keys.remove(keys.iterator().next());
        }
    }

    public long calls() {
        return sent.calls();
    }

    public long check() {
        return sent.check();
    }

    Sketch sketch() {
        return sent.sketch();
    }

    public long sketched() {
        return sent.ids();
    }

    long late() {
        return late;
    }

    long corrected() {
        return corrected;
    }

    public long vanishedCount() {
        return vanishedCount;
    }

    public BigDecimal billed() {
        return billed;
    }

    List<Long> vanishedList() {
        return new ArrayList<>(vanished);
    }

    List<Long> unbilledList() {
        return new ArrayList<>(unbilled);
    }
}
