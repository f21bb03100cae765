package io.github.mpcconnect.quickstart;

import io.github.mpcconnect.support.ConnectRest.Refused;
import io.github.mpcconnect.support.Examples;
import io.github.mpcconnect.support.LocalCluster;
import io.github.mpcconnect.support.TopicSettings;
import io.github.mpcconnect.support.Wait;
import tools.jackson.databind.JsonNode;

import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;

/**
 * What runs in this JVM: the simulated account unless it is yours, the broker unless it is yours, and a worker and a
 * connector with the configuration of the examples.
 */
final class Stage implements AutoCloseable {

    static final String CONNECTOR = "plivo-mpc";
    static final String PREFIX = "plivo";

    /** What is set beside the example, so that new calls arrive soon. */
    static final Map<String, String> QUICKER = new TreeMap<>(
            Map.of("settle.delay.ms", "5000", "poll.interval.ms", "2000", "live.poll.interval.ms", "5000"));

    /** What the example of a worker says about its own place. */
    private static final Set<String> PLACES = Set.of(
            "bootstrap.servers",
            "plugin.path",
            "listeners",
            "group.id",
            "config.storage.topic",
            "offset.storage.topic",
            "status.storage.topic");

    private static final Duration MAX_CREATION = Duration.ofSeconds(60);
    private static final long MAX_CLOSING_MS = TimeUnit.SECONDS.toMillis(4);
    private static final int BAD_REQUEST = 400;

    private final Settings settings;
    private final SimulatedContactCentre centre;
    private final LocalCluster cluster;

    private Stage(Settings settings, SimulatedContactCentre centre, LocalCluster cluster) {
        this.settings = settings;
        this.centre = centre;
        this.cluster = cluster;
    }

    static Stage open(Settings settings) {
        SimulatedContactCentre centre = settings.isSimulated() ? SimulatedContactCentre.open() : null;
        Map<String, String> worker = Examples.read(Examples.DISTRIBUTED_WORKER);
        worker.keySet().removeAll(PLACES);
        LocalCluster cluster = settings.hasOwnBroker()
                ? LocalCluster.start(worker)
                : LocalCluster.startOn(settings.bootstrapServers(), worker);
        return new Stage(settings, centre, cluster);
    }

    /** Null where the account is yours. */
    SimulatedContactCentre centre() {
        return centre;
    }

    String bootstrapServers() {
        return cluster.bootstrapServers();
    }

    String account() {
        return centre == null ? settings.authId() : centre.account().authId();
    }

    String apiUrl() {
        return centre == null ? settings.apiUrl() : centre.url();
    }

    URI connectorUrl() {
        return cluster.rest().url().resolve("/connectors/" + CONNECTOR);
    }

    /**
     * Creates the connector from the example. The credentials of your account stay in this process's environment, from
     * where the worker takes them.
     *
     * @throws Refused where Connect rejects the configuration
     */
    void createConnector() {
        Map<String, String> config = Examples.read(Examples.DISTRIBUTED);
        if (centre != null) {
            config = Examples.resolved(config, centre.environment());
        }
        if (apiUrl() != null) {
            config.put("plivo.api.url", apiUrl());
        }
        config.putAll(QUICKER);
        rejectUnknownKeys(config);
        Map<String, String> complete = Map.copyOf(config);
        Wait.until(MAX_CREATION, "Connect to accept the connector", () -> isAccepted(complete));
    }

    /** Connect ignores keys that no one reads. The topics' own keys are checked by what they create. */
    private void rejectUnknownKeys(Map<String, String> config) {
        Set<String> unknown = new HashSet<>(config.keySet());
        unknown.removeIf(key -> key.startsWith("topic.creation."));
        cluster.rest()
                .validate(config)
                .path("configs")
                .forEach(each -> unknown.remove(each.path("value").path("name").asString()));
        if (!unknown.isEmpty()) {
            throw new IllegalStateException(
                    Examples.DISTRIBUTED + " has keys that the connector does not know: " + String.join(", ", unknown));
        }
    }

    private boolean isAccepted(Map<String, String> config) {
        try {
            cluster.rest().put(CONNECTOR, config);
            return true;
        } catch (Refused e) {
            if (e.status() == BAD_REQUEST) {
                throw e;
            }
            return false;
        }
    }

    /** Fails with the reasons where the connector or its task failed. */
    void checkRunning() {
        JsonNode status = cluster.rest().status(CONNECTOR);
        List<JsonNode> parts = new ArrayList<>(List.of(status.path("connector")));
        status.path("tasks").forEach(parts::add);
        for (JsonNode part : parts) {
            if (part.path("state").asString("").equals("FAILED")) {
                String trace = part.path("trace").asString("without a reason");
                throw new IllegalStateException(
                        "The connector stopped: " + trace.lines().findFirst().orElse(""));
            }
        }
    }

    /** The topics that do not keep what the example says: all of the history, and the newest row of each table. */
    List<String> wrongTopics() {
        List<String> wrong = new ArrayList<>();
        TopicSettings.of(bootstrapServers(), PREFIX + ".mpc.").forEach((topic, kept) -> {
            boolean isTable = topic.endsWith(".days") || topic.contains(".live.");
            if (isTable ? !kept.keepsNewest() : !kept.keepsAll()) {
                wrong.add(topic + " has cleanup.policy=" + kept.cleanupPolicy() + ", retention.ms="
                        + kept.retention().toMillis());
            }
        });
        return wrong;
    }

    /** Closes all of it, or gives up after some seconds. A connector on your Kafka is deleted; its offsets stay. */
    @Override
    public void close() {
        Thread closing = new Thread(this::closeAll, "quickstart-closing");
        closing.setDaemon(true);
        closing.start();
        try {
            closing.join(MAX_CLOSING_MS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void closeAll() {
        if (!settings.hasOwnBroker()) {
            cluster.rest().delete(CONNECTOR);
        }
        cluster.close();
        if (centre != null) {
            centre.close();
        }
    }
}
