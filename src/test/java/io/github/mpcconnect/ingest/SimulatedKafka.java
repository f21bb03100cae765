package io.github.mpcconnect.ingest;

import io.github.mpcconnect.timeline.Day;
import io.github.mpcconnect.timeline.LivePosition;
import io.github.mpcconnect.timeline.Watermark;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

import static io.github.mpcconnect.ingest.Samples.mark;

/**
 * What Connect and Kafka keep: how often each call was sent, and the watermarks. With exactly-once both are stored
 * together; without, watermarks are stored now and then, and a crash forgets those that were not.
 */
final class SimulatedKafka {

    private final boolean exactlyOnce;
    private final Map<String, Integer> sent = new HashMap<>();
    private final Map<Day, Watermark> flushed = new HashMap<>();
    private final Map<Day, Watermark> latest = new HashMap<>();
    private final Map<String, Set<String>> members = new HashMap<>();
    private final LiveTables tables;
    private LivePosition liveFlushed;
    private LivePosition liveLatest;

    SimulatedKafka(boolean exactlyOnce) {
        this.exactlyOnce = exactlyOnce;
        this.tables = exactlyOnce ? new LiveTables() : new LiveTables().lenient();
    }

    void send(Batch batch) {
        for (Item item : batch.items()) {
            if (item instanceof EndedCall ended) {
                sent.merge(ended.call().mpcUuid(), 1, Integer::sum);
                Stream.concat(ended.participants().stream(), ended.seen().stream())
                        .forEach(each -> members.computeIfAbsent(each.mpcUuid(), id -> new HashSet<>())
                                .add(each.memberId()));
            }
        }
        tables.take(batch);
        if (batch.after() instanceof LivePosition live) {
            liveLatest = live;
        } else {
            latest.put(mark(batch.after()).day(), mark(batch.after()));
        }
        if (exactlyOnce) {
            flush();
        }
    }

    void flush() {
        flushed.putAll(latest);
        liveFlushed = liveLatest;
    }

    void crash() {
        latest.clear();
        latest.putAll(flushed);
        liveLatest = liveFlushed;
        tables.forgetAllBut(liveFlushed);
    }

    OffsetLookup.Stored lookUp(List<Day> days) {
        Map<Day, Watermark> found = new HashMap<>(flushed);
        found.keySet().retainAll(days);
        return new OffsetLookup.Stored(found, liveFlushed);
    }

    LiveTables tables() {
        return tables;
    }

    /** The members of a call's own participants. */
    Set<String> members(String mpcUuid) {
        return members.getOrDefault(mpcUuid, Set.of());
    }

    int timesSent(String mpcUuid) {
        return sent.getOrDefault(mpcUuid, 0);
    }

    int calls() {
        return sent.size();
    }

    /** What a restart would go on from. */
    Map<Day, Watermark> watermarks() {
        return Map.copyOf(flushed);
    }
}
