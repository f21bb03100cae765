package io.github.mpcconnect.integration;

import io.github.mpcconnect.simulator.CallGenerator;
import io.github.mpcconnect.simulator.PlivoSimulator;
import io.github.mpcconnect.simulator.SimulatedAccount;
import io.github.mpcconnect.simulator.SimulatedCall;
import io.github.mpcconnect.simulator.SimulatedClock;
import io.github.mpcconnect.simulator.World;
import io.github.mpcconnect.support.Comparison;
import io.github.mpcconnect.support.LocalCluster;
import io.github.mpcconnect.support.SharedCluster;
import io.github.mpcconnect.support.Topic;
import io.github.mpcconnect.support.Topic.Line;
import io.github.mpcconnect.support.WorkerProcess;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;

import static org.assertj.core.api.Assertions.assertThat;

/** A worker with the packaged archive is killed with SIGKILL while history loads and new calls end. */
@Execution(ExecutionMode.CONCURRENT)
class KillIT {

    private static final int KILLS = 5;

    private final LocalCluster cluster = SharedCluster.get();
    private final World world = new World(SimulatedClock.running());
    private final SimulatedAccount account = world.addAccount("MAKILL", "secret");
    private final Instant now = Instant.now();
    private final List<SimulatedCall> calls = new ArrayList<>();
    private PlivoSimulator api;

    @BeforeEach
    void start_the_api() {
        calls.addAll(CallGenerator.seeded(7)
                .ending(now.minus(Duration.ofDays(2)), now.minus(Duration.ofHours(1)))
                .mostParticipants(4)
                .calls(1500));
        calls.addAll(CallGenerator.seeded(8)
                .plain()
                .ending(now, now.plusSeconds(45))
                .mostParticipants(4)
                .calls(120));
        account.add(calls);
        api = PlivoSimulator.start(world);
    }

    @AfterEach
    void stop_the_api() {
        api.close();
    }

    @Test
    void with_exactly_once_nothing_is_lost_and_nothing_doubled() {
        Comparison compared = killed("kill-eos", WorkerProcess.KILLABLE_EXACTLY_ONCE, Map.of())
                .record("SIGKILL, exactly once", KILLS);
        assertThat(compared.isExact()).isTrue();
        assertThat(doubled("kill-eos", "participants", "mpc_uuid", "member_id")).isEmpty();
    }

    @Test
    void with_exactly_once_a_transform_may_drop_the_participants() {
        Comparison compared = killed(
                        "kill-filter",
                        WorkerProcess.KILLABLE_EXACTLY_ONCE,
                        Map.of(
                                "transaction.boundary", "connector",
                                "transforms", "drop",
                                "transforms.drop.type", "org.apache.kafka.connect.transforms.Filter",
                                "transforms.drop.predicate", "participants",
                                "predicates", "participants",
                                "predicates.participants.type",
                                        "org.apache.kafka.connect.transforms.predicates.TopicNameMatches",
                                "predicates.participants.pattern", ".*\\.participants"))
                .record("SIGKILL, exactly once, a Filter on participants", KILLS);
        assertThat(compared.isExact()).isTrue();
    }

    @Test
    void without_exactly_once_nothing_is_lost() {
        Comparison compared =
                killed("kill-alo", WorkerProcess.KILLABLE, Map.of()).record("SIGKILL, at least once", KILLS);
        assertThat(compared.isComplete()).isTrue();
    }

    /** Kills the worker again and again, then lets it finish. */
    private Comparison killed(String name, Map<String, String> props, Map<String, String> more) {
        Random random = new Random(name.hashCode());
        WorkerProcess worker = WorkerProcess.start(cluster.bootstrapServers(), name, props);
        worker.rest().put(name, config(name, more));
        try (Topic topic = new Topic(cluster.bootstrapServers(), name + ".mpc.calls")) {
            for (int kill = 0; kill < KILLS; kill++) {
                int seen = topic.lines().size();
                int further = 50 + random.nextInt(250);
                topic.until(lines -> lines.size() >= Math.min(seen + further, calls.size()));
                worker.kill();
                worker = WorkerProcess.start(cluster.bootstrapServers(), name, props);
            }
            topic.until(lines -> ids(lines).size() >= calls.size());
            return Comparison.ofLines(calls, topic.toEnd());
        } finally {
            worker.kill();
        }
    }

    private Map<String, String> config(String name, Map<String, String> more) {
        Map<String, String> config = new HashMap<>(Map.of(
                "connector.class",
                "PlivoMpcSourceConnector",
                "plivo.auth.id",
                account.authId(),
                "plivo.auth.token",
                account.authToken(),
                "plivo.api.url",
                api.url(),
                "topic.prefix",
                name,
                "poll.interval.ms",
                "1000",
                "settle.delay.ms",
                "2000",
                "window.max.calls",
                "40"));
        config.putAll(Map.of(
                "topic.creation.default.replication.factor", "1",
                "topic.creation.default.partitions", "1",
                "topic.creation.default.retention.ms", "-1"));
        config.putAll(more);
        return config;
    }

    private static Set<String> ids(List<Line> lines) {
        return lines.stream().map(line -> line.text("mpc_uuid")).collect(Collectors.toSet());
    }

    /** The keys that stand in a topic more than once. */
    private List<String> doubled(String name, String suffix, String... key) {
        try (Topic topic = new Topic(cluster.bootstrapServers(), name + ".mpc." + suffix)) {
            Set<String> seen = new HashSet<>();
            List<String> doubled = new ArrayList<>();
            for (Line line : topic.toEnd()) {
                String id = java.util.Arrays.stream(key).map(line::text).collect(Collectors.joining("/"));
                if (!seen.add(id)) {
                    doubled.add(id);
                }
            }
            return doubled;
        }
    }
}
