package io.github.mpcconnect.live;

import java.time.Duration;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The calls whose own records were sent recently: neither a poll that began earlier nor stale API data may bring them
 * back. Keeps the newest {@link #MAX_CALLS} calls for {@link #KEPT}. Pure.
 */
final class EndedLiveCalls {

    static final Duration KEPT = Duration.ofHours(1);
    static final int MAX_CALLS = 20_000;

    private final Map<String, Long> calls = new LinkedHashMap<>();

    void add(String mpcUuid, long nanos) {
        calls.remove(mpcUuid);
        calls.put(mpcUuid, nanos);
        Iterator<Long> oldest = calls.values().iterator();
        boolean removesOldest = true;
        while (removesOldest) {
            removesOldest = isOld(oldest.next(), nanos) || calls.size() > MAX_CALLS;
            if (removesOldest) {
                oldest.remove();
            }
        }
    }

    boolean contains(String mpcUuid, long nanos) {
        Long since = calls.get(mpcUuid);
        return since != null && !isOld(since, nanos);
    }

    private static boolean isOld(long since, long nanos) {
        return nanos - since > KEPT.toNanos();
    }
}
