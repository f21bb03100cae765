package io.github.mpcconnect.ingest;

import io.github.mpcconnect.timeline.Day;
import io.github.mpcconnect.timeline.Watermark;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

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

    SimulatedKafka(boolean exactlyOnce) {
        this.exactlyOnce = exactlyOnce;
    }

    void send(Batch batch) {
        for (Item item : batch.items()) {
            if (item instanceof EndedCall ended) {
                sent.merge(ended.call().mpcUuid(), 1, Integer::sum);
            }
        }
        latest.put(mark(batch.after()).day(), mark(batch.after()));
        if (exactlyOnce) {
            flush();
        }
    }

    void flush() {
        flushed.putAll(latest);
    }

    void crash() {
        latest.clear();
        latest.putAll(flushed);
    }

    Map<Day, Watermark> lookUp(List<Day> days) {
        Map<Day, Watermark> found = new HashMap<>(flushed);
        found.keySet().retainAll(days);
        return found;
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
