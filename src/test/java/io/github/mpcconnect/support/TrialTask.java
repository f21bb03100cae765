package io.github.mpcconnect.support;

import io.github.mpcconnect.PlivoMpcSourceTask;
import io.github.mpcconnect.simulator.PlivoSimulator;
import io.github.mpcconnect.simulator.SimulatedAccount;
import org.apache.kafka.common.metrics.PluginMetrics;
import org.apache.kafka.connect.source.SourceRecord;
import org.apache.kafka.connect.source.SourceTaskContext;
import org.apache.kafka.connect.storage.OffsetStorageReader;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;

/**
 * A task on the simulated API, without a worker: polled by the test, its offsets kept here from one start to the next.
 * Every record that it makes goes through the {@link RecordCheck}.
 */
public final class TrialTask implements AutoCloseable {

    private final String name;
    private final Map<String, String> config = new HashMap<>();
    private final Map<Map<String, ?>, Map<String, ?>> offsets = new ConcurrentHashMap<>();
    private final List<SourceRecord> records = new ArrayList<>();
    private PlivoMpcSourceTask task;

    /** @param name the connector's; its topics' prefix, too */
    public TrialTask(String name, PlivoSimulator api, SimulatedAccount account) {
        this.name = name;
        with("name", name);
        with("topic.prefix", name);
        with("plivo.api.url", api.url());
        with("plivo.auth.id", account.authId());
        with("plivo.auth.token", account.authToken());
        with("api.rate.limit.requests", "100000");
        with("poll.interval.ms", "200");
        with("settle.delay.ms", "1000");
        with("retry.backoff.ms", "20");
        with("retry.backoff.max.ms", "500");
        with("live.enabled", "false");
        with("audit.days", "0");
    }

    public TrialTask with(String key, String value) {
        config.put(key, value);
        return this;
    }

    public TrialTask start() {
        task = new PlivoMpcSourceTask();
        task.initialize(new Context());
        task.start(config);
        return this;
    }

    /** One poll, what it returns being sent and its offsets stored. */
    public void poll() {
        try {
            List<SourceRecord> polled = task.poll();
            if (polled != null) {
                RecordCheck.checked(polled);
                records.addAll(polled);
                polled.stream()
                        .filter(record -> record.sourceOffset() != null)
                        .forEach(record -> offsets.put(record.sourcePartition(), record.sourceOffset()));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** Polls until a condition holds. */
    public TrialTask pollUntil(String what, BooleanSupplier condition) {
        Wait.until(what, () -> {
            poll();
            return condition.getAsBoolean();
        });
        return this;
    }

    /** Polls until so many calls were sent in all. */
    public TrialTask pollCalls(int count) {
        return pollUntil(count + " calls, not " + ids().size(), () -> ids().size() >= count);
    }

    /** Stops the task. Returns how long that took. */
    public Duration stop() {
        long start = System.nanoTime();
        if (task != null) {
            task.stop();
        }
        task = null;
        return Duration.ofNanos(System.nanoTime() - start);
    }

    /** Sets an offset as an earlier run would have left it. */
    public TrialTask stored(Map<String, ?> partition, Map<String, ?> offset) {
        offsets.put(new HashMap<>(partition), new HashMap<>(offset));
        return this;
    }

    public StoredDay day(String account, String day) {
        Map<String, ?> offset = offset(account, day);
        return offset == null ? null : StoredDay.of(offset);
    }

    /** The whole offset that is stored of a day; null where there is none. */
    public Map<String, ?> offset(String account, String day) {
        return offsets.get(Map.of("account", account, "day", day));
    }

    /** What was sent to a topic so far. */
    public List<SourceRecord> sent(String topic) {
        return records.stream()
                .filter(record -> record.topic().equals(name + ".mpc." + topic))
                .toList();
    }

    /** The ids of the calls that were sent, in that order. */
    public List<String> ids() {
        return sent("calls").stream()
                .map(record -> ((org.apache.kafka.connect.data.Struct) record.value()).getString("mpc_uuid"))
                .toList();
    }

    /** A metric as JMX shows it. */
    public long metric(String metric) {
        return Beans.value(name, config.get("plivo.auth.id"), metric);
    }

    /** How many threads of a connector's tasks there are that decide what is read. */
    public static long loops(String connector) {
        return threads()
                .filter(name -> name.startsWith("plivo-mpc-" + connector))
                .count();
    }

    /** How many threads of connectors there are at all, those that send and receive included. */
    public static long allThreads() {
        return threads().filter(name -> name.startsWith("plivo-mpc-")).count();
    }

    private static Stream<String> threads() {
        return Thread.getAllStackTraces().keySet().stream().map(Thread::getName);
    }

    @Override
    public void close() {
        stop();
    }

    private final class Context implements SourceTaskContext {

        @Override
        public Map<String, String> configs() {
            return Map.copyOf(config);
        }

        @Override
        public OffsetStorageReader offsetStorageReader() {
            return new Reader();
        }

        @Override
        public PluginMetrics pluginMetrics() {
            throw new UnsupportedOperationException("There is no worker");
        }
    }

    private final class Reader implements OffsetStorageReader {

        @Override
        public <T> Map<String, Object> offset(Map<String, T> partition) {
            Map<String, ?> offset = offsets.get(partition);
            return offset == null ? null : new HashMap<>(offset);
        }

        @Override
        public <T> Map<Map<String, T>, Map<String, Object>> offsets(Collection<Map<String, T>> partitions) {
            Map<Map<String, T>, Map<String, Object>> found = new HashMap<>();
            partitions.forEach(partition -> found.put(partition, offset(partition)));
            return found;
        }
    }
}
