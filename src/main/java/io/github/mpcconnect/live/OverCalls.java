package io.github.mpcconnect.live;

import java.time.Duration;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The calls whose own records were sent lately: a poll that began earlier, or an API that is behind, must not bring
 * them back. Kept for {@link #KEPT}, the newest {@link #MAX_CALLS}. Pure.
 */
final class OverCalls {

    static final Duration KEPT = Duration.ofHours(1);
    static final int MAX_CALLS = 20_000;

    private final Map<String, Long> calls = new LinkedHashMap<>();

    void add(String mpcUuid, long nanos) {
        calls.remove(mpcUuid);
        calls.put(mpcUuid, nanos);
        Iterator<Long> oldest = calls.values().iterator();
        boolean isTooMuch = true;
        while (isTooMuch) {
            isTooMuch = isOld(oldest.next(), nanos) || calls.size() > MAX_CALLS;
            if (isTooMuch) {
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
