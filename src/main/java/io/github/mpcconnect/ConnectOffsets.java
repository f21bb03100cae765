package io.github.mpcconnect;

import io.github.mpcconnect.ingest.Account;
import io.github.mpcconnect.ingest.OffsetLookup;
import io.github.mpcconnect.timeline.Day;
import io.github.mpcconnect.timeline.LivePosition;
import io.github.mpcconnect.timeline.StoredOffsets;
import io.github.mpcconnect.timeline.Watermark;
import org.apache.kafka.connect.storage.OffsetStorageReader;

import java.util.ArrayList;
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
    public Stored lookUp(Account account, List<Day> days) {
        Map<String, String> live = StoredOffsets.livePartition(account.id());
        List<Map<String, String>> partitions =
                days.stream().map(day -> partition(account, day)).collect(Collectors.toCollection(ArrayList::new));
        partitions.add(live);
        Map<Map<String, String>, Map<String, Object>> offsets = reader.offsets(partitions);
        Map<Day, Watermark> watermarks = new HashMap<>();
        for (Day day : days) {
            Map<String, String> partition = partition(account, day);
            StoredOffsets.watermark(partition, offsets.get(partition))
                    .ifPresent(watermark -> watermarks.put(day, watermark));
        }
        LivePosition position =
                StoredOffsets.livePosition(live, offsets.get(live)).orElse(null);
        return new Stored(watermarks, position);
    }

    private Map<String, String> partition(Account account, Day day) {
        return StoredOffsets.partition(account.id(), day, filter);
    }
}
