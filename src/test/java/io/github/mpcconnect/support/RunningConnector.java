package io.github.mpcconnect.support;

import io.github.mpcconnect.simulator.PlivoSimulator;
import io.github.mpcconnect.simulator.SimulatedAccount;
import io.github.mpcconnect.simulator.SimulatedRequest.Kind;
import tools.jackson.databind.JsonNode;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A connector of a test's own on a cluster, deleted at the end, and its topics. Its name is its topics' prefix, too.
 */
public final class RunningConnector implements AutoCloseable {

    private final LocalCluster cluster;
    private final String name;
    private final PlivoSimulator api;
    private final Map<String, String> config;
    private final Map<String, Topic> topics = new HashMap<>();
    private boolean started;

    public RunningConnector(LocalCluster cluster, String name, PlivoSimulator api) {
        this.cluster = cluster;
        this.name = name;
        this.api = api;
        this.config = defaults(name, api.url());
    }

    /**
     * What the tests of the past have in common: quick, and without what else asks the API of its own accord, so that
     * requests can be counted.
     */
    static Map<String, String> defaults(String name, String apiUrl) {
        Map<String, String> config = new HashMap<>();
        config.put("name", name);
        config.put("connector.class", "PlivoMpcSourceConnector");
        config.put("tasks.max", "1");
        config.put("plivo.api.url", apiUrl);
        config.put("topic.prefix", name);
        config.put("topic.creation.default.replication.factor", "1");
        config.put("topic.creation.default.partitions", "1");
        config.put("topic.creation.default.retention.ms", "-1");
        config.put("api.rate.limit.requests", "100000");
        config.put("poll.interval.ms", "300");
        config.put("settle.delay.ms", "1000");
        config.put("retry.backoff.ms", "50");
        config.put("live.enabled", "false");
        config.put("audit.days", "0");
        return config;
    }

    public RunningConnector with(String key, String value) {
        config.put(key, value);
        return this;
    }

    public RunningConnector without(String key) {
        config.remove(key);
        return this;
    }

    public RunningConnector reading(SimulatedAccount account) {
        return with("plivo.auth.id", account.authId()).with("plivo.auth.token", account.authToken());
    }

    /** The configuration so far. */
    public Map<String, String> config() {
        return Map.copyOf(config);
    }

    /** Creates the connector, or changes it to the present configuration. */
    public RunningConnector start() {
        cluster.rest().put(name, config);
        started = true;
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
    public DayTruth day(String account, String day) {
        JsonNode offset = offset(account, day);
        return offset == null ? null : DayTruth.of(offset);
    }

    /** The whole offset that is stored of a day; null where there is none. */
    public JsonNode offset(String account, String day) {
        return rest().offsets(name).entrySet().stream()
                .filter(entry -> entry.getKey().path("account").asString("").equals(account))
                .filter(entry -> entry.getKey().path("day").asString("").equals(day))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElse(null);
    }

    /**
     * Waits until as many records are there as should be, and the connector has looked for more since and was through
     * with it. Where they do not all arrive, what arrived is compared.
     */
    public Arrived await(Truth truth) {
        long end = System.nanoTime() + Wait.MAX.toNanos();
        while (System.nanoTime() - end < 0 && !isThere(truth)) {
            calls().readOn();
            participants().readOn();
            assertThat(trace()).as("failure of connector %s", name).isEmpty();
        }
        awaitFurtherLists(2);
        return new Arrived(calls().toEnd(), participants().toEnd());
    }

    private boolean isThere(Truth truth) {
        return calls().lines().size() >= truth.calls() && participants().lines().size() >= truth.participants();
    }

    /** Waits until the API was asked so many more times for calls. */
    public void awaitFurtherLists(int requests) {
        long enough = api.traffic().count(Kind.CALLS) + requests;
        Wait.until("requests for calls", () -> api.traffic().count(Kind.CALLS) >= enough);
    }

    /** Waits until what is stored for the days of an account is this. */
    public void awaitStored(SimulatedAccount account, Map<String, DayTruth> days) {
        awaitStored(account, null, days);
    }

    /** @param filter the filter's canonical form; null without one */
    public void awaitStored(SimulatedAccount account, String filter, Map<String, DayTruth> days) {
        long end = System.nanoTime() + Wait.MAX.toNanos();
        Map<String, DayTruth> stored = DayTruth.stored(rest().offsets(name), account, filter);
        while (!stored.equals(days) && System.nanoTime() - end < 0) {
            LockSupport.parkNanos(Duration.ofMillis(100).toNanos());
            stored = DayTruth.stored(rest().offsets(name), account, filter);
        }
        assertThat(stored).as("stored offsets").isEqualTo(days);
    }

    /** Waits until no request reached the API for so long; fails where that never is. */
    public void awaitSilence(Duration silence) {
        long[] last = {-1, 0};
        Wait.until("silence", () -> {
            long count = api.traffic().count();
            if (count != last[0]) {
                last[0] = count;
                last[1] = System.nanoTime();
            }
            return System.nanoTime() - last[1] >= silence.toNanos();
        });
    }

    /** Why tasks failed; empty where none did. */
    public String trace() {
        return rest().status(name)
                .path("tasks")
                .valueStream()
                .map(task -> task.path("trace").asString(""))
                .collect(Collectors.joining());
    }

    /** Waits until the connector and all its tasks are in a state. */
    public void awaitState(String state) {
        Wait.until("connector " + name + " to be " + state, () -> isIn(state));
    }

    private boolean isIn(String state) {
        JsonNode status = rest().status(name);
        boolean allTasks = status.path("tasks")
                .valueStream()
                .allMatch(task -> task.path("state").asString().equals(state));
        return status.path("connector").path("state").asString().equals(state) && allTasks;
    }

    @Override
    public void close() {
        topics.values().forEach(Topic::close);
        if (started) {
            rest().delete(name);
        }
    }
}
