package io.github.mpcconnect.live;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Tracks which calls are in progress. A call is in progress if any page lists it, and gone after {@link #MAX_MISSED}
 * consecutive complete polls without it. An incomplete poll does not count as a miss. Pure.
 */
final class LivePresence {

    /** The lists change while they are read, so a single poll can miss a call. */
    private static final int MAX_MISSED = 2;

    private final Map<String, Integer> missed = new TreeMap<>();

    /** @param stored the ids of calls in progress when an earlier run ended */
    LivePresence(Set<String> stored) {
        stored.forEach(id -> missed.put(id, 0));
    }

    /** Records the calls listed by a poll. Returns the calls that are gone. */
    List<String> polled(Set<String> listed, boolean isAnswered) {
        listed.forEach(id -> missed.put(id, 0));
        if (!isAnswered) {
            return List.of();
        }
        missed.replaceAll((id, polls) -> listed.contains(id) ? 0 : polls + 1);
        List<String> gone = missed.keySet().stream()
                .filter(id -> missed.get(id) >= MAX_MISSED)
                .toList();
        gone.forEach(missed::remove);
        return gone;
    }

    /** The call's own record was sent. */
    void over(String mpcUuid) {
        missed.remove(mpcUuid);
    }
}
