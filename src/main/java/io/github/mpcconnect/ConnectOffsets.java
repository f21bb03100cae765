package io.github.mpcconnect;

import io.github.mpcconnect.ingest.Account;
import io.github.mpcconnect.ingest.OffsetLookup;
import io.github.mpcconnect.timeline.Day;
import io.github.mpcconnect.timeline.StoredOffsets;
import io.github.mpcconnect.timeline.Watermark;
import org.apache.kafka.connect.storage.OffsetStorageReader;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Looks offsets up where Connect stores them: all days of an account at once, since each look reads the topic's end.
 */
final class ConnectOffsets implements OffsetLookup {

    private final OffsetStorageReader reader;
    private final String filter;

    /** @param filter the filter's canonical form; null without one */
    ConnectOffsets(OffsetStorageReader reader, String filter) {
        this.reader = reader;
        this.filter = filter;
    }

    @Override
    public Map<Day, Watermark> watermarks(Account account, List<Day> days) {
        Map<Map<String, String>, Day> partitions =
                days.stream().collect(Collectors.toMap(day -> partition(account, day), day -> day));
        Map<Day, Watermark> watermarks = new HashMap<>();
        reader.offsets(partitions.keySet())
                .forEach((partition, offset) -> StoredOffsets.watermark(partition, offset)
                        .ifPresent(watermark -> watermarks.put(watermark.day(), watermark)));
        return watermarks;
    }

    private Map<String, String> partition(Account account, Day day) {
        return StoredOffsets.partition(account.id(), day, filter);
    }
}
