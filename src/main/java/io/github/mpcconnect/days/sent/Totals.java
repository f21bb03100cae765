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
 * The totals of what has left with one day.
 *
 * <ul>
 *   <li>(A) An id is counted once, whatever comes of it later; what vanished stays counted.
 *   <li>(B) {@code billed} is the sum of the bills sent last, or unknown: where the bills that an earlier run sent do
 *       not add up to what is listed now, a correction leaves it unknown.
 * </ul>
 */
public final class Totals {

    private static final int MAX_NAMED = 200;
    private static final int SCALE = 5;

    private Tally sent;
    private long late;
    private long corrected;
    private long vanishedCount;
    private BigDecimal billed;
    private boolean billsAsListed;
    private final Set<Long> vanished = new LinkedHashSet<>();
    private final Set<Long> unbilled = new LinkedHashSet<>();

    /** Those of a day of which nothing has left. */
    Totals() {
        this.sent = new Tally();
        this.billed = BigDecimal.ZERO.setScale(SCALE);
    }

    /** Those that were stored. */
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

    /** A call leaves that had not left with this day before. */
    void countFirst(ListedCall call) {
        sent.add(call.key(), call.isCounted());
    }

    /** An object that was sent as malformed can be read now: it is a call, and in the sketch already. */
    void countReadable(long key) {
        sent.addReadable(key);
    }

    /** All that was sent is added up again. */
    public void replace(Tally all) {
        sent = all;
    }

    /** A call was counted by an earlier run and by this one. */
    public void countedTwice(long key) {
        sent.remove(key);
        billUnknown();
    }

    void count(Change change) {
        if (change == Change.LATE) {
            late++;
        } else if (change == Change.CORRECTION) {
            corrected++;
        }
    }

    /** A call is sent with its bill for the first time. */
    void bill(long key, long now) {
        replaceBill(key, 0, now);
    }

    /** A call is sent again; {@code before} is the bill that is known of it. */
    void billAgain(long key, long before, long now) {
        if (billsAsListed && !unbilled.contains(key)) {
            billUnknown();
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
        boolean none = bill == ListedCall.NO_BILL || bill == ListedCall.UNREADABLE;
        return none ? BigDecimal.ZERO : BigDecimal.valueOf(bill, SCALE);
    }

    /** The bill that was sent of a call is not known any more; null once, null from now on. */
    void billUnknown() {
        billed = null;
    }

    /** The bills of an earlier run's calls are not known, or only as they are listed now. */
    void billsAsListed() {
        billsAsListed = true;
    }

    /** All calls that were sent are known, with these bills: if they add up, they are the bills that were sent. */
    void compareBills(Known sent) {
        BigDecimal[] sum = {amount(0)};
        sent.forEach(key -> sum[0] = sum[0].add(amount(sent.bill(key))));
        billsAsListed = !sum[0].equals(billed);
    }

    /** A call that was sent is no longer listed. */
    public void vanish(long key) {
        if (vanished.add(key)) {
            vanishedCount++;
            trim(vanished);
        }
    }

    /** A call that vanished is listed again. True where it was among those named. */
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
        if (keys.size() > MAX_NAMED) {
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
