package io.github.mpcconnect.quickstart;

import io.github.mpcconnect.support.Topic.Line;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BiConsumer;

import static java.util.stream.Collectors.toMap;

/**
 * Reads the connector's topics for one account: each record once, whichever topic is created first, and no topic is
 * created by reading. It assigns the partitions itself: a consumer group that commits nothing would start again with
 * every new topic. For one thread.
 */
final class TopicReader implements AutoCloseable {

    private static final JsonMapper MAPPER = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build();
    private static final Duration LOOK_FOR_TOPICS_EVERY = Duration.ofMillis(500);

    private final KafkaConsumer<String, String> consumer;
    private final String prefix;
    private final String account;
    private final Instant since;
    private final Set<String> missing = new HashSet<>();
    private long lookedForTopics = System.nanoTime() - LOOK_FOR_TOPICS_EVERY.toNanos();

    /** @param since where to start; older records belong to an earlier run */
    TopicReader(String bootstrapServers, String topicPrefix, String account, Instant since) {
        this.prefix = topicPrefix + ".mpc.";
        this.account = account;
        this.since = since;
        Map<String, Object> props = new HashMap<>();
        props.put("bootstrap.servers", bootstrapServers);
        props.put("allow.auto.create.topics", "false");
        props.put("isolation.level", "read_committed");
        consumer = new KafkaConsumer<>(props, new StringDeserializer(), new StringDeserializer());
        for (String topic : List.of("calls", "participants", "days", "live.calls", "live.participants")) {
            missing.add(prefix + topic);
        }
    }

    /** Passes on what arrived, with its topic's name without the prefix; waits for it up to the given time. */
    void read(Duration wait, BiConsumer<String, Line> sink) {
        lookForTopics();
        if (consumer.assignment().isEmpty()) {
            LockSupport.parkNanos(wait.toNanos());
            return;
        }
        for (ConsumerRecord<String, String> record : consumer.poll(wait)) {
            JsonNode value = record.value() == null ? null : MAPPER.readTree(record.value());
            boolean ours =
                    value == null || account.equals(value.path("account_id").asString(""));
            if (ours) {
                JsonNode key = record.key() == null ? MAPPER.nullNode() : MAPPER.readTree(record.key());
                String topic = record.topic().substring(prefix.length());
                sink.accept(topic, new Line(key, value, null, record.timestamp(), Map.of()));
            }
        }
    }

    /** Adds the partitions of new topics; the positions in the others stay. */
    private void lookForTopics() {
        long now = System.nanoTime();
        if (missing.isEmpty() || now - lookedForTopics < LOOK_FOR_TOPICS_EVERY.toNanos()) {
            return;
        }
        lookedForTopics = now;
        Set<TopicPartition> added = new HashSet<>();
        consumer.listTopics().forEach((topic, infos) -> {
            if (missing.remove(topic)) {
                infos.forEach(info -> added.add(new TopicPartition(topic, info.partition())));
            }
        });
        Set<TopicPartition> partitions = new HashSet<>(consumer.assignment());
        partitions.addAll(added);
        consumer.assign(partitions);
        startAt(added);
    }

    /** The ends come first: what arrives between the two requests is read. */
    private void startAt(Set<TopicPartition> added) {
        Map<TopicPartition, Long> ends = consumer.endOffsets(added);
        Map<TopicPartition, Long> times = added.stream().collect(toMap(each -> each, each -> since.toEpochMilli()));
        consumer.offsetsForTimes(times)
                .forEach((partition, found) ->
                        consumer.seek(partition, found == null ? ends.get(partition) : found.offset()));
    }

    @Override
    public void close() {
        consumer.close();
    }
}
