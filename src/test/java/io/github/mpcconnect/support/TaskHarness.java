package io.github.mpcconnect.support;

import io.github.mpcconnect.PlivoMpcSourceConnector;
import io.github.mpcconnect.PlivoMpcSourceTask;
import io.github.mpcconnect.simulator.PlivoSimulator;
import io.github.mpcconnect.simulator.SimulatedAccount;
import io.github.mpcconnect.support.Topic.Line;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.json.JsonConverter;
import org.apache.kafka.connect.source.SourceRecord;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;

/**
 * Runs a task as a worker would, without one. Every record goes through the {@link RecordCheck}. Records and offsets
 * outlive the task, as they would in Kafka; offsets are stored after each poll, or when the test flushes.
 */
public final class TaskHarness implements AutoCloseable {

    private static final JsonConverter KEYS = converter(true);
    private static final JsonConverter VALUES = converter(false);

    private final String name;
    private final Map<String, String> config;
    private final MemoryOffsets offsets = new MemoryOffsets();
    private final List<SourceRecord> records = new ArrayList<>();
    private final List<SourceRecord> unflushed = new ArrayList<>();
    private boolean flushesByItself = true;
    private PlivoMpcSourceTask task;

    /** @param name the connector's; its topics' prefix, too */
    public TaskHarness(String name, PlivoSimulator api, SimulatedAccount account) {
        this.name = name;
        this.config = RunningConnector.defaults(name, api.url());
        with("plivo.auth.id", account.authId());
        with("plivo.auth.token", account.authToken());
        with("poll.interval.ms", "200");
        with("retry.backoff.ms", "20");
        with("retry.backoff.max.ms", "500");
    }

    public TaskHarness with(String key, String value) {
        config.put(key, value);
        return this;
    }

    /** From now on offsets are stored by {@link #flush} and at a clean stop alone. */
    public TaskHarness flushedByHand() {
        flushesByItself = false;
        return this;
    }

    public TaskHarness start() {
        PlivoMpcSourceConnector connector = new PlivoMpcSourceConnector();
        connector.start(config);
        Map<String, String> taskConfig = connector.taskConfigs(1).get(0);
        task = new PlivoMpcSourceTask();
        task.initialize(offsets.context(taskConfig));
        task.start(taskConfig);
        return this;
    }

    /** Polls once. Returns the batch, or null. */
    public List<SourceRecord> poll() {
        try {
            List<SourceRecord> batch = task.poll();
            if (batch != null) {
                RecordCheck.checked(batch);
                records.addAll(batch);
                unflushed.addAll(batch);
            }
            if (flushesByItself) {
                flush();
            }
            return batch;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** Polls until a condition holds. */
    public TaskHarness pollUntil(String what, BooleanSupplier condition) {
        Wait.until(what, () -> {
            poll();
            return condition.getAsBoolean();
        });
        return this;
    }

    /** Polls until so many calls were sent in all. */
    public TaskHarness pollCalls(int count) {
        return pollUntil(count + " calls, not " + ids().size(), () -> ids().size() >= count);
    }

    /** Polls until so many more batches were returned. */
    public void pollBatches(int batches) {
        int[] polled = {0};
        Wait.until(batches + " batches", () -> {
            polled[0] += poll() == null ? 0 : 1;
            return polled[0] == batches;
        });
    }

    /** Stores the offsets of all that was sent, as a worker does from time to time and at a clean stop. */
    public void flush() {
        unflushed.forEach(record -> offsets.store(record.sourcePartition(), record.sourceOffset()));
        unflushed.clear();
    }

    /** Flushes and stops the task. Returns how long its stop took. */
    public Duration stop() {
        flush();
        return crash();
    }

    /** Stops the task; the offsets since the last flush are lost. Returns how long that took. */
    public Duration crash() {
        unflushed.clear();
        long start = System.nanoTime();
        if (task != null) {
            task.stop();
        }
        task = null;
        return Duration.ofNanos(System.nanoTime() - start);
    }

    /** Sets an offset as an earlier run would have left it. */
    public TaskHarness stored(Map<String, ?> partition, Map<String, ?> offset) {
        offsets.store(new HashMap<>(partition), offset);
        return this;
    }

    public DayTruth day(String account, String day) {
        Map<String, ?> offset = offset(account, day);
        return offset == null ? null : DayTruth.of(offset);
    }

    /** The whole offset that is stored of a day; null where there is none. */
    public Map<String, ?> offset(String account, String day) {
        return offsets.find(Map.of("account", account, "day", day));
    }

    /** Everything that was sent. */
    public List<SourceRecord> records() {
        return records;
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
                .map(record -> ((Struct) record.value()).getString("mpc_uuid"))
                .toList();
    }

    /** What was sent, as consumers would see it. */
    public Arrived arrived() {
        return new Arrived(lines("calls"), lines("participants"));
    }

    private List<Line> lines(String topic) {
        return sent(topic).stream().map(TaskHarness::line).toList();
    }

    private static Line line(SourceRecord record) {
        return Line.of(
                KEYS.fromConnectData(record.topic(), record.keySchema(), record.key()),
                VALUES.fromConnectData(record.topic(), record.valueSchema(), record.value()),
                0,
                Map.of());
    }

    private static JsonConverter converter(boolean isKey) {
        JsonConverter converter = new JsonConverter();
        converter.configure(Map.of("schemas.enable", "false"), isKey);
        return converter;
    }

    /** A metric as JMX shows it. */
    public long metric(String metric) {
        return Beans.value(name, config.get("plivo.auth.id"), metric);
    }

    /** How many threads of a connector's tasks there are that decide what is read. */
    public static long loops(String connector) {
        return threads()
                .filter(thread -> thread.startsWith("plivo-mpc-" + connector))
                .count();
    }

    /** How many threads of connectors there are at all, those that send and receive included. */
    public static long allThreads() {
        return threads().filter(thread -> thread.startsWith("plivo-mpc-")).count();
    }

    private static Stream<String> threads() {
        return Thread.getAllStackTraces().keySet().stream().map(Thread::getName);
    }

    @Override
    public void close() {
        crash();
    }
}
