package io.github.mpcconnect.live;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Which calls are in progress. A call that any page lists is; it is gone after {@link #MAX_MISSED} answered polls in a
 * row without it. A poll that was not answered in full proves no absence. Pure.
 */
final class LivePresence {

    /** The lists move while they are read, so that one poll can miss a call. */
    private static final int MAX_MISSED = 2;

    private final Map<String, Integer> missed = new TreeMap<>();

    /** @param stored calls that were in progress when an earlier run ended */
    LivePresence(Set<String> stored) {
        stored.forEach(id -> missed.put(id, 0));
    }

    /** A poll listed these calls. Returns those that are gone. */
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
