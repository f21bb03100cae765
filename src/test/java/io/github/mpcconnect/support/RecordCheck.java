package io.github.mpcconnect.support;

import org.apache.kafka.connect.data.ConnectSchema;
import org.apache.kafka.connect.data.Decimal;
import org.apache.kafka.connect.data.Field;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaAndValue;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.data.Timestamp;
import org.apache.kafka.connect.header.Header;
import org.apache.kafka.connect.json.JsonConverter;
import org.apache.kafka.connect.source.SourceRecord;

import java.math.BigDecimal;
import java.util.Base64;
import java.util.Collection;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What holds for every record that the connector makes: key, value and headers fit their schemas and come back from the
 * JSON converter as they went in, schemas are named, versioned and documented, and the source maps are such as Connect
 * stores and finds again. To be called on every record of every test.
 */
public final class RecordCheck {

    private static final String NAMESPACE = "io.github.mpcconnect.";
    private static final List<String> DECIMAL_FORMATS = List.of("BASE64", "NUMERIC");

    private static final Map<Form, JsonConverter> CONVERTERS = new ConcurrentHashMap<>();

    private RecordCheck() {}

    /** Checks each and returns them, so that it can wrap what a test works on. */
    public static List<SourceRecord> checked(Collection<SourceRecord> records) {
        records.forEach(RecordCheck::checked);
        return List.copyOf(records);
    }

    public static SourceRecord checked(SourceRecord record) {
        assertThat(record.topic()).as("topic").isNotBlank();
        assertThat(record.kafkaPartition()).as("Kafka's partition").isNull();
        checkSourceMap("source partition", record.sourcePartition());
        if (record.sourceOffset() != null) {
            checkSourceMap("source offset", record.sourceOffset());
        }
        checkSide("key of " + record.topic(), record, true, record.keySchema(), record.key());
        checkSide("value of " + record.topic(), record, false, record.valueSchema(), record.value());
        record.headers().forEach(header -> checkHeader(record.topic(), header));
        return record;
    }

    private static void checkSourceMap(String what, Map<String, ?> map) {
        assertThat(map)
                .as("%s, which Connect compares in iteration order", what)
                .isExactlyInstanceOf(HashMap.class);
        assertThat(map).as(what).isNotEmpty();
        assertThat(map.values()).as(what).allMatch(value -> value instanceof String || value instanceof Long);
    }

    private static void checkSide(String what, SourceRecord record, boolean isKey, Schema schema, Object value) {
        if (schema == null) {
            assertThat(value).as("%s, without a schema", what).isNull();
            return;
        }
        checkStructSchema(what, schema);
        ConnectSchema.validateValue(schema, value);
        if (value instanceof Struct struct) {
            checkStruct(what, struct);
        }
        for (String format : DECIMAL_FORMATS) {
            checkWithSchema(what, converter(isKey, true, format), record.topic(), schema, value);
            checkWithoutSchema(what, converter(isKey, false, format), format, record.topic(), schema, value);
        }
    }

    private static void checkStructSchema(String what, Schema schema) {
        assertThat(schema.type()).as(what).isEqualTo(Schema.Type.STRUCT);
        assertThat(schema.name()).as(what).startsWith(NAMESPACE);
        assertThat(schema.version()).as(what).isEqualTo(1);
        assertThat(schema.doc()).as(what).isNotBlank();
        for (Field field : schema.fields()) {
            String where = what + ", " + field.name();
            assertThat(field.schema()).as(where).isInstanceOf(ConnectSchema.class);
            assertThat(field.schema().doc()).as("%s: doc", where).isNotBlank();
            if (field.schema().type() == Schema.Type.ARRAY) {
                checkStructSchema(where, field.schema().valueSchema());
            }
        }
    }

    private static void checkStruct(String what, Struct struct) {
        struct.validate();
        for (Field field : struct.schema().fields()) {
            if (struct.get(field) instanceof List<?> list) {
                list.forEach(element -> checkStruct(what + ", " + field.name(), (Struct) element));
            }
        }
    }

    private static void checkWithSchema(
            String what, JsonConverter converter, String topic, Schema schema, Object value) {
        byte[] json = converter.fromConnectData(topic, schema, value);
        assertThat(converter.toConnectData(topic, json))
                .as("%s, as JSON with its schema", what)
                .isEqualTo(new SchemaAndValue(schema, value));
    }

    private static void checkWithoutSchema(
            String what, JsonConverter converter, String format, String topic, Schema schema, Object value) {
        byte[] json = converter.fromConnectData(topic, schema, value);
        assertThat(converter.toConnectData(topic, json).value())
                .as("%s, as JSON without its schema", what)
                .isEqualTo(plain(schema, value, format));
    }

    private static void checkHeader(String topic, Header header) {
        JsonConverter converter = converter(false, true, "BASE64");
        ConnectSchema.validateValue(header.schema(), header.value());
        byte[] json = converter.fromConnectHeader(topic, header.key(), header.schema(), header.value());
        assertThat(converter.toConnectHeader(topic, header.key(), json))
                .as("header %s of %s", header.key(), topic)
                .isEqualTo(new SchemaAndValue(header.schema(), header.value()));
    }

    private static JsonConverter converter(boolean isKey, boolean withSchema, String decimalFormat) {
        return CONVERTERS.computeIfAbsent(new Form(isKey, withSchema, decimalFormat), Form::converter);
    }

    private record Form(boolean isKey, boolean withSchema, String decimalFormat) {

        JsonConverter converter() {
            JsonConverter converter = new JsonConverter();
            converter.configure(
                    Map.of("schemas.enable", String.valueOf(withSchema), "decimal.format", decimalFormat), isKey);
            return converter;
        }
    }

    /** What JSON without a schema keeps of a value. */
    private static Object plain(Schema schema, Object value, String format) {
        if (value == null) {
            return null;
        }
        if (value instanceof Struct struct) {
            Map<String, Object> fields = new HashMap<>();
            schema.fields()
                    .forEach(field -> fields.put(field.name(), plain(field.schema(), struct.get(field), format)));
            return fields;
        }
        if (value instanceof List<?> list) {
            return list.stream()
                    .map(element -> plain(schema.valueSchema(), element, format))
                    .toList();
        }
        if (Timestamp.LOGICAL_NAME.equals(schema.name())) {
            return Timestamp.fromLogical(schema, (Date) value);
        }
        if (org.apache.kafka.connect.data.Date.LOGICAL_NAME.equals(schema.name())) {
            return (long) org.apache.kafka.connect.data.Date.fromLogical(schema, (Date) value);
        }
        if (Decimal.LOGICAL_NAME.equals(schema.name())) {
            BigDecimal amount = (BigDecimal) value;
            boolean asNumber = format.equals("NUMERIC");
            return asNumber
                    ? amount.doubleValue()
                    : Base64.getEncoder().encodeToString(Decimal.fromLogical(schema, amount));
        }
        return value instanceof Integer number ? Long.valueOf(number) : value;
    }
}
