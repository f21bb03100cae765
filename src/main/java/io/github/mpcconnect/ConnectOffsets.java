package io.github.mpcconnect;

import io.github.mpcconnect.offset.DayOffset;
import io.github.mpcconnect.offset.LiveOffset;
import io.github.mpcconnect.offset.OffsetFormat;
import io.github.mpcconnect.offset.OffsetLookup;
import io.github.mpcconnect.timeline.Day;
import org.apache.kafka.connect.storage.OffsetStorageReader;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Looks up offsets in Connect's storage. All offsets of an account are read in one call, because each call reads the
 * offsets topic to its end.
 */
final class ConnectOffsets implements OffsetLookup {

    private final OffsetStorageReader reader;
    private final String filter;

    /** @param filter the canonical form of the filter; null without a filter */
    ConnectOffsets(OffsetStorageReader reader, String filter) {
        this.reader = reader;
        this.filter = filter;
    }

    @Override
    public Stored lookUp(String accountId, List<Day> days) {
        Map<Day, Map<String, String>> partitions = new HashMap<>();
        days.forEach(day -> partitions.put(day, OffsetFormat.partition(accountId, day, filter)));
        Map<String, String> livePartition = OffsetFormat.livePartition(accountId, filter);
        List<Map<String, String>> all = new ArrayList<>(partitions.values());
        all.add(livePartition);

        Map<Map<String, String>, Map<String, Object>> offsets = reader.offsets(all);
        Map<Day, DayOffset> found = new HashMap<>();
        partitions.forEach((day, partition) -> {
            Map<String, Object> offset = offsets.get(partition);
            if (offset != null) {
                found.put(day, OffsetFormat.dayOffset(partition, offset));
            }
        });
        Map<String, Object> live = offsets.get(livePartition);
        LiveOffset liveOffset = live == null ? null : OffsetFormat.liveOffset(livePartition, live);
        return new Stored(found, liveOffset);
    }
}
