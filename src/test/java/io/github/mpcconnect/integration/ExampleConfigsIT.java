package io.github.mpcconnect.integration;

import io.github.mpcconnect.simulator.CallGenerator;
import io.github.mpcconnect.simulator.PlivoSimulator;
import io.github.mpcconnect.simulator.SimulatedAccount;
import io.github.mpcconnect.simulator.SimulatedClock;
import io.github.mpcconnect.simulator.World;
import io.github.mpcconnect.support.Examples;
import io.github.mpcconnect.support.PluginArchive;
import io.github.mpcconnect.support.SharedCluster;
import io.github.mpcconnect.support.Topic;
import io.github.mpcconnect.support.TopicSettings;
import io.github.mpcconnect.support.WorkerProcess;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The examples in {@code config/} do what they say, run by Kafka's own commands with the archive that users install. No
 * more is changed than where Kafka, the API, the plugin and a file are, and the prefix of the topics.
 */
class ExampleConfigsIT {

    private static final int CALLS = 60;
    private static final World WORLD = new World(SimulatedClock.running());
    private static final SimulatedAccount ONE = account("MAONE", 1);
    private static final SimulatedAccount EMEA = account("MAEMEA", 2);
    private static final SimulatedAccount APAC = account("MAAPAC", 3);
    private static final Map<String, String> ENVIRONMENT = Map.of(
            "PLIVO_AUTH_ID", ONE.authId(),
            "PLIVO_AUTH_TOKEN", ONE.authToken(),
            "PLIVO_EMEA_AUTH_ID", EMEA.authId(),
            "PLIVO_EMEA_AUTH_TOKEN", EMEA.authToken(),
            "PLIVO_APAC_AUTH_ID", APAC.authId(),
            "PLIVO_APAC_AUTH_TOKEN", APAC.authToken());

    private static PlivoSimulator api;

    @TempDir
    private static Path plugins;

    @TempDir
    private Path directory;

    private static SimulatedAccount account(String authId, int seed) {
        Instant now = Instant.now();
        return WORLD.addAccount(authId, "secret" + seed)
                .add(CallGenerator.seeded(seed)
                        .ending(now.minus(Duration.ofDays(5)), now.minus(Duration.ofHours(1)))
                        .calls(CALLS));
    }

    @BeforeAll
    static void start_api() {
        api = PlivoSimulator.start(WORLD);
        PluginArchive.unpackInto(plugins);
    }

    @AfterAll
    static void stop_api() {
        api.close();
    }

    @Test
    void the_standalone_pair_reads_an_account() {
        Map<String, String> config = here(Examples.STANDALONE, "example-standalone");
        Path connector = Examples.write(directory.resolve("connector.properties"), config);
        Map<String, String> where = where("offset.storage.file.filename", directory.resolve("offsets"));
        try (WorkerProcess worker =
                WorkerProcess.ofExample(Examples.STANDALONE_WORKER, List.of(connector), where, ENVIRONMENT)) {
            assertAllCallsOnce("example-standalone", CALLS);
            assertThat(worker.rest().get("/connectors/plivo-mpc/config").toString())
                    .contains("${env:PLIVO_AUTH_TOKEN}")
                    .doesNotContain(ONE.authToken());
        }
        assertTopicsKeepWhatTheyShould("example-standalone");
    }

    @Test
    void the_distributed_worker_runs_a_connector_of_one_account_and_one_of_several() {
        try (WorkerProcess worker = WorkerProcess.ofExample(
                Examples.DISTRIBUTED_WORKER, List.of(), where("rest.advertised.host.name", "127.0.0.1"), ENVIRONMENT)) {
            worker.rest().put("plivo-mpc", here(Examples.DISTRIBUTED, "example-distributed"));
            worker.rest().put("plivo-mpc-accounts", here(Examples.ACCOUNTS, "example-accounts"));
            assertAllCallsOnce("example-distributed", CALLS);
            List<Topic.Line> lines = assertAllCallsOnce("example-accounts", 2 * CALLS);
            assertThat(lines).extracting(line -> line.text("account_id")).containsOnly(EMEA.authId(), APAC.authId());
            assertThat(worker.rest().status("plivo-mpc-accounts").path("tasks")).hasSize(2);
            assertThat(worker.rest().get("/connectors/plivo-mpc/config").toString())
                    .contains("${env:PLIVO_AUTH_TOKEN}")
                    .doesNotContain(ONE.authToken());
        }
        assertTopicsKeepWhatTheyShould("example-distributed");
        assertTopicsKeepWhatTheyShould("example-accounts");
    }

    private static Map<String, String> here(Path example, String prefix) {
        Map<String, String> config = Examples.read(example);
        config.put("plivo.api.url", api.url());
        config.put("topic.prefix", prefix);
        return config;
    }

    private static Map<String, String> where(String key, Object value) {
        return Map.of(
                "bootstrap.servers",
                SharedCluster.get().bootstrapServers(),
                "plugin.path",
                plugins.toString(),
                key,
                value.toString());
    }

    private static List<Topic.Line> assertAllCallsOnce(String prefix, int count) {
        try (Topic topic = new Topic(SharedCluster.get().bootstrapServers(), prefix + ".mpc.calls")) {
            List<Topic.Line> lines = topic.until(read -> read.size() >= count);
            assertThat(lines).hasSize(count);
            assertThat(lines).extracting(line -> line.text("mpc_uuid")).doesNotHaveDuplicates();
            assertThat(lines)
                    .extracting(line -> line.value().get("billed_amount"))
                    .filteredOn(amount -> !amount.isNull())
                    .isNotEmpty()
                    .allMatch(JsonNode::isNumber);
            return lines;
        }
    }

    private static void assertTopicsKeepWhatTheyShould(String prefix) {
        Set<String> tables =
                Set.of(prefix + ".mpc.live.calls", prefix + ".mpc.live.participants", prefix + ".mpc.days");
        Map<String, TopicSettings> topics = TopicSettings.of(SharedCluster.get().bootstrapServers(), prefix + ".mpc.");
        assertThat(topics).containsKeys(prefix + ".mpc.calls", prefix + ".mpc.participants", prefix + ".mpc.days");
        assertThat(topics)
                .allSatisfy((name, settings) -> assertThat(
                                tables.contains(name) ? settings.keepsNewest() : settings.keepsAll())
                        .as("%s: %s", name, settings)
                        .isTrue());
    }
}
