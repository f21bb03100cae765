package io.github.mpcconnect.support;

import io.github.mpcconnect.PlivoMpcSourceConnector;
import io.github.mpcconnect.PlivoMpcSourceTask;
import io.github.mpcconnect.simulator.PlivoSimulator;
import io.github.mpcconnect.simulator.SimulatedAccount;
import io.github.mpcconnect.support.Topic.Line;
import org.apache.kafka.connect.json.JsonConverter;
import org.apache.kafka.connect.source.SourceRecord;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/**
 * Runs the task as a worker would, without one: everything that it hands out goes through {@link RecordCheck}, and its
 * offsets are stored when the test says so. What was delivered stays through restarts, as it would in Kafka.
 */
public final class TaskHarness implements AutoCloseable {

    private static final JsonConverter KEYS = converter(true);
    private static final JsonConverter VALUES = converter(false);

    private final Map<String, String> config;
    private final MemoryOffsets offsets = new MemoryOffsets();
    private final List<SourceRecord> delivered = new ArrayList<>();
    private final List<SourceRecord> unflushed = new ArrayList<>();
    private PlivoMpcSourceTask task;

    public TaskHarness(String name, PlivoSimulator api, SimulatedAccount account) {
        config = RunningConnector.defaults(name, api.url());
        config.put("plivo.auth.id", account.authId());
        config.put("plivo.auth.token", account.authToken());
    }

    public TaskHarness with(String key, String value) {
        config.put(key, value);
        return this;
    }

    public TaskHarness start() {
        PlivoMpcSourceConnector connector = new PlivoMpcSourceConnector();
        connector.start(config);
        task = new PlivoMpcSourceTask();
        Map<String, String> taskConfig = connector.taskConfigs(1).get(0);
        task.initialize(offsets.context(taskConfig));
        task.start(taskConfig);
        return this;
    }

    /** Polls until what was delivered, by all runs so far, fulfils a condition. */
    public List<SourceRecord> pollUntil(Predicate<List<SourceRecord>> condition) throws InterruptedException {
        long end = System.nanoTime() + Wait.MAX.toNanos();
        while (!condition.test(delivered)) {
            if (System.nanoTime() - end > 0) {
                throw new AssertionError("After " + Wait.MAX + " there are " + delivered.size() + " records");
            }
            poll();
        }
        return delivered;
    }

    /** Polls until so many more batches were handed out. */
    public void pollBatches(int batches) throws InterruptedException {
        long end = System.nanoTime() + Wait.MAX.toNanos();
        for (int polled = 0; polled < batches; ) {
            if (System.nanoTime() - end > 0) {
                throw new AssertionError("After " + Wait.MAX + " there are " + polled + " batches, not " + batches);
            }
            polled += poll() == null ? 0 : 1;
        }
    }

    /** Polls once. Returns the batch, or null. */
    public List<SourceRecord> poll() throws InterruptedException {
        List<SourceRecord> batch = task.poll();
        if (batch != null) {
            RecordCheck.checked(batch);
            delivered.addAll(batch);
            unflushed.addAll(batch);
        }
        return batch;
    }

    /** Stores the offsets of all that was delivered, as a worker does from time to time and at a clean stop. */
    public void flush() {
        unflushed.forEach(record -> offsets.store(record.sourcePartition(), record.sourceOffset()));
        unflushed.clear();
    }

    public void stop() {
        flush();
        crash();
    }

    /** What was delivered since the last flush is in Kafka, but its offsets are not. */
    public void crash() {
        unflushed.clear();
        task.stop();
        task = null;
    }

    /** What was delivered, as consumers would see it. */
    public Arrived arrived() {
        return new Arrived(lines("calls"), lines("participants"));
    }

    private List<Line> lines(String topic) {
        return delivered.stream()
                .filter(record -> record.topic().endsWith(".mpc." + topic))
                .map(TaskHarness::line)
                .toList();
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

    @Override
    public void close() {
        if (task != null) {
            task.stop();
        }
    }
}
