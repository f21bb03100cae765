package io.github.mpcconnect.support;

import org.apache.kafka.connect.util.clusters.EmbeddedKafkaCluster;
import org.apache.kafka.connect.util.clusters.WorkerHandle;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;

/**
 * A real KRaft broker and real distributed Connect workers in this JVM, or workers alone on a Kafka that runs
 * elsewhere. All use of Kafka's own test jars is behind this class.
 */
public final class LocalCluster implements AutoCloseable {

    private final EmbeddedKafkaCluster kafka;
    private final String bootstrapServers;
    private final Map<String, String> workerProps;
    private final List<WorkerHandle> workers = new ArrayList<>();

    private LocalCluster(EmbeddedKafkaCluster kafka, String bootstrapServers, Map<String, String> workerProps) {
        this.kafka = kafka;
        this.bootstrapServers = bootstrapServers;
        this.workerProps = workerProps;
    }

    /** Starts a broker and a worker; {@code overrides} are worker properties. */
    public static LocalCluster start(Map<String, String> overrides) {
        EmbeddedKafkaCluster kafka = broker();
        return withWorker(kafka, kafka.bootstrapServers(), overrides);
    }

    /** Starts a broker alone. */
    public static LocalCluster startBroker() {
        EmbeddedKafkaCluster kafka = broker();
        return new LocalCluster(kafka, kafka.bootstrapServers(), workerProps(kafka.bootstrapServers(), "none"));
    }

    private static EmbeddedKafkaCluster broker() {
        Properties broker = new Properties();
        broker.put("transaction.state.log.replication.factor", "1");
        broker.put("transaction.state.log.min.isr", "1");
        broker.put("group.initial.rebalance.delay.ms", "0");
        broker.put("transaction.abort.timed.out.transaction.cleanup.interval.ms", "1000");
        EmbeddedKafkaCluster kafka = new EmbeddedKafkaCluster(1, broker);
        kafka.start();
        return kafka;
    }

    /** Starts a worker on a Kafka that runs already. */
    public static LocalCluster startOn(String bootstrapServers, Map<String, String> overrides) {
        return withWorker(null, bootstrapServers, overrides);
    }

    private static LocalCluster withWorker(
            EmbeddedKafkaCluster kafka, String bootstrapServers, Map<String, String> overrides) {
        Map<String, String> props = new HashMap<>(workerProps(bootstrapServers, "plivo-mpc-workers"));
        props.putAll(overrides);
        LocalCluster cluster = new LocalCluster(kafka, bootstrapServers, props);
        cluster.addWorker();
        return cluster;
    }

    /** The properties of a distributed worker, whose internal topics are named after its group. */
    static Map<String, String> workerProps(String bootstrapServers, String group) {
        Map<String, String> props = new HashMap<>();
        props.put("bootstrap.servers", bootstrapServers);
        props.put("group.id", group);
        props.put("listeners", "http://127.0.0.1:0");
        props.put("config.storage.topic", group + "-configs");
        props.put("offset.storage.topic", group + "-offsets");
        props.put("status.storage.topic", group + "-status");
        props.put("config.storage.replication.factor", "1");
        props.put("offset.storage.replication.factor", "1");
        props.put("offset.storage.partitions", "1");
        props.put("status.storage.replication.factor", "1");
        props.put("status.storage.partitions", "1");
        props.put("key.converter", "org.apache.kafka.connect.json.JsonConverter");
        props.put("value.converter", "org.apache.kafka.connect.json.JsonConverter");
        props.put("offset.flush.interval.ms", "1000");
        props.put("scheduled.rebalance.max.delay.ms", "0");
        props.put("plugin.discovery", "service_load");
        return props;
    }

    public String bootstrapServers() {
        return bootstrapServers;
    }

    /** Connect's REST API, at the first worker. */
    public ConnectRest rest() {
        return new ConnectRest(workers.get(0).url());
    }

    public void addWorker() {
        workers.add(WorkerHandle.start("worker-" + workers.size(), workerProps));
    }

    /** Stops the worker that was added last. */
    public void removeWorker() {
        workers.remove(workers.size() - 1).stop();
    }

    /** Stops the workers, then the broker if it is one of this cluster's. */
    @Override
    public void close() {
        workers.forEach(WorkerHandle::stop);
        if (kafka != null) {
            kafka.stop();
        }
    }
}
