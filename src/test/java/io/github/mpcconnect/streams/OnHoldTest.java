package io.github.mpcconnect.streams;

import org.apache.kafka.common.serialization.LongDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.TestInputTopic;
import org.apache.kafka.streams.TestOutputTopic;
import org.apache.kafka.streams.TopologyTestDriver;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;

import static org.assertj.core.api.Assertions.assertThat;

class OnHoldTest {

    @TempDir
    private Path state;

    private TopologyTestDriver driver;
    private TestInputTopic<String, String> calls;
    private TestInputTopic<String, String> participants;
    private TestOutputTopic<String, Long> onHold;

    @BeforeEach
    void start() {
        Properties props = new Properties();
        props.put(StreamsConfig.APPLICATION_ID_CONFIG, "on-hold");
        props.put(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, "none:9092");
        props.put(StreamsConfig.STATE_DIR_CONFIG, state.toString());
        driver = new TopologyTestDriver(OnHold.topology(), props);
        calls = driver.createInputTopic("plivo.mpc.live.calls", new StringSerializer(), new StringSerializer());
        participants =
                driver.createInputTopic("plivo.mpc.live.participants", new StringSerializer(), new StringSerializer());
        onHold = driver.createOutputTopic("on-hold", new StringDeserializer(), new LongDeserializer());
    }

    @AfterEach
    void stop() {
        driver.close();
    }

    @Test
    void who_is_on_hold_is_counted_by_queue_as_they_are_put_on_hold_and_taken_off() {
        call("a", "Sales");
        call("b", "Sales");
        call("c", "Billing");
        participant("a", "1", true);
        participant("a", "2", false);
        participant("b", "3", true);
        participant("c", "4", true);
        assertThat(now()).isEqualTo(Map.of("Sales", 2L, "Billing", 1L));

        participant("a", "2", true);
        participant("b", "3", false);
        participant("c", "4", false);
        assertThat(now()).isEqualTo(Map.of("Sales", 2L, "Billing", 0L));
    }

    @Test
    void who_leaves_and_whose_call_ends_no_longer_waits() {
        call("a", "Sales");
        participant("a", "1", true);
        participant("a", "2", true);
        assertThat(now()).isEqualTo(Map.of("Sales", 2L));

        participants.pipeInput(key("a", "1"), (String) null);
        assertThat(now()).isEqualTo(Map.of("Sales", 1L));

        participants.pipeInput(key("a", "2"), (String) null);
        calls.pipeInput("{\"mpc_uuid\":\"a\"}", (String) null);
        assertThat(now()).isEqualTo(Map.of("Sales", 0L));
    }

    private Map<String, Long> now() {
        return onHold.readKeyValuesToMap();
    }

    private void call(String id, String queue) {
        calls.pipeInput(
                "{\"mpc_uuid\":\"" + id + "\"}",
                "{\"mpc_uuid\":\"" + id + "\",\"friendly_name\":\"" + queue + "\",\"status\":\"active\"}");
    }

    private void participant(String call, String member, boolean hold) {
        participants.pipeInput(
                key(call, member),
                "{\"mpc_uuid\":\"" + call + "\",\"member_id\":\"" + member + "\",\"hold\":" + hold + "}");
    }

    private static String key(String call, String member) {
        return "{\"mpc_uuid\":\"" + call + "\",\"member_id\":\"" + member + "\"}";
    }
}
