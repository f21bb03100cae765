package io.github.mpcconnect.integration;

import io.github.mpcconnect.simulator.CallGenerator;
import io.github.mpcconnect.simulator.PlivoSimulator;
import io.github.mpcconnect.simulator.SimulatedAccount;
import io.github.mpcconnect.simulator.SimulatedCall;
import io.github.mpcconnect.simulator.SimulatedClock;
import io.github.mpcconnect.simulator.World;
import io.github.mpcconnect.support.RunningConnector;
import io.github.mpcconnect.support.SharedCluster;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

import static org.assertj.core.api.Assertions.assertThat;

class HistoryIT {

    @Test
    void the_whole_history_arrives_once() {
        World world = new World(SimulatedClock.running());
        SimulatedAccount account = world.addAccount("MATEST", "secret").unlimited();
        Instant now = Instant.now();
        List<SimulatedCall> calls = CallGenerator.seeded(1)
                .ending(now.minus(Duration.ofDays(3)), now.minus(Duration.ofHours(1)))
                .calls(3000);
        account.add(calls);
        try (PlivoSimulator api = PlivoSimulator.start(world);
                RunningConnector connector = new RunningConnector(SharedCluster.get(), "hist", api)
                        .reading(account)
                        .start()) {
            connector.calls().until(Duration.ofSeconds(60), lines -> lines.size() >= 3000);
            assertThat(connector.calls().lines()).hasSize(3000);
        }
    }
}
