package io.github.mpcconnect.ingest;

import io.github.mpcconnect.api.MultiPartyCall;
import io.github.mpcconnect.api.Participant;
import io.github.mpcconnect.live.LiveChange;
import io.github.mpcconnect.live.LiveChange.CallGone;
import io.github.mpcconnect.live.LiveChange.ParticipantGone;
import io.github.mpcconnect.metrics.AccountMetrics;
import io.github.mpcconnect.metrics.Metric;
import io.github.mpcconnect.request.Time;
import io.github.mpcconnect.timeline.LivePosition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Who was seen in calls while they lived, kept until the calls' own records are sent: for {@link #LONGEST} after they
 * were last seen, and {@link #MOST_CALLS} calls at most. Safe for use by several threads.
 */
final class LiveMemory {

    private static final Logger LOG = LoggerFactory.getLogger(LiveMemory.class);

    /** A call lasts eight hours at most, and its record follows soon. */
    private static final Duration LONGEST = Duration.ofHours(24);

    private static final int MOST_CALLS = 20_000;

    /** A poll may still tell of a call that was over in the meantime; none takes as long as so many calls do. */
    private static final int OVER_CALLS = 10_000;

    /** What was sent just before a crash may be in no stored offset: Connect stores them once a minute by default. */
    private static final Duration UNSTORED = Duration.ofMinutes(10);

    /** The API cuts the times that it shows to seconds. */
    private static final Duration SHOWN_TIME_ERROR = Duration.ofSeconds(1);

    private final AccountMetrics metrics;
    private final Time time;
    private final Map<String, List<String>> open;
    private final Instant unsureFrom;
    private final Map<String, Seen> seen = new LinkedHashMap<>();
    private final Set<String> over = new LinkedHashSet<>();
    private final Set<String> unsureCalls = new HashSet<>();
    private final Set<String> unread = new HashSet<>();
    private Instant unsureTo = Instant.MAX;

    private record Seen(Map<String, Participant> participants, long at) {}

    /**
     * @param stored what stood in the tables when an earlier run ended; null where nothing is stored
     * @param start the API's now
     */
    LiveMemory(LivePosition stored, Instant start, AccountMetrics metrics, Time time) {
        this.metrics = metrics;
        this.time = time;
        this.open = stored == null ? Map.of() : stored.open();
        this.unsureFrom = stored == null ? start.minus(UNSTORED) : stored.seenAt();
    }

    /** A memory of nothing, for where live calls are not looked at. */
    static LiveMemory none(AccountMetrics metrics) {
        return new LiveMemory(new LivePosition(Instant.MAX, Map.of()), Instant.MAX, metrics, null);
    }

    /** What ended after this and before {@link #unsureTo} may stand in the tables though no offset tells of it. */
    Instant unsureFrom() {
        return unsureFrom;
    }

    /** When the first poll of this run was answered; {@link Instant#MAX} before that. */
    synchronized Instant unsureTo() {
        return unsureTo;
    }

    /**
     * These calls are in progress; the first time in this run, or again. Whoever left while the poll was made is in
     * none of its answers, so what counts is its end.
     */
    synchronized void polled(Instant answeredAt, Set<String> inProgress) {
        if (unsureTo.equals(Instant.MAX)) {
            unsureTo = answeredAt.plus(SHOWN_TIME_ERROR);
            unsureCalls.addAll(inProgress);
            unsureCalls.addAll(unread);
        }
    }

    /** A poll could not read a call, or who is in it. If no other one did before, this run does not know its rows. */
    synchronized void notRead(String mpcUuid) {
        if (unsureTo.equals(Instant.MAX)) {
            unread.add(mpcUuid);
        }
    }

    /**
     * True when the calls that were in progress at this run's first poll are over and their records sent: somebody who
     * left them before it may have a row that goes only with those. A record that does not come for a day never will.
     */
    synchronized boolean isSure(Instant seenAt) {
        return unsureCalls.isEmpty() || seenAt.minus(LONGEST).isAfter(unsureTo);
    }

    /** These were in a call that is in progress, or just was. */
    synchronized void saw(String mpcUuid, List<Participant> participants) {
        if (participants.isEmpty() || over.contains(mpcUuid)) {
            return;
        }
        long nanos = time.nanos();
        Seen before = seen.remove(mpcUuid);
        Map<String, Participant> all = new LinkedHashMap<>(before == null ? Map.of() : before.participants);
        participants.forEach(participant -> all.put(participant.memberId(), participant));
        seen.put(mpcUuid, new Seen(all, nanos));
        Iterator<Seen> oldest = seen.values().iterator();
        while (oldest.hasNext() && isTooMuch(oldest.next(), nanos)) {
            oldest.remove();
            drop();
        }
    }

    private void drop() {
        if (metrics.value(Metric.SEEN_DROPPED) == 0) {
            LOG.warn("Participants seen live are dropped before their call's record was sent: it did not come for"
                    + " a day, or there are too many; counted from now on, not logged");
        }
        metrics.add(Metric.SEEN_DROPPED);
    }

    /** Whether the call's own record was read: what a poll that began before tells of it is not true any more. */
    synchronized boolean isOver(String mpcUuid) {
        return over.contains(mpcUuid);
    }

    private boolean isTooMuch(Seen call, long nanos) {
        return seen.size() > MOST_CALLS || nanos - call.at > LONGEST.toNanos();
    }

    /**
     * An ended call with all that is known of its participants.
     *
     * @param told those that the API tells now
     * @param available false where it does not tell them, or not all of them
     */
    synchronized EndedCall ended(MultiPartyCall call, List<Participant> told, boolean available) {
        Set<String> known = new LinkedHashSet<>();
        told.forEach(participant -> known.add(participant.memberId()));
        List<Participant> onlySeen = seenIn(call.mpcUuid())
                .filter(participant -> !known.contains(participant.memberId()))
                .toList();
        onlySeen.forEach(participant -> known.add(participant.memberId()));
        boolean lost = isLost(call.mpcUuid(), known, available);
        remember(call.mpcUuid());
        return new EndedCall(call, told, onlySeen, source(told.isEmpty(), onlySeen.isEmpty(), available, lost));
    }

    private void remember(String mpcUuid) {
        over.add(mpcUuid);
        if (over.size() > OVER_CALLS) {
            over.remove(over.iterator().next());
        }
    }

    /** An earlier run saw the call and who was in it; of those who left again before its end nothing is stored. */
    private boolean isLost(String mpcUuid, Set<String> known, boolean available) {
        List<String> before = open.get(mpcUuid);
        return before != null && (!available || !known.containsAll(before));
    }

    private static ParticipantsSource source(boolean noneTold, boolean noneSeen, boolean available, boolean lost) {
        if (lost || (noneSeen && !available)) {
            return ParticipantsSource.UNAVAILABLE;
        }
        if (noneSeen) {
            return ParticipantsSource.API;
        }
        return noneTold ? ParticipantsSource.LIVE : ParticipantsSource.MIXED;
    }

    private Stream<Participant> seenIn(String mpcUuid) {
        Seen call = seen.get(mpcUuid);
        return call == null ? Stream.empty() : call.participants.values().stream();
    }

    /**
     * The tombstones that a call's own record takes along, because the rows may stand in the tables and no poll would
     * notice: they ended after the last change that was stored, and before the first poll of this run was answered. Of
     * a call that this poll could not read, all that ended since.
     */
    synchronized List<LiveChange> tombstones(EndedCall ended) {
        String mpcUuid = ended.call().mpcUuid();
        Instant end = ended.call().endTime();
        Instant upTo = unread.contains(mpcUuid) ? Instant.MAX : unsureTo;
        List<String> members = open.getOrDefault(mpcUuid, List.of());
        List<LiveChange> tombstones = new ArrayList<>();
        Stream.concat(ended.participants().stream(), ended.seen().stream())
                .filter(participant -> isUnsure(participant.exitTime() == null ? end : participant.exitTime(), upTo))
                .filter(participant -> !members.contains(participant.memberId()))
                .forEach(participant -> tombstones.add(new ParticipantGone(mpcUuid, participant.memberId())));
        if (isUnsure(end, upTo) && !open.containsKey(mpcUuid)) {
            tombstones.add(new CallGone(mpcUuid));
        }
        return tombstones;
    }

    private boolean isUnsure(Instant end, Instant upTo) {
        return end != null
                && !unsureFrom.equals(Instant.MAX)
                && end.isAfter(unsureFrom.minus(SHOWN_TIME_ERROR))
                && !end.isAfter(upTo);
    }

    /** The calls' own records are on their way to Kafka. */
    synchronized void sent(Batch batch) {
        for (Item item : batch.items()) {
            if (item instanceof EndedCall ended) {
                seen.remove(ended.call().mpcUuid());
                unsureCalls.remove(ended.call().mpcUuid());
                unread.remove(ended.call().mpcUuid());
            }
        }
    }
}
