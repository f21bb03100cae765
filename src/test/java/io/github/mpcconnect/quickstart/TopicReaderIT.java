package io.github.mpcconnect.quickstart;

import io.github.mpcconnect.support.SharedCluster;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;

import static org.assertj.core.api.Assertions.assertThat;

/** What the quickstart counts is what is in the topics, whichever of them is created first. */
class TopicReaderIT {

    private static final String PREFIX = "quickstart";
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Map<String, Object> SERVERS =
            Map.of("bootstrap.servers", SharedCluster.get().bootstrapServers());

    @Test
    void a_record_is_read_once_even_if_other_topics_are_created_later() throws Exception {
        Instant since = Instant.now();
        try (TopicReader reader = new TopicReader(SharedCluster.get().bootstrapServers(), PREFIX, "MA1", since);
                Admin admin = Admin.create(SERVERS);
                KafkaProducer<String, String> producer =
                        new KafkaProducer<>(SERVERS, new StringSerializer(), new StringSerializer())) {
            List<String> seen = new ArrayList<>();

            send(admin, producer, "participants", 1, "a");
            readUntil(reader, seen, "a");
            send(admin, producer, "calls", 2, "b", "c");
            readUntil(reader, seen, "b", "c");
            send(admin, producer, "live.calls", 1);
            send(admin, producer, "live.participants", 1);
            producer.send(new ProducerRecord<>(PREFIX + ".mpc.calls", value("d")))
                    .get();
            readUntil(reader, seen, "d");

            assertThat(seen).containsExactlyInAnyOrder("a", "b", "c", "d");
        }
    }

    private static void send(
            Admin admin, KafkaProducer<String, String> producer, String topic, int partitions, String... uuids)
            throws ExecutionException, InterruptedException {
        String name = PREFIX + ".mpc." + topic;
        admin.createTopics(List.of(new NewTopic(name, Optional.of(partitions), Optional.empty())))
                .all()
                .get();
        for (String uuid : uuids) {
            producer.send(new ProducerRecord<>(name, value(uuid))).get();
        }
    }

    private static String value(String uuid) {
        return "{\"account_id\": \"MA1\", \"mpc_uuid\": \"" + uuid + "\"}";
    }

    private static void readUntil(TopicReader reader, List<String> seen, String... uuids) {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (!seen.containsAll(List.of(uuids)) && System.nanoTime() < end) {
            reader.read(Duration.ofMillis(200), (topic, line) -> seen.add(line.text("mpc_uuid")));
        }
    }
}
