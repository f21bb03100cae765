package io.github.mpcconnect.reference;

import io.github.mpcconnect.record.ReferenceRecords;
import org.apache.kafka.connect.data.Date;
import org.apache.kafka.connect.data.Decimal;
import org.apache.kafka.connect.data.Field;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.Timestamp;
import org.apache.kafka.connect.source.SourceRecord;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import static io.github.mpcconnect.record.ReferenceRecords.name;
import static io.github.mpcconnect.reference.Markdown.code;
import static io.github.mpcconnect.reference.Markdown.heading;
import static io.github.mpcconnect.reference.Markdown.paragraph;
import static io.github.mpcconnect.reference.Markdown.sentence;
import static io.github.mpcconnect.reference.Markdown.table;

/** The topics and the schemas of their keys and values. */
final class TopicsChapter {

    private static final Map<String, String> CONTENTS = Map.of(
            "plivo.mpc.calls", "ended calls; a call is sent again when the API changed it",
            "plivo.mpc.participants", "participants of ended calls, before their call; with `participants.mode=topic`",
            "plivo.mpc.days", "a row per day, sent again with each change; the newest is the current state",
            "plivo.mpc.live.calls", "calls in progress; a null value when the call has ended; with `live.enabled=true`",
            "plivo.mpc.live.participants",
                    "participants in calls in progress; a null value when the participant has left; with"
                            + " `live.enabled=true`, and not with `participants.mode=none`",
            "plivo.mpc.errors",
                    "objects that could not be read; the key is null if the call is unknown; with"
                            + " `behavior.on.malformed=topic`");

    private static final Map<String, String> TYPES = Map.of(
            Timestamp.LOGICAL_NAME, "timestamp",
            Date.LOGICAL_NAME, "date",
            Decimal.LOGICAL_NAME, "decimal");

    /** The settings that add fields. */
    private static final List<List<String>> VARIANTS =
            List.of(List.of("participants.mode", "embedded"), List.of("include.raw.json", "true"));

    private TopicsChapter() {}

    static String text() {
        return heading(2, "Topics")
                + paragraph("The setting `topic.prefix` replaces `plivo` in the names of topics.")
                + topics()
                + paragraph("""
                Records of calls and participants have the `api_id` of the API's response in the header `plivo.api_id`, as a
                string, for support requests to Plivo. Null values are tombstones: they delete the key's row from a
                compacted topic.""")
                + heading(3, "Types")
                + types()
                + ReferenceRecords.schemas().values().stream()
                        .map(TopicsChapter::schema)
                        .collect(Collectors.joining());
    }

    private static String topics() {
        return table(
                List.of("topic", "key", "value", "contents"),
                ReferenceRecords.byTopic().entrySet().stream()
                        .map(topic -> List.of(
                                code(topic.getKey()),
                                link(topic.getValue().keySchema()),
                                link(topic.getValue().valueSchema()),
                                CONTENTS.get(topic.getKey()))));
    }

    private static String link(Schema schema) {
        return "[" + name(schema) + "](#" + name(schema).toLowerCase(Locale.ROOT) + ")";
    }

    private static String types() {
        return table(
                        List.of("type", "in Connect", "in the files of `config/schemas/`"),
                        Stream.of(
                                List.of("string, boolean, int32, int64", "the same", "string, boolean, int, long"),
                                List.of("timestamp", code(Timestamp.LOGICAL_NAME), "long, timestamp-millis: UTC"),
                                List.of("date", code(Date.LOGICAL_NAME), "int, date: days since 1970-01-01"),
                                List.of(
                                        "decimal",
                                        code(Decimal.LOGICAL_NAME) + ", scale 5; string or float64 with"
                                                + " `decimal.handling.mode=string` or `double`",
                                        "bytes, decimal with precision 18 and scale 5"),
                                List.of("optional", "the field may be null", "a union with null; the default is null")))
                + paragraph("""
                The files of `config/schemas/` are the Avro forms of the schemas for default settings, for example to
                generate classes from. The worker's converter makes its own schemas of the records: with an Avro
                converter names and types are the same, while additional properties depend on the converter.""");
    }

    private static String schema(Schema schema) {
        String file = name(schema) + ".avsc";
        return heading(3, name(schema))
                + paragraph(schema.doc() + " Name " + code(schema.name()) + ", version " + schema.version() + "; "
                        + use(schema) + "; Avro: [" + file + "](../../../config/schemas/" + file + ").")
                + table(
                        List.of("field", "type", "optional", "description"),
                        Stream.concat(
                                schema.fields().stream().map(field -> row(field, "")),
                                VARIANTS.stream().flatMap(setting -> addedFields(schema, setting))));
    }

    /** The topics whose keys or values have the schema. */
    private static String use(Schema schema) {
        String keys = topics(SourceRecord::keySchema, schema);
        return keys.isEmpty() ? "value of " + topics(SourceRecord::valueSchema, schema) : "key of " + keys;
    }

    private static String topics(Function<SourceRecord, Schema> part, Schema schema) {
        return ReferenceRecords.byTopic().values().stream()
                .filter(record -> part.apply(record).equals(schema))
                .map(record -> code(record.topic()))
                .collect(Collectors.joining(", "));
    }

    /** The fields that exist only with a setting. */
    private static Stream<List<String>> addedFields(Schema schema, List<String> setting) {
        Schema variant = ReferenceRecords.schemas(setting.toArray()).get(name(schema));
        String condition = " Only with " + code(String.join("=", setting)) + ".";
        return variant.fields().stream()
                .filter(field -> schema.field(field.name()) == null)
                .map(field -> row(field, condition));
    }

    private static List<String> row(Field field, String condition) {
        Schema schema = field.schema();
        return List.of(
                code(field.name()),
                type(schema),
                schema.isOptional() ? "yes" : "no",
                sentence(schema.doc()) + condition);
    }

    private static String type(Schema schema) {
        if (schema.type() == Schema.Type.ARRAY) {
            return "array of " + link(schema.valueSchema());
        }
        return schema.name() == null ? schema.type().getName() : TYPES.get(schema.name());
    }
}
