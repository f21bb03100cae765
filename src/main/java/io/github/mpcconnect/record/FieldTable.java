package io.github.mpcconnect.record;

import org.apache.kafka.connect.data.Field;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.apache.kafka.connect.data.Struct;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The fields of one kind of key or value, in order. The schema and the Structs are both built from them, so they always
 * match.
 */
final class FieldTable<T> {

    private static final String NAMESPACE = "io.github.mpcconnect.";
    private static final int VERSION = 1;

    /** Accounts share one object per schema, because converters find it faster in their caches. */
    private static final Map<Schema, Schema> SCHEMAS = new ConcurrentHashMap<>();

    private final List<ValueField<T>> fields;
    private final Schema schema;
    private final Field[] schemaFields;

    FieldTable(String name, String doc, List<ValueField<T>> fields) {
        this.fields = List.copyOf(fields);
        SchemaBuilder builder =
                SchemaBuilder.struct().name(NAMESPACE + name).version(VERSION).doc(doc);
        fields.forEach(field -> builder.field(field.name(), field.schema()));
        this.schema = SCHEMAS.computeIfAbsent(builder.build(), built -> built);
        this.schemaFields = schema.fields().toArray(Field[]::new);
    }

    Schema schema() {
        return schema;
    }

    Struct struct(T from) {
        Struct struct = new Struct(schema);
        for (int i = 0; i < schemaFields.length; i++) {
            Object value = fields.get(i).value().apply(from);
            if (value != null || !schemaFields[i].schema().isOptional()) {
                struct.put(schemaFields[i], value);
            }
        }
        return struct;
    }
}
