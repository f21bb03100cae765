package io.github.mpcconnect.timeline;

import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What stands in the tables of live calls.
 *
 * @param seenAt the API's now at the last poll that changed them
 * @param open the members of each call in them, by the call's id
 */
public record LivePosition(Instant seenAt, Map<String, List<String>> open) implements Position {

    public LivePosition {
        open = Collections.unmodifiableMap(new TreeMap<>(open));
    }
}
