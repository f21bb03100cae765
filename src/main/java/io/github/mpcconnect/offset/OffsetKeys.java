package io.github.mpcconnect.offset;

import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** The keys of source partitions and offsets, and the format of their values in messages. */
final class OffsetKeys {

    static final String ACCOUNT = "account";
    static final String DAY = "day";
    static final String FILTER = "filter";
    static final String STREAM = "stream";
    static final String LIVE = "live";

    static final String END_TIME = "end_time";
    static final String CALLS = "calls";
    static final String CHECK = "check";
    static final String STATE = "state";
    static final String GAPS = "gaps";
    static final String SKETCH = "sketch";
    static final String VANISHED = "vanished";
    static final String UNBILLED = "unbilled";
    static final String COUNTS = "counts";
    static final String BILLED = "billed";

    static final String SEEN_AT = "seen_at";
    static final String OPEN = "open";

    private static final int MAX_IN_MESSAGES = 200;

    private OffsetKeys() {}

    /** A value as JSON for messages, truncated if it is long. */
    static String shortened(Object value) {
        String json = json(value);
        return json.length() <= MAX_IN_MESSAGES ? json : json.substring(0, MAX_IN_MESSAGES) + "...";
    }

    /** A value as JSON for messages, with the keys of maps sorted. */
    static String json(Object value) {
        if (value instanceof String text) {
            return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
        }
        if (value instanceof Map<?, ?> map) {
            Map<String, String> sorted = new TreeMap<>();
            map.forEach((key, element) -> sorted.put(json(String.valueOf(key)), json(element)));
            return sorted.entrySet().stream()
                    .map(entry -> entry.getKey() + ": " + entry.getValue())
                    .collect(Collectors.joining(", ", "{", "}"));
        }
        return String.valueOf(value);
    }
}
