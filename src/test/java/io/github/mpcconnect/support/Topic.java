package io.github.mpcconnect.support;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/** A topic as a consumer sees it that reads what is committed, from the beginning on. */
public final class Topic implements AutoCloseable {

    private static final JsonMapper MAPPER = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build();

    private final KafkaConsumer<byte[], byte[]> consumer;
    private final TopicPartition partition;
    private final List<Line> lines = new ArrayList<>();

    /**
     * A record in JSON.
     *
     * @param key without its schema
     * @param value without its schema; null for a tombstone
     * @param schema the value's schema, where it was sent along
     */
    public record Line(JsonNode key, JsonNode value, JsonNode schema, long timestamp, Map<String, String> headers) {

        static Line of(byte[] key, byte[] value, long timestamp, Map<String, String> headers) {
            JsonNode valueNode = value == null ? null : MAPPER.readTree(value);
            return new Line(
                    key == null ? null : payload(MAPPER.readTree(key)),
                    valueNode == null ? null : payload(valueNode),
                    valueNode == null ? null : valueNode.get("schema"),
                    timestamp,
                    headers);
        }

        /** A field of the value, as text; null where it is null. */
        public String text(String field) {
            JsonNode node = value.get(field);
            return node == null || node.isNull() ? null : node.asString();
        }
    }

    public Topic(String bootstrapServers, String name) {
        consumer = new KafkaConsumer<>(
                Map.of("bootstrap.servers", bootstrapServers, "isolation.level", "read_committed"),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer());
        partition = new TopicPartition(name, 0);
        consumer.assign(List.of(partition));
        consumer.seekToBeginning(List.of(partition));
    }

    /** All that was read so far. */
    public List<Line> lines() {
        return lines;
    }

    /** Reads on until what was read fulfils a condition; fails after {@link Wait#MAX}. */
    public List<Line> until(Predicate<List<Line>> condition) {
        long end = System.nanoTime() + Wait.MAX.toNanos();
        while (!condition.test(lines)) {
            if (System.nanoTime() - end > 0) {
                throw new AssertionError(
                        "After " + Wait.MAX + " " + partition + " holds " + lines.size() + " records, which do not do");
            }
            readOn();
        }
        return lines;
    }

    /** Whether the broker has the topic. */
    public boolean exists() {
        return consumer.listTopics().containsKey(partition.topic());
    }

    /** Reads on to what is the topic's end now; nothing where there is no topic. */
    public List<Line> toEnd() {
        if (!exists()) {
            return lines;
        }
        long end = consumer.endOffsets(List.of(partition)).get(partition);
        while (consumer.position(partition) < end) {
            readOn();
        }
        return lines;
    }

    /** Reads what is there, waiting for a moment. */
    public void readOn() {
        for (ConsumerRecord<byte[], byte[]> record : consumer.poll(Duration.ofMillis(100))) {
            Map<String, String> headers = new HashMap<>();
            record.headers().forEach(header -> headers.put(header.key(), headerText(header.value())));
            lines.add(Line.of(record.key(), record.value(), record.timestamp(), headers));
        }
    }

    private static JsonNode payload(JsonNode node) {
        return node.has("payload") && node.has("schema") ? node.get("payload") : node;
    }

    private static String headerText(byte[] header) {
        return new String(header, StandardCharsets.UTF_8);
    }

    @Override
    public void close() {
        consumer.close();
    }
}
