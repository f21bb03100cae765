package io.github.mpcconnect.days.sent;

import io.github.mpcconnect.batch.Change;
import io.github.mpcconnect.offset.DayOffset;
import io.github.mpcconnect.offset.DayStatus;
import io.github.mpcconnect.offset.Gaps;
import io.github.mpcconnect.timeline.Day;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/** The calls that were sent for one day: their ids with the hash and bill sent last, and the totals. */
public final class SentCalls {

    private final SentIds known = new SentIds();
    private final Map<Long, Set<String>> seenLive = new HashMap<>();
    private Totals totals;
    private EarlierRun earlier;

    /** Creates the record of a day for which nothing was sent. */
    public SentCalls() {
        this.totals = new Totals();
    }

    /** Restores what an earlier run sent. */
    public SentCalls(DayOffset stored) {
        this.totals = new Totals(stored);
        this.earlier = new EarlierRun(stored);
    }

    public SentIds known() {
        return known;
    }

    public Totals totals() {
        return totals;
    }

    /** What an earlier run sent, known only from its sketch; null once it has been reconciled. */
    public EarlierRun earlier() {
        return earlier;
    }

    /** Records that a call is sent, for the first time or again. */
    public void add(ListedCall listed, Change change) {
        long key = listed.key();
        boolean isKnown = known.contains(key);
        boolean returned = totals.returned(key);
        if (isKnown) {
            leaveAgain(listed);
        } else if (returned) {
            totals.forgetBilled();
        } else {
            leaveFirst(listed);
        }
        totals.count(change);
        known.put(key, listed.content(), isKnown && !listed.isCounted() ? known.bill(key) : listed.bill());
    }

    private void leaveFirst(ListedCall listed) {
        totals.countFirst(listed);
        if (earlier != null) {
            earlier.addSentByThisRun(listed.key());
        }
        if (listed.isCounted()) {
            totals.bill(listed.key(), listed.bill());
        }
    }

    private void leaveAgain(ListedCall listed) {
        if (listed.isCounted()) {
            long before = known.bill(listed.key());
            if (before == ListedCall.UNREADABLE) {
                totals.countReadable(listed.key());
            }
            totals.billAgain(listed.key(), before, listed.bill());
        }
    }

    /**
     * Records the members of a call that were sent with {@code is_final=false}. Their data are no longer available
     * afterwards.
     */
    public void seenLive(long key, Set<String> memberIds) {
        if (!memberIds.isEmpty()) {
            seenLive.put(key, memberIds);
        }
    }

    /** The ids of the members of a call that were sent with {@code is_final=false}. */
    public Set<String> seenLive(long key) {
        return seenLive.getOrDefault(key, Set.of());
    }

    /** The earlier run has been reconciled: all of its calls are known. */
    public void reconciled() {
        earlier = null;
        totals.compareBills(known);
    }

    /** Forgets everything: the day is sent again, with new totals. */
    public void reset() {
        totals = new Totals();
        earlier = null;
        known.clear();
    }

    /** Drops the ids from memory, as after a restart: only the sketch remains. */
    public void forgetIds(DayOffset now) {
        earlier = new EarlierRun(now);
        totals.markBillsAsListed();
        known.clear();
    }

    public DayOffset offset(Day day, Instant endTime, DayStatus status, Gaps gaps) {
        boolean withoutSketch = status.isFinal() || totals.sketch() == null;
        return new DayOffset(
                day,
                endTime,
                totals.calls(),
                totals.check(),
                status,
                gaps,
                withoutSketch ? null : totals.sketch().copy(),
                totals.sketched(),
                totals.vanishedList(),
                totals.unbilledList(),
                totals.late(),
                totals.corrected(),
                totals.vanishedCount(),
                totals.billed());
    }
}
