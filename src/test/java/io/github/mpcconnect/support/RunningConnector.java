package io.github.mpcconnect.support;

import io.github.mpcconnect.simulator.PlivoSimulator;
import io.github.mpcconnect.simulator.SimulatedAccount;
import tools.jackson.databind.JsonNode;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.function.BooleanSupplier;

/**
 * A connector of a test's own on a cluster, deleted at the end, and its topics. Its name is its topics' prefix, too.
 */
public final class RunningConnector implements AutoCloseable {

    private static final Duration MOST = Duration.ofSeconds(60);

    private final LocalCluster cluster;
    private final String name;
    private final Map<String, String> config = new HashMap<>();
    private final Map<String, Topic> topics = new HashMap<>();

    public RunningConnector(LocalCluster cluster, String name, PlivoSimulator api) {
        this.cluster = cluster;
        this.name = name;
        with("connector.class", "PlivoMpcSourceConnector");
        with("tasks.max", "1");
        with("plivo.api.url", api.url());
        with("topic.prefix", name);
        with("topic.creation.default.replication.factor", "1");
        with("topic.creation.default.partitions", "1");
        with("topic.creation.default.retention.ms", "-1");
        with("api.rate.limit.requests", "100000");
        with("poll.interval.ms", "500");
        with("settle.delay.ms", "1000");
        with("retry.backoff.ms", "50");
    }

    public RunningConnector with(String key, String value) {
        config.put(key, value);
        return this;
    }

    public RunningConnector reading(SimulatedAccount account) {
        return with("plivo.auth.id", account.authId()).with("plivo.auth.token", account.authToken());
    }

    /** Creates the connector, or changes it to the present configuration. */
    public RunningConnector start() {
        cluster.rest().put(name, config);
        return this;
    }

    public ConnectRest rest() {
        return cluster.rest();
    }

    public String name() {
        return name;
    }

    public Topic calls() {
        return topic("calls");
    }

    public Topic participants() {
        return topic("participants");
    }

    public Topic topic(String suffix) {
        return topics.computeIfAbsent(suffix, topic -> new Topic(cluster.bootstrapServers(), name + ".mpc." + topic));
    }

    /** What is stored of a day; null where nothing is. */
    public StoredDay day(String account, String day) {
        return rest().offsets(name).entrySet().stream()
                .filter(entry -> entry.getKey().path("account").asString("").equals(account))
                .filter(entry -> entry.getKey().path("day").asString("").equals(day))
                .map(entry -> StoredDay.of(entry.getValue()))
                .findFirst()
                .orElse(null);
    }

    /** Waits until the connector and all its tasks are in a state. */
    public void awaitState(String state) {
        await(MOST, "connector " + name + " to be " + state, () -> isIn(state));
    }

    private boolean isIn(String state) {
        JsonNode status = rest().status(name);
        boolean allTasks = status.path("tasks")
                .valueStream()
                .allMatch(task -> task.path("state").asString().equals(state));
        return status.path("connector").path("state").asString().equals(state) && allTasks;
    }

    /** Waits for a condition that somebody else brings about, looking often. */
    public static void await(Duration most, String what, BooleanSupplier condition) {
        long end = System.nanoTime() + most.toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() - end > 0) {
                throw new AssertionError("Waited " + most + " for " + what);
            }
            java.util.concurrent.locks.LockSupport.parkNanos(
                    Duration.ofMillis(20).toNanos());
        }
    }

    @Override
    public void close() {
        topics.values().forEach(Topic::close);
        rest().delete(name);
    }
}
