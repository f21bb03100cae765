package io.github.mpcconnect.support;

import io.github.mpcconnect.simulator.PlivoSimulator;
import io.github.mpcconnect.simulator.SimulatedAccount;
import io.github.mpcconnect.simulator.SimulatedClock;
import io.github.mpcconnect.simulator.World;

import java.time.Instant;

/**
 * What a test on a real worker starts from: an API with one account, and a connector that reads it. At the API it is
 * {@link #NOW}, whatever the worker's clock says.
 */
public final class Scene implements AutoCloseable {

    /** A Wednesday afternoon. */
    public static final Instant NOW = Instant.parse("2026-10-14T15:00:00Z");

    private final World world = new World(SimulatedClock.runningFrom(NOW));
    private final SimulatedAccount account =
            world.addAccount("MASCENE", "scene-token").unlimited();
    private final PlivoSimulator api = PlivoSimulator.start(world);
    private final RunningConnector connector;

    /** @param name the connector's, and the prefix of its topics; no other test's */
    public Scene(String name) {
        connector = new RunningConnector(SharedCluster.get(), name, api).reading(account);
    }

    public World world() {
        return world;
    }

    public SimulatedAccount account() {
        return account;
    }

    public PlivoSimulator api() {
        return api;
    }

    /** Not started yet. */
    public RunningConnector connector() {
        return connector;
    }

    /** All calls of the account arrive, each once and right. */
    public Arrived assertAllArriveOnce() {
        Truth truth = Truth.of(account);
        Arrived arrived = connector.await(truth);
        truth.assertExactly(arrived);
        return arrived;
    }

    @Override
    public void close() {
        connector.close();
        api.close();
    }
}
