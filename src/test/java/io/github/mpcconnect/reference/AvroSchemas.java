package io.github.mpcconnect.reference;

import org.apache.kafka.connect.data.Date;
import org.apache.kafka.connect.data.Decimal;
import org.apache.kafka.connect.data.Field;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.Timestamp;
import tools.jackson.databind.json.JsonMapper;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;

/** Converts schemas to Avro, with the names and types that Avro converters give them. */
final class AvroSchemas {

    private static final JsonMapper MAPPER = JsonMapper.builder().build();

    private AvroSchemas() {}

    /** The Avro form of the schema of a Struct, as a file. */
    static String json(Schema schema) {
        String json = MAPPER.writerWithDefaultPrettyPrinter().writeValueAsString(struct(schema));
        return json.replace(System.lineSeparator(), "\n") + "\n";
    }

    private static Map<String, Object> struct(Schema schema) {
        int dot = schema.name().lastIndexOf('.');
        Map<String, Object> avro = new LinkedHashMap<>();
        avro.put("type", "record");
        avro.put("name", schema.name().substring(dot + 1));
        avro.put("namespace", schema.name().substring(0, dot));
        avro.put("doc", schema.doc());
        avro.put("fields", schema.fields().stream().map(AvroSchemas::field).toList());
        putName(avro, schema);
        return avro;
    }

    private static Map<String, Object> field(Field field) {
        Schema schema = field.schema();
        Map<String, Object> avro = new LinkedHashMap<>();
        avro.put("name", field.name());
        if (schema.isOptional()) {
            avro.put("type", new ArrayList<>(Arrays.asList("null", type(schema))));
            avro.put("default", null);
        } else {
            avro.put("type", type(schema));
        }
        avro.put("doc", schema.doc());
        return avro;
    }

    private static Object type(Schema schema) {
        return schema.name() == null ? primitive(schema.type()) : logical(schema);
    }

    private static String primitive(Schema.Type type) {
        return switch (type) {
            case STRING -> "string";
            case BOOLEAN -> "boolean";
            case INT32 -> "int";
            case INT64 -> "long";
            case BYTES -> "bytes";
            default -> throw new IllegalArgumentException("No field has this type with default settings: " + type);
        };
    }

    private static Map<String, Object> logical(Schema schema) {
        Map<String, Object> avro = new LinkedHashMap<>();
        avro.put("type", primitive(schema.type()));
        switch (schema.name()) {
            case Timestamp.LOGICAL_NAME -> avro.put("logicalType", "timestamp-millis");
            case Date.LOGICAL_NAME -> avro.put("logicalType", "date");
            case Decimal.LOGICAL_NAME -> {
                avro.put("logicalType", "decimal");
                avro.put("precision", Integer.valueOf(schema.parameters().get("connect.decimal.precision")));
                avro.put("scale", Integer.valueOf(schema.parameters().get(Decimal.SCALE_FIELD)));
            }
            default -> throw new IllegalArgumentException("No Avro form is known of " + schema.name());
        }
        putName(avro, schema);
        return avro;
    }

    private static void putName(Map<String, Object> avro, Schema schema) {
        avro.put("connect.name", schema.name());
        avro.put("connect.version", schema.version());
    }
}
