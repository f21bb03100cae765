package io.github.mpcconnect.benchmark;

import io.github.mpcconnect.support.Wait;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

import java.time.Duration;
import java.util.List;
import java.util.Map;

/** How many records a topic has, without reading them. */
final class TopicEnd implements AutoCloseable {

    private final KafkaConsumer<byte[], byte[]> consumer;
    private final TopicPartition partition;

    TopicEnd(String bootstrapServers, String topic) {
        this.consumer = new KafkaConsumer<>(
                Map.of("bootstrap.servers", bootstrapServers, "allow.auto.create.topics", "false"),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer());
        this.partition = new TopicPartition(topic, 0);
    }

    long end() {
        return consumer.endOffsets(List.of(partition)).get(partition);
    }

    /** Waits until it has so many; fails where that takes too long. */
    void await(long records, Duration max) {
        Wait.until(max, records + " records in " + partition, () -> end() >= records);
    }

    @Override
    public void close() {
        consumer.close();
    }
}
