package io.github.mpcconnect.record;

import io.github.mpcconnect.batch.LiveChange.CallSeen;
import io.github.mpcconnect.batch.LiveChange.ParticipantSeen;
import io.github.mpcconnect.support.Configured;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.source.SourceRecord;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

import static io.github.mpcconnect.record.Samples.OBSERVED;
import static io.github.mpcconnect.record.Samples.batch;
import static io.github.mpcconnect.record.Samples.call;
import static io.github.mpcconnect.record.Samples.ended;
import static io.github.mpcconnect.record.Samples.malformed;
import static io.github.mpcconnect.record.Samples.participant;
import static io.github.mpcconnect.record.Samples.row;

/** A record of every topic, for the reference. */
public final class ReferenceRecords {

    private ReferenceRecords() {}

    /** A record of each topic, sorted by the topic's name. */
    public static Map<String, SourceRecord> byTopic(Object... keysAndValues) {
        SourceRecords records = new SourceRecords(Configured.with(keysAndValues), false);
        Map<String, SourceRecord> byTopic = new TreeMap<>();
        records.of(batch(
                        ended("a", participant("a", 1, Samples.LEFT)),
                        row(),
                        new CallSeen(call("a", null), OBSERVED),
                        new ParticipantSeen(participant("a", 1, null), OBSERVED),
                        malformed("call-m")))
                .forEach(record -> byTopic.put(record.topic(), record));
        return byTopic;
    }

    /** The schemas of all values and keys, by their names without namespace. */
    public static Map<String, Schema> schemas(Object... keysAndValues) {
        Map<String, Schema> schemas = new LinkedHashMap<>();
        List<SourceRecord> records = List.copyOf(byTopic(keysAndValues).values());
        Stream.concat(
                        records.stream().map(SourceRecord::valueSchema),
                        records.stream().map(SourceRecord::keySchema))
                .forEach(schema -> schemas.putIfAbsent(name(schema), schema));
        return schemas;
    }

    /** The name of a schema without its namespace. */
    public static String name(Schema schema) {
        return schema.name().substring(schema.name().lastIndexOf('.') + 1);
    }
}
