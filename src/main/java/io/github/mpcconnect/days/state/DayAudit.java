package io.github.mpcconnect.days.state;

import io.github.mpcconnect.batch.Change;
import io.github.mpcconnect.days.sent.ListedCall;
import io.github.mpcconnect.timeline.Stretches;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** When a day is audited next, and what its audits have found so far. Times are by the API's clock. */
public final class DayAudit {

    private static final int CLOSING_LISTINGS = 3;
    private static final int MAX_UNBILLED = 5_000;

    private LastCounts counted = new LastCounts();
    private final Set<Long> correctedAtClose = new HashSet<>();
    private final Map<Long, Instant> differentSince = new HashMap<>();
    private final Map<Long, Instant> unbilled = new HashMap<>();
    private final Map<Long, Instant> corrected = new HashMap<>();
    private Instant nextCount;
    private Instant nextListing;
    private Instant nextClose = Instant.MIN;
    private Instant gapSince;
    private Stretches gap = new Stretches();
    private int disputing;
    private boolean wanted;
    private Duration unbilledWait;
    private Instant nextUnbilled = Instant.MIN;
    private Instant newUnbilledFrom = Instant.MIN;
    private boolean hasNewUnbilled;
    private Duration triggeredWait = Duration.ZERO;
    private Instant triggeredBefore = Instant.MIN;

    public DayAudit(Instant nextCount, Instant nextListing) {
        this.nextCount = nextCount;
        this.nextListing = nextListing;
    }

    public LastCounts counted() {
        return counted;
    }

    public boolean isCountDue(Instant now) {
        return !now.isBefore(nextCount);
    }

    public boolean isListingDue(Instant now) {
        return !now.isBefore(nextListing) || wanted && !now.isBefore(triggeredBefore);
    }

    public boolean isCloseDue(Instant now) {
        return !now.isBefore(nextClose);
    }

    /**
     * Whether calls without a bill are due. Those sent since the last check are due after one interval, even if older
     * ones wait longer.
     */
    public boolean isUnbilledDue(Instant now) {
        return !now.isBefore(nextUnbilled) || hasNewUnbilled && !now.isBefore(newUnbilledFrom);
    }

    public void counted(Instant next) {
        nextCount = next;
    }

    /** Requests a listing, because it is expected to find a difference. */
    public void requestListing() {
        wanted = true;
    }

    public boolean isListingRequested() {
        return wanted;
    }

    /** Like {@link #requestListing}, but the listing may begin immediately. */
    public void requestListingNow(Instant now) {
        wanted = true;
        triggeredBefore = now;
    }

    /** Discards the counts at the start of a listing of the whole day, which counts its windows again. */
    public void resetCounts() {
        counted = new LastCounts();
    }

    /** Records that a call is sent. */
    void sent(ListedCall call, Change change, Instant now) {
        long key = call.key();
        differentSince.remove(key);
        if (change == Change.CORRECTION) {
            corrected.put(key, now);
            if (!nextClose.equals(Instant.MIN)) {
                correctedAtClose.add(key);
            }
        }
        if (call.isCounted() && call.bill() == ListedCall.NO_BILL) {
            hasNewUnbilled = true;
            if (call.endTime() != null && unbilled.size() < MAX_UNBILLED) {
                unbilled.put(key, call.endTime());
            }
        } else {
            unbilled.remove(key);
        }
    }

    /** The end times of calls that this run sent without a bill, by key. It may be incomplete. */
    public Map<Long, Instant> unbilled() {
        return unbilled;
    }

    /**
     * Whether a changed call may be corrected now: once per listing interval, minus one audit interval of tolerance.
     */
    public boolean mayCorrect(long key, Instant now, Duration interval, Duration listingInterval) {
        Instant before = corrected.get(key);
        return before == null || !now.isBefore(before.plus(listingInterval).minus(interval));
    }

    /** Forgets all calls, because the day's ids were dropped from memory or the day is read again. */
    void forgetCalls() {
        unbilled.clear();
        corrected.clear();
        differentSince.clear();
        correctedAtClose.clear();
        counted = new LastCounts();
    }

    /** Schedules the next audits at the start of a listing. */
    public void listing(Instant now, Duration interval, Duration listingInterval, boolean closing) {
        nextListing = now.plus(listingInterval);
        nextCount = now.plus(interval);
        corrected.values().removeIf(at -> at.plus(listingInterval).isBefore(now));
        if (closing) {
            nextClose = now.plus(interval);
        }
        nextUnbilled = now.plus(unbilledWait == null ? interval : unbilledWait);
        newUnbilledFrom = now.plus(interval);
        hasNewUnbilled = false;
    }

    /** Schedules the next check for bills at the start of one, after a wait twice as long. */
    public void billCheckStarted(Instant now, Duration interval, Duration listingInterval) {
        Duration wait = unbilledWait == null ? interval : unbilledWait;
        nextUnbilled = now.plus(wait);
        newUnbilledFrom = now.plus(interval);
        hasNewUnbilled = false;
        Duration doubled = wait.multipliedBy(2);
        unbilledWait = doubled.compareTo(listingInterval) > 0 ? listingInterval : doubled;
    }

    /** Resets the wait for bills: one has arrived, and others may follow soon. */
    public void billArrived(Duration interval) {
        unbilledWait = interval;
    }

    /** Records the end of a listing. If it was requested and found nothing, the next requested one waits longer. */
    public void listed(Instant now, boolean foundSomething, Duration interval, Duration listingInterval) {
        if (wanted) {
            Duration longer = triggeredWait.isZero() ? interval : triggeredWait.multipliedBy(2);
            triggeredWait =
                    foundSomething ? Duration.ZERO : longer.compareTo(listingInterval) > 0 ? listingInterval : longer;
            triggeredBefore = now.plus(triggeredWait);
            wanted = false;
        }
    }

    /** Schedules the next listing no later than the given time. */
    public void listAgain(Instant at) {
        if (at.isBefore(nextListing)) {
            nextListing = at;
        }
    }

    public boolean wasCorrectedAtClose(long key) {
        return correctedAtClose.contains(key);
    }

    /** When the changed contents of a call were first seen; now, if they are new. */
    public Instant differentSince(long key, Instant now) {
        return differentSince.computeIfAbsent(key, any -> now);
    }

    /**
     * Records the parts that are unread or unproven now. The age of a gap counts from when any part of it was first
     * seen in this run.
     */
    public void updateGap(Stretches parts, Instant now) {
        boolean same = parts.asList().stream().anyMatch(gap::intersects);
        if (parts.isEmpty()) {
            gapSince = null;
        } else if (gapSince == null || !same) {
            gapSince = now;
            disputing = 0;
        }
        gap = parts.copy();
    }

    /**
     * Records that a closing listing left these parts unread or unproven while other lists were answered. Returns
     * whether the day is therefore disputed.
     */
    public boolean isDisputed(Stretches parts, Duration auditDays, Instant now) {
        updateGap(parts, now);
        if (parts.isEmpty()) {
            disputing = 0;
            return false;
        }
        if (now.isBefore(gapSince.plus(auditDays))) {
            return false;
        }
        disputing++;
        return disputing >= CLOSING_LISTINGS;
    }
}
