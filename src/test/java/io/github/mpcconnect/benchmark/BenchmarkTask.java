package io.github.mpcconnect.benchmark;

import io.github.mpcconnect.PlivoMpcSourceTask;
import org.apache.kafka.common.metrics.PluginMetrics;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.source.SourceRecord;
import org.apache.kafka.connect.source.SourceTaskContext;
import org.apache.kafka.connect.storage.OffsetStorageReader;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The connector's task without Kafka: polled by the thread that measures, its records counted and dropped. */
final class BenchmarkTask implements AutoCloseable {

    static final String TOKEN = "secret";

    /** What the names of calls begin with that end while a measurement runs; their end in milliseconds follows. */
    static final String FRESH = "fresh-";

    static final String UNLIMITED = "100000";

    /** The minimum: a page of 20 calls is one request, each call's participants another. */
    static final double REQUESTS_PER_CALL = 1 + 1.0 / 20;

    static final Duration SETTLE_DELAY = Duration.ofSeconds(2);
    static final Duration POLL_INTERVAL = Duration.ofSeconds(2);

    private final PlivoMpcSourceTask task = new PlivoMpcSourceTask();
    private final List<Fresh> fresh = new ArrayList<>();
    private int calls;

    /** A call that ended while the measurement ran, and how long after it was settled it came out. */
    record Fresh(Instant end, Duration delay) {}

    private BenchmarkTask() {}

    static BenchmarkTask start(String apiUrl, String account, Map<String, String> more) {
        Map<String, String> config = config(apiUrl, account);
        config.putAll(more);
        return start(config);
    }

    static BenchmarkTask start(Map<String, String> config) {
        BenchmarkTask benchmark = new BenchmarkTask();
        benchmark.task.initialize(new NothingStored());
        benchmark.task.start(config);
        return benchmark;
    }

    /** What all measurements configure. */
    static Map<String, String> config(String apiUrl, String account) {
        Map<String, String> config = new HashMap<>();
        config.put("name", account);
        config.put("connector.class", "PlivoMpcSourceConnector");
        config.put("plivo.auth.id", account);
        config.put("plivo.auth.token", TOKEN);
        config.put("plivo.api.url", apiUrl);
        config.put("live.enabled", "false");
        config.put("poll.interval.ms", String.valueOf(POLL_INTERVAL.toMillis()));
        config.put("settle.delay.ms", String.valueOf(SETTLE_DELAY.toMillis()));
        return config;
    }

    /** Polls until so many calls came out since the start; fails where that takes too long. */
    void pollUntil(int count, Duration max) throws InterruptedException {
        long end = System.nanoTime() + max.toNanos();
        while (calls < count) {
            if (System.nanoTime() - end > 0) {
                throw new IllegalStateException("Only " + calls + " of " + count + " calls came within " + max);
            }
            poll();
        }
    }

    void pollFor(Duration howLong) throws InterruptedException {
        long end = System.nanoTime() + howLong.toNanos();
        while (System.nanoTime() - end < 0) {
            poll();
        }
    }

    private void poll() throws InterruptedException {
        List<SourceRecord> records = task.poll();
        if (records == null) {
            return;
        }
        Instant now = Instant.now();
        for (SourceRecord record : records) {
            if (record.topic().endsWith(".calls")) {
                calls++;
                String name = ((Struct) record.value()).getString("friendly_name");
                if (name.startsWith(FRESH)) {
                    Instant end = Instant.ofEpochMilli(Long.parseLong(name.substring(FRESH.length())));
                    fresh.add(new Fresh(end, Duration.between(end.plus(SETTLE_DELAY), now)));
                }
            }
        }
    }

    List<Fresh> fresh() {
        return fresh;
    }

    @Override
    public void close() {
        task.stop();
    }

    /** A worker that has no offsets. */
    private static final class NothingStored implements SourceTaskContext, OffsetStorageReader {

        @Override
        public Map<String, String> configs() {
            return Map.of();
        }

        @Override
        public PluginMetrics pluginMetrics() {
            throw new NoSuchMethodError("as on workers before 4.1");
        }

        @Override
        public OffsetStorageReader offsetStorageReader() {
            return this;
        }

        @Override
        public <T> Map<String, Object> offset(Map<String, T> partition) {
            return null;
        }

        @Override
        public <T> Map<Map<String, T>, Map<String, Object>> offsets(Collection<Map<String, T>> partitions) {
            return Map.of();
        }
    }
}
