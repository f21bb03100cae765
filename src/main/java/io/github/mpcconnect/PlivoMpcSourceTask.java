package io.github.mpcconnect;

import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.connect.source.SourceRecord;
import org.apache.kafka.connect.source.SourceTask;

import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * Reads its accounts: {@code start} builds one object or fails, {@code poll} passes on what was read, one whole batch
 * at a time, {@code stop} closes. Reading runs on a loop of its own, as long as the task is polled.
 */
public final class PlivoMpcSourceTask extends SourceTask {

    private static final Duration POLL = Duration.ofMillis(900);

    private RunningTask running;

    /** For Connect. */
    public PlivoMpcSourceTask() {}

    @Override
    public String version() {
        return Version.VERSION;
    }

    @Override
    public void start(Map<String, String> props) {
        running = new RunningTask(props, context);
    }

    /** A whole batch, or null after a little less than a second without one or without room for one. */
    @Override
    public List<SourceRecord> poll() throws InterruptedException {
        return running.poll(POLL);
    }

    @Override
    public void commitRecord(SourceRecord record, RecordMetadata metadata) {
        running.written(record, metadata == null);
    }

    @Override
    public void stop() {
        if (running != null) {
            running.close();
        }
    }
}
