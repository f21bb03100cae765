package io.github.mpcconnect.benchmark;

import org.apache.kafka.connect.source.SourceRecord;
import org.apache.kafka.connect.source.SourceTask;

import java.util.List;
import java.util.Map;

/** Hands out the same prepared batches again and again, as fast as the worker takes them. */
public final class PreparedSourceTask extends SourceTask {

    private List<List<SourceRecord>> batches = List.of();
    private int next;

    /** For Connect. */
    public PreparedSourceTask() {}

    @Override
    public void start(Map<String, String> props) {
        batches = PreparedBatches.of(props.get("topic.prefix"));
    }

    @Override
    public List<SourceRecord> poll() {
        List<SourceRecord> batch = batches.get(next);
        next = (next + 1) % batches.size();
        return batch;
    }

    @Override
    public void stop() {}

    @Override
    public String version() {
        return "1";
    }
}
