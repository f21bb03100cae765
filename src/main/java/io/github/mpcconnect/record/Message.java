package io.github.mpcconnect.record;

import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.header.ConnectHeaders;
import org.apache.kafka.connect.source.SourceRecord;

import java.time.Instant;
import java.util.Map;

/**
 * A record without its source partition and offset.
 *
 * @param key null if unknown
 * @param value null for a tombstone
 * @param time the record's timestamp; if null, the producer sets it
 * @param apiId the value of the header {@code plivo.api_id}; null for no header
 */
record Message(String topic, Struct key, Struct value, Instant time, String apiId) {

    private static final String API_ID = "plivo.api_id";

    SourceRecord at(Map<String, String> sourcePartition, Map<String, Object> sourceOffset) {
        ConnectHeaders headers = new ConnectHeaders();
        if (apiId != null) {
            headers.addString(API_ID, apiId);
        }
        Schema keySchema = key == null ? null : key.schema();
        Schema valueSchema = value == null ? null : value.schema();
        Long timestamp = time == null ? null : Long.valueOf(time.toEpochMilli());
        return new SourceRecord(
                sourcePartition, sourceOffset, topic, null, keySchema, key, valueSchema, value, timestamp, headers);
    }
}
