package io.github.mpcconnect.simulation;

import io.github.mpcconnect.offset.DayOffset;
import io.github.mpcconnect.offset.LiveOffset;
import io.github.mpcconnect.offset.OffsetFormat;
import io.github.mpcconnect.offset.OffsetLookup;
import io.github.mpcconnect.timeline.Day;
import org.apache.kafka.connect.source.SourceRecord;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Stores offsets as Connect does: by the partition's text in its order, values as they come back from JSON. */
final class Kafka implements OffsetLookup {

    private final Map<String, Map<String, Object>> stored = new HashMap<>();
    private final Map<String, Map<String, Object>> pending = new HashMap<>();

    /** Records were written; their offsets are stored at the next flush. */
    void written(List<SourceRecord> records) {
        for (SourceRecord record : records) {
            if (record.sourceOffset() != null) {
                pending.put(record.sourcePartition().toString(), restored(record.sourceOffset()));
            }
        }
    }

    private static Map<String, Object> restored(Map<String, ?> offset) {
        Map<String, Object> values = new HashMap<>();
        offset.forEach((key, value) -> {
            if (!(value instanceof String || value instanceof Long || value instanceof Integer)) {
                throw new Violation("offset-value", key + " is " + value);
            }
            values.put(key, value instanceof Integer number ? Long.valueOf(number) : value);
        });
        return values;
    }

    void flush() {
        stored.putAll(pending);
        pending.clear();
    }

    /** A crash: what was not flushed is lost. */
    void crash() {
        pending.clear();
    }

    /** Whether live rows were written of which no offset was ever stored: only a crash then leaves them there. */
    boolean hasUnknownLiveRows(String account) {
        String partition = OffsetFormat.livePartition(account, null).toString();
        return pending.containsKey(partition) && !stored.containsKey(partition);
    }

    /** Over REST; null resets. */
    void alter(String account, Day day, Map<String, Object> offset) {
        String partition = OffsetFormat.partition(account, day, null).toString();
        if (offset == null) {
            stored.remove(partition);
        } else {
            stored.put(partition, offset);
        }
    }

    DayOffset day(String account, Day day) {
        Map<String, String> partition = OffsetFormat.partition(account, day, null);
        Map<String, Object> offset = stored.get(partition.toString());
        return offset == null ? null : OffsetFormat.dayOffset(partition, offset);
    }

    @Override
    public Stored lookUp(String account, List<Day> days) {
        Map<Day, DayOffset> found = new HashMap<>();
        for (Day day : days) {
            DayOffset offset = day(account, day);
            if (offset != null) {
                found.put(day, offset);
            }
        }
        Map<String, String> partition = OffsetFormat.livePartition(account, null);
        Map<String, Object> live = stored.get(partition.toString());
        LiveOffset open = live == null ? null : OffsetFormat.liveOffset(partition, live);
        return new Stored(found, open);
    }
}
