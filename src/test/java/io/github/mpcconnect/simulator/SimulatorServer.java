package io.github.mpcconnect.simulator;

import java.time.Duration;
import java.time.Instant;

/**
 * Serves an account on all interfaces until it is ended: {@code SimulatorServer <port> <auth id> <auth token> <calls>}.
 */
public final class SimulatorServer {

    private SimulatorServer() {}

    public static void main(String[] args) throws InterruptedException {
        World world = new World(SimulatedClock.running());
        Instant now = Instant.now();
        world.addAccount(args[1], args[2])
                .add(CallGenerator.seeded(1)
                        .ending(now.minus(Duration.ofDays(7)), now.minus(Duration.ofHours(1)))
                        .calls(Integer.parseInt(args[3])));
        try (PlivoSimulator simulator = PlivoSimulator.start(world, "0.0.0.0", Integer.parseInt(args[0]))) {
            System.out.println("Serving " + args[3] + " calls at " + simulator.url());
            Thread.currentThread().join();
        }
    }
}
