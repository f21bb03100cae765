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

/** The calls that have left with one day: their ids with what was sent of them, and the totals. */
public final class Departed {

    private final Known known = new Known();
    private final Map<Long, Set<String>> seenLive = new HashMap<>();
    private Totals totals;
    private EarlierRun earlier;

    /** Nothing has left. */
    public Departed() {
        this.totals = new Totals();
    }

    /** What an earlier run sent. */
    public Departed(DayOffset stored) {
        this.totals = new Totals(stored);
        this.earlier = new EarlierRun(stored);
    }

    public Known known() {
        return known;
    }

    public Totals totals() {
        return totals;
    }

    /** What an earlier run sent, of which only the sketch is known; null once that is reconciled. */
    public EarlierRun earlier() {
        return earlier;
    }

    /** A call leaves: its first sending, or another one. */
    public void leave(ListedCall listed, Change change) {
        long key = listed.key();
        boolean isKnown = known.contains(key);
        boolean returned = totals.returned(key);
        if (isKnown) {
            leaveAgain(listed);
        } else if (returned) {
            totals.billUnknown();
        } else {
            leaveFirst(listed);
        }
        totals.count(change);
        known.put(key, listed.content(), isKnown && !listed.isCounted() ? known.bill(key) : listed.bill());
    }

    private void leaveFirst(ListedCall listed) {
        totals.countFirst(listed);
        if (earlier != null) {
            earlier.countHere(listed.key());
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

    /** The call left with participants that were only seen while it was live: their data are gone then. */
    public void seenLive(long key, Set<String> memberIds) {
        if (!memberIds.isEmpty()) {
            seenLive.put(key, memberIds);
        }
    }

    /** The member ids of those. */
    public Set<String> seenLive(long key) {
        return seenLive.getOrDefault(key, Set.of());
    }

    /** What the earlier run sent is known now. */
    public void reconciled() {
        earlier = null;
        totals.compareBills(known);
    }

    /** All is sent again, with new totals. */
    public void reset() {
        totals = new Totals();
        earlier = null;
        known.clear();
    }

    /** The ids are forgotten, as over a restart: the sketch stands for them. */
    public void forgetIds(DayOffset now) {
        earlier = new EarlierRun(now);
        totals.billsAsListed();
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
