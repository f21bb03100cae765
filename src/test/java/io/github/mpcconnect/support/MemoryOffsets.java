package io.github.mpcconnect.support;

import org.apache.kafka.common.metrics.PluginMetrics;
import org.apache.kafka.connect.json.JsonConverter;
import org.apache.kafka.connect.source.SourceTaskContext;
import org.apache.kafka.connect.storage.OffsetStorageReader;

import java.nio.ByteBuffer;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Offsets as Connect stores them: both sides as serialized bytes, and partitions are equal if their bytes are. */
final class MemoryOffsets implements OffsetStorageReader {

    private final JsonConverter converter = new JsonConverter();
    private final Map<ByteBuffer, byte[]> stored = new HashMap<>();

    MemoryOffsets() {
        converter.configure(Map.of("schemas.enable", "false"), true);
    }

    /** A null offset stores nothing, as with Connect. */
    void store(Map<String, ?> partition, Map<String, ?> offset) {
        if (offset != null) {
            stored.put(bytes(partition), converter.fromConnectData("", null, offset));
        }
    }

    private ByteBuffer bytes(Map<String, ?> partition) {
        return ByteBuffer.wrap(converter.fromConnectData("", null, List.of("connector", partition)));
    }

    /** The offset of a partition with these entries, in any order; null without one. */
    @SuppressWarnings("unchecked")
    Map<String, ?> find(Map<String, ?> partition) {
        return stored.entrySet().stream()
                .filter(entry ->
                        ((List<?>) value(entry.getKey().array())).get(1).equals(partition))
                .map(entry -> (Map<String, ?>) value(entry.getValue()))
                .findFirst()
                .orElse(null);
    }

    private Object value(byte[] bytes) {
        return converter.toConnectData("", bytes).value();
    }

    @Override
    public <T> Map<String, Object> offset(Map<String, T> partition) {
        return offsets(List.of(partition)).get(partition);
    }

    @Override
    @SuppressWarnings("unchecked")
    public <T> Map<Map<String, T>, Map<String, Object>> offsets(Collection<Map<String, T>> partitions) {
        Map<Map<String, T>, Map<String, Object>> offsets = new HashMap<>();
        for (Map<String, T> partition : partitions) {
            byte[] offset = stored.get(bytes(partition));
            offsets.put(partition, offset == null ? null : (Map<String, Object>) value(offset));
        }
        return offsets;
    }

    SourceTaskContext context(Map<String, String> config) {
        return new SourceTaskContext() {
            @Override
            public Map<String, String> configs() {
                return config;
            }

            @Override
            public OffsetStorageReader offsetStorageReader() {
                return MemoryOffsets.this;
            }

            @Override
            public PluginMetrics pluginMetrics() {
                throw new NoSuchMethodError("as on workers before 4.1");
            }
        };
    }
}
