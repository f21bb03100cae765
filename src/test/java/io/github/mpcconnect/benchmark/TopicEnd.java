package io.github.mpcconnect.benchmark;

import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

import java.time.Duration;
import java.util.List;
import java.util.Map;

/** How many records a topic has, without reading them. */
final class TopicEnd implements AutoCloseable {

    private static final Duration LOOK_AGAIN = Duration.ofMillis(50);

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

    void await(long records, Duration most) throws InterruptedException {
        long end = System.nanoTime() + most.toNanos();
        while (end() < records) {
            if (System.nanoTime() - end > 0) {
                throw new IllegalStateException(
                        "After " + most + " " + partition + " has " + end() + " records instead of " + records);
            }
            Thread.sleep(LOOK_AGAIN.toMillis());
        }
    }

    @Override
    public void close() {
        consumer.close();
    }
}
