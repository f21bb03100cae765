package io.github.mpcconnect.days.state;

import io.github.mpcconnect.batch.Change;
import io.github.mpcconnect.days.sent.ListedCall;
import io.github.mpcconnect.offset.DayStatus;
import io.github.mpcconnect.timeline.Day;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

/**
 * All days of one account: the state of days that are not final, and the status of final ones. Decides, looking at all
 * days, whether a listed call has to be sent and as what:
 *
 * <ul>
 *   <li>An id that was sent for any day that is not final is never new again. If its end time moved, it is a correction
 *       in its new day.
 *   <li>An id that is pending in another day is removed from that day and is new or late in its new day.
 * </ul>
 */
public final class Books {

    private final NavigableMap<Day, DayState> open = new TreeMap<>();
    private final Map<Day, DayStatus> finals = new HashMap<>();

    public void put(DayState state) {
        open.put(state.day(), state);
    }

    public void putFinal(Day day, DayStatus status) {
        open.remove(day);
        finals.put(day, status);
    }

    /** Removes a day that was never read and never will be. */
    public void forget(Day day) {
        open.remove(day);
    }

    /** The state of a day; null if it is final or has not been read. */
    public DayState state(Day day) {
        return open.get(day);
    }

    public boolean isFinal(Day day) {
        return finals.containsKey(day);
    }

    /** The days that are not final, newest first. */
    public Collection<DayState> newestFirst() {
        return List.copyOf(open.descendingMap().values());
    }

    public Collection<DayState> oldestFirst() {
        return List.copyOf(open.values());
    }

    public Map<Day, DayStatus> finals() {
        return finals;
    }

    /**
     * Returns the listed calls that have to be sent.
     *
     * @param unlessKnown the change of calls that were never sent
     */
    public List<PendingCall> toSend(DayState day, List<ListedCall> listed, Change unlessKnown, Instant observedAt) {
        List<PendingCall> calls = new ArrayList<>();
        Map<Long, Boolean> once = new HashMap<>();
        for (ListedCall call : listed) {
            Change change = once.put(call.key(), true) == null ? change(day, call, unlessKnown, observedAt) : null;
            if (change != null) {
                calls.add(new PendingCall(call, change, observedAt));
            }
        }
        return calls;
    }

    /** Null if the call does not have to be sent, or is pending. */
    private Change change(DayState day, ListedCall call, Change unlessKnown, Instant observedAt) {
        PendingCall pending = day.pending().call(call.key());
        if (pending != null) {
            pending.show(call, observedAt);
            return null;
        }
        if (day.sent().contains(call.key())) {
            boolean isUnchanged = day.sent().content(call.key()) == call.content()
                    && !day.sent().isVanished(call.key())
                    && !day.totals().isVanished(call.key());
            return isUnchanged ? null : Change.CORRECTION;
        }
        if (day.totals().isVanished(call.key())) {
            return Change.CORRECTION;
        }
        return wasSentElsewhere(day, call.key()) ? Change.CORRECTION : unlessKnown;
    }

    private boolean wasSentElsewhere(DayState day, long key) {
        boolean sent = false;
        for (DayState other : open.values()) {
            if (other != day) {
                PendingCall pending = other.pending().call(key);
                if (other.sent().contains(key) || other.totals().isVanished(key)) {
                    sent = true;
                } else if (pending != null) {
                    other.remove(pending);
                }
            }
        }
        return sent;
    }
}
