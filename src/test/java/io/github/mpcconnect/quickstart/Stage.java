package io.github.mpcconnect.quickstart;

import io.github.mpcconnect.support.LocalCluster;

import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** What runs in this JVM: the simulated account unless it is yours, the broker unless it is yours, the worker. */
final class Stage implements AutoCloseable {

    private static final long CLOSING_TAKES_AT_MOST = TimeUnit.SECONDS.toMillis(4);

    private final Settings settings;
    private final SimulatedContactCentre centre;
    private final LocalCluster cluster;
    private final Pipeline pipeline;

    private Stage(Settings settings, SimulatedContactCentre centre, LocalCluster cluster) {
        this.settings = settings;
        this.centre = centre;
        this.cluster = cluster;
        this.pipeline = new Pipeline(cluster.rest());
    }

    static Stage open(Settings settings) {
        SimulatedContactCentre centre = settings.isSimulated() ? SimulatedContactCentre.open() : null;
        return new Stage(settings, centre, settings.hasOwnBroker() ? LocalCluster.start(Map.of()) : onYours(settings));
    }

    private static LocalCluster onYours(Settings settings) {
        Map<String, String> overrides = new HashMap<>();
        for (String topic : new String[] {"config", "offset", "status"}) {
            overrides.put(topic + ".storage.replication.factor", "-1");
        }
        return LocalCluster.startOn(settings.bootstrapServers(), overrides);
    }

    /** Null where the account is yours. */
    SimulatedContactCentre centre() {
        return centre;
    }

    Pipeline pipeline() {
        return pipeline;
    }

    String bootstrapServers() {
        return cluster.bootstrapServers();
    }

    String account() {
        return centre == null ? settings.authId() : centre.authId();
    }

    Map<String, String> connectorConfig() {
        return centre == null
                ? Pipeline.config(settings.authId(), settings.authToken(), settings.apiUrl())
                : Pipeline.config(centre.authId(), centre.authToken(), centre.url());
    }

    /** Closes all of it, or gives up after some seconds. A connector on your Kafka is deleted; its offsets stay. */
    @Override
    public void close() {
        Thread closing = new Thread(this::closeAll, "quickstart-closing");
        closing.setDaemon(true);
        closing.start();
        try {
            closing.join(CLOSING_TAKES_AT_MOST);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void closeAll() {
        if (!settings.hasOwnBroker()) {
            pipeline.delete();
        }
        cluster.close();
        if (centre != null) {
            centre.close();
        }
    }
}
