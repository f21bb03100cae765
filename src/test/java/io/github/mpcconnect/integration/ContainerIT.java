package io.github.mpcconnect.integration;

import io.github.mpcconnect.simulator.CallGenerator;
import io.github.mpcconnect.simulator.PlivoSimulator;
import io.github.mpcconnect.simulator.SimulatedAccount;
import io.github.mpcconnect.simulator.SimulatedCall;
import io.github.mpcconnect.simulator.SimulatedClock;
import io.github.mpcconnect.simulator.World;
import io.github.mpcconnect.support.ConnectRest;
import io.github.mpcconnect.support.Examples;
import io.github.mpcconnect.support.NeedsDocker;
import io.github.mpcconnect.support.PluginArchive;
import io.github.mpcconnect.support.Topic;
import io.github.mpcconnect.support.TopicSettings;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.containers.Network;
import org.testcontainers.containers.wait.strategy.Wait;
import org.testcontainers.images.builder.Transferable;
import org.testcontainers.junit.jupiter.Container;
import org.testcontainers.junit.jupiter.Testcontainers;
import org.testcontainers.kafka.KafkaContainer;
import org.testcontainers.utility.DockerImageName;
import org.testcontainers.utility.MountableFile;
import tools.jackson.databind.JsonNode;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The archive that users install, on a broker and a worker in containers of their own: the worker as the Dockerfile
 * starts it, the connector from the example for REST. The API is in this JVM.
 */
@ExtendWith(NeedsDocker.class)
@Testcontainers
class ContainerIT {

    private static final int CALLS = 200;
    private static final Duration MAX_STARTUP = Duration.ofSeconds(120);
    private static final String HOST = "host.docker.internal";
    private static final String CONVERTER = "org.apache.kafka.connect.json.JsonConverter";
    private static final DockerImageName IMAGE =
            DockerImageName.parse(System.getProperty("kafka.image")).asCompatibleSubstituteFor("apache/kafka");

    private static final World WORLD = new World(SimulatedClock.running());
    private static final SimulatedAccount ACCOUNT = WORLD.addAccount("MACONTAINER", "secret");
    private static final Instant NOW = Instant.now();
    private static final List<SimulatedCall> TRUTH = CallGenerator.seeded(7)
            .ending(NOW.minus(Duration.ofDays(10)), NOW.minus(Duration.ofHours(1)))
            .calls(CALLS);

    @AutoClose
    private static final PlivoSimulator API = PlivoSimulator.start(WORLD, "0.0.0.0", 0);

    @AutoClose
    private static final Network NETWORK = Network.newNetwork();

    @Container
    private static final KafkaContainer KAFKA = new KafkaContainer(IMAGE)
            .withNetwork(NETWORK)
            .withListener("kafka:19092")
            // Else the broker creates a topic for the consumer of this test, where that comes before the connector.
            .withEnv("KAFKA_AUTO_CREATE_TOPICS_ENABLE", "false")
            .withStartupTimeout(MAX_STARTUP);

    @Container
    private static final GenericContainer<?> CONNECT = connect();

    @BeforeAll
    static void add_calls() {
        ACCOUNT.add(TRUTH);
    }

    private static GenericContainer<?> connect() {
        GenericContainer<?> container = new GenericContainer<>(IMAGE)
                .withNetwork(NETWORK)
                .withExtraHost(HOST, "host-gateway")
                .withExposedPorts(8083)
                .withEnv("CONNECT_BOOTSTRAP_SERVERS", "kafka:19092")
                .withEnv("CONNECT_LISTENERS", "http://0.0.0.0:8083")
                .withEnv("CONNECT_PLUGIN_DISCOVERY", "service_load")
                .withEnv("PLIVO_AUTH_ID", ACCOUNT.authId())
                .withEnv("PLIVO_AUTH_TOKEN", ACCOUNT.authToken())
                .withCopyFileToContainer(
                        MountableFile.forHostPath(Examples.DISTRIBUTED_WORKER, 0644),
                        "/opt/plivo-mpc/connect-distributed.properties")
                .withCopyFileToContainer(
                        MountableFile.forHostPath("docker/start-worker", 0755), "/opt/plivo-mpc/start-worker")
                .withCommand("bash", "/opt/plivo-mpc/start-worker")
                .waitingFor(Wait.forHttp("/health").forPort(8083).withStartupTimeout(MAX_STARTUP));
        PluginArchive.files()
                .forEach((name, bytes) ->
                        container.withCopyToContainer(Transferable.of(bytes), "/opt/kafka/plugins/" + name));
        return container;
    }

    @Test
    void the_packaged_connector_sends_every_call_and_participant_once_and_typed() {
        Map<String, String> config = Examples.read(Examples.DISTRIBUTED);
        config.put("plivo.api.url", "http://" + HOST + ":" + API.port());
        config.put("plivo.api.allow.http", "true");
        config.put("value.converter", CONVERTER);
        config.put("value.converter.schemas.enable", "true");
        config.put("value.converter.decimal.format", "NUMERIC");
        ConnectRest rest =
                new ConnectRest(URI.create("http://" + CONNECT.getHost() + ":" + CONNECT.getMappedPort(8083)));
        rest.put("plivo-mpc", config);

        int participants =
                TRUTH.stream().mapToInt(call -> call.participants().size()).sum();
        assertCalls(arrived("plivo.mpc.calls", CALLS));
        assertThat(arrived("plivo.mpc.participants", participants))
                .extracting(line -> line.text("mpc_uuid") + "/" + line.text("member_id"))
                .doesNotHaveDuplicates();
        assertThat(TopicSettings.of(KAFKA.getBootstrapServers(), "plivo.mpc."))
                .hasEntrySatisfying(
                        "plivo.mpc.calls",
                        settings -> assertThat(settings.keepsAll())
                                .as("%s", settings)
                                .isTrue())
                .hasEntrySatisfying(
                        "plivo.mpc.participants",
                        settings -> assertThat(settings.keepsAll())
                                .as("%s", settings)
                                .isTrue());
    }

    private static List<Topic.Line> arrived(String name, int count) {
        try (Topic topic = new Topic(KAFKA.getBootstrapServers(), name)) {
            topic.until(lines -> lines.size() >= count);
            assertThat(topic.toEnd()).as(name).hasSize(count);
            return topic.lines();
        }
    }

    private static void assertCalls(List<Topic.Line> lines) {
        assertThat(lines)
                .extracting(line -> line.text("mpc_uuid"))
                .containsExactlyInAnyOrderElementsOf(
                        TRUTH.stream().map(SimulatedCall::mpcUuid).toList());
        assertThat(lines).allSatisfy(line -> {
            assertThat(line.schema().path("name").asString()).isEqualTo("io.github.mpcconnect.Call");
            assertThat(line.value().get("end_time").isIntegralNumber()).isTrue();
            assertThat(line.value().get("participants_count").isInt()).isTrue();
            JsonNode amount = line.value().get("billed_amount");
            assertThat(amount.isNull() || amount.isNumber()).as("%s", amount).isTrue();
        });
    }
}
