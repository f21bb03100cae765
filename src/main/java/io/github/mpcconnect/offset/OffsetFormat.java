package io.github.mpcconnect.offset;

import io.github.mpcconnect.timeline.Day;

import java.util.HashMap;
import java.util.Map;

/** A stub. */
public final class OffsetFormat {

    private OffsetFormat() {}

    public static Map<String, String> partition(String accountId, Day day, String filter) {
        Map<String, String> partition = livePartition(accountId, filter);
        partition.remove("stream");
        partition.put("day", day.toString());
        return partition;
    }

    public static Map<String, String> livePartition(String accountId, String filter) {
        Map<String, String> partition = new HashMap<>(Map.of("account", accountId, "stream", "live"));
        if (filter != null) {
            partition.put("filter", filter);
        }
        return partition;
    }

    public static Map<String, Object> offset(DayOffset offset) {
        return new HashMap<>(Map.of(
                "end_time", offset.endTime().toString(),
                "calls", offset.calls(),
                "check", String.format("%016x", offset.check()),
                "state", "open"));
    }

    public static Map<String, Object> offset(LiveOffset offset) {
        return new HashMap<>(Map.of("seen_at", offset.seenAt().toString()));
    }
}
