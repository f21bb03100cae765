package io.github.mpcconnect.integration;

import io.github.mpcconnect.simulator.CallGenerator;
import io.github.mpcconnect.simulator.PlivoSimulator;
import io.github.mpcconnect.simulator.SimulatedAccount;
import io.github.mpcconnect.simulator.SimulatedCall;
import io.github.mpcconnect.simulator.SimulatedClock;
import io.github.mpcconnect.simulator.World;
import io.github.mpcconnect.support.LocalCluster;
import io.github.mpcconnect.support.SharedCluster;
import io.github.mpcconnect.support.Topic;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import static org.assertj.core.api.Assertions.assertThat;

class HistoryIT {

    @Test
    void the_whole_history_arrives_once() {
        LocalCluster cluster = SharedCluster.get();
        World world = new World(SimulatedClock.running());
        SimulatedAccount account = world.addAccount("MATEST", "secret").unlimited();
        Instant now = Instant.now();
        List<SimulatedCall> calls = CallGenerator.seeded(1)
                .ending(now.minus(Duration.ofDays(3)), now.minus(Duration.ofHours(1)))
                .make(3000);
        account.add(calls);
        try (PlivoSimulator api = PlivoSimulator.start(world);
                Topic topic = new Topic(cluster.bootstrapServers(), "hist.mpc.calls")) {
            Map<String, String> config = new HashMap<>();
            config.put("connector.class", "io.github.mpcconnect.PlivoMpcSourceConnector");
            config.put("plivo.auth.id", "MATEST");
            config.put("plivo.auth.token", "secret");
            config.put("plivo.api.url", api.url());
            config.put("topic.prefix", "hist");
            config.put("api.rate.limit.requests", "100000");
            cluster.rest().put("hist", config);
            long start = System.nanoTime();
            topic.until(Duration.ofSeconds(60), lines -> lines.size() >= 3000);
            System.out.println("took " + (System.nanoTime() - start) / 1e9 + " traffic "
                    + api.traffic().total());
            assertThat(topic.lines()).hasSize(3000);
            cluster.rest().offsets("hist").forEach((k, v) -> System.out.println(k + " " + v));
        }
    }
}
