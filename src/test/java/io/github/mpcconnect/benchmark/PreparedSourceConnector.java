package io.github.mpcconnect.benchmark;

import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.connect.connector.Task;
import org.apache.kafka.connect.source.SourceConnector;
import org.apache.kafka.connect.source.SourceRecord;
import org.apache.kafka.connect.source.SourceTask;

import java.util.Collections;
import java.util.List;
import java.util.Map;

/** A connector that reads nothing: what a worker costs without one. */
public final class PreparedSourceConnector extends SourceConnector {

    private Map<String, String> config = Map.of();

    /** For Connect. */
    public PreparedSourceConnector() {}

    @Override
    public void start(Map<String, String> props) {
        config = props;
    }

    @Override
    public Class<? extends Task> taskClass() {
        return PreparedSourceTask.class;
    }

    @Override
    public List<Map<String, String>> taskConfigs(int maxTasks) {
        return Collections.singletonList(config);
    }

    @Override
    public void stop() {}

    @Override
    public ConfigDef config() {
        return new ConfigDef();
    }

    @Override
    public String version() {
        return "1";
    }

    /** Hands out the same prepared batches again and again, as fast as the worker takes them. */
    public static final class PreparedSourceTask extends SourceTask {

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
}
