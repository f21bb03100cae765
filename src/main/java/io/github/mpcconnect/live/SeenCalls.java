package io.github.mpcconnect.live;

import io.github.mpcconnect.api.Participant;
import io.github.mpcconnect.metrics.AccountMetrics;
import io.github.mpcconnect.metrics.Metric;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The participants seen in live calls, as last seen, until the call's own record is sent or no longer expected. Keeps
 * at most {@link #MAX_CALLS} calls: beyond that, the least recently seen call is dropped and counted.
 */
final class SeenCalls {

    static final int MAX_CALLS = 20_000;

    /** A call's record is no longer expected once the day has been read this far beyond its disappearance. */
    static final Duration GRACE = Duration.ofMinutes(10);

    private static final Logger LOG = LoggerFactory.getLogger(SeenCalls.class);

    private final AccountMetrics metrics;
    private final Map<String, Seen> calls = new LinkedHashMap<>();
    private final Map<String, Set<String>> dropped = new LinkedHashMap<>();

    /** One stay of a participant in a call. */
    private record Stay(String memberId, Instant joinTime) {}

    private static final class Seen {
        private final List<String> before;
        private final Map<Stay, Participant> stays = new LinkedHashMap<>();
        private Instant goneAt;

        private Seen(List<String> before) {
            this.before = before;
        }

        private Set<String> members() {
            return stays.keySet().stream().map(Stay::memberId).collect(Collectors.toCollection(LinkedHashSet::new));
        }

        /** Adds or updates a stay. One with a time of joining replaces one without. */
        private void add(Participant participant) {
            Stay stay = new Stay(participant.memberId(), participant.joinTime());
            if (!stays.containsKey(stay)) {
                stays.remove(new Stay(participant.memberId(), null));
            }
            stays.put(stay, participant);
        }
    }

    /**
     * @param stored the members seen last by an earlier run, by call; their data are lost unless they are seen again
     */
    SeenCalls(Map<String, List<String>> stored, AccountMetrics metrics) {
        this.metrics = metrics;
        stored.forEach((mpcUuid, members) -> {
            if (!members.isEmpty()) {
                put(mpcUuid, new Seen(List.copyOf(members)));
            }
        });
    }

    /** Records the participants returned for a call in progress. */
    void add(String mpcUuid, List<Participant> participants) {
        if (participants.isEmpty()) {
            return;
        }
        Seen before = calls.remove(mpcUuid);
        Seen seen = before == null ? new Seen(List.of()) : before;
        participants.stream().sorted(LiveParticipants.JOINING).forEach(seen::add);
        put(mpcUuid, seen);
    }

    private void put(String mpcUuid, Seen seen) {
        calls.put(mpcUuid, seen);
        if (calls.size() > MAX_CALLS) {
            drop();
        }
    }

    private void drop() {
        String oldest = calls.keySet().iterator().next();
        dropped.put(oldest, members(oldest));
        calls.remove(oldest);
        if (dropped.size() > MAX_CALLS) {
            dropped.remove(dropped.keySet().iterator().next());
        }
        if (metrics.value(Metric.SEEN_DROPPED) == 0) {
            LOG.warn(
                    "More than {} calls with participants seen live are waiting for their own records; dropping the"
                            + " participants of the oldest calls (counted in metric seen-dropped-total)",
                    MAX_CALLS);
        }
        metrics.add(Metric.SEEN_DROPPED);
    }

    /** Records that these calls are in progress, possibly again. */
    void listed(Collection<String> ids) {
        ids.stream().map(calls::get).filter(seen -> seen != null).forEach(seen -> seen.goneAt = null);
    }

    /** Records that a call is no longer listed. */
    void gone(String mpcUuid, Instant at) {
        Seen seen = calls.get(mpcUuid);
        if (seen != null) {
            seen.goneAt = at;
        }
    }

    /** The participants seen in a call, in the order of joining. */
    List<Participant> of(String mpcUuid) {
        Seen seen = calls.get(mpcUuid);
        return seen == null
                ? List.of()
                : seen.stays.values().stream().sorted(LiveParticipants.JOINING).toList();
    }

    /** The member ids of a call, with or without data. */
    Set<String> members(String mpcUuid) {
        Seen seen = calls.get(mpcUuid);
        Set<String> members = new LinkedHashSet<>();
        if (seen != null) {
            members.addAll(seen.before);
            members.addAll(seen.members());
        }
        return members;
    }

    /** The ids of members that were seen but whose data are no longer available. */
    Set<String> lost(String mpcUuid) {
        Seen seen = calls.get(mpcUuid);
        Set<String> lost = new LinkedHashSet<>(dropped.getOrDefault(mpcUuid, Set.of()));
        if (seen != null) {
            lost.addAll(seen.before);
            lost.removeAll(seen.members());
        }
        return lost;
    }

    /** Forgets a call: its own record was sent. */
    void sent(String mpcUuid) {
        calls.remove(mpcUuid);
        dropped.remove(mpcUuid);
    }

    /**
     * Forgets the calls whose records are no longer expected, because all calls that ended up to this time were sent.
     */
    void settled(Instant upTo) {
        calls.values()
                .removeIf(
                        seen -> seen.goneAt != null && !seen.goneAt.plus(GRACE).isAfter(upTo));
    }
}
