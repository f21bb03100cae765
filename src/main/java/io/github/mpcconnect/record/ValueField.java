package io.github.mpcconnect.record;

import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.apache.kafka.connect.data.Timestamp;

import java.time.Instant;
import java.util.Date;
import java.util.function.Function;

/**
 * A field of a key or value, declared once: its name, its schema with the doc, and how it is got.
 *
 * @param value gives what Connect wants for the schema; null only where the schema is optional
 */
record ValueField<T>(String name, Schema schema, Function<T, Object> value) {

    /** A string that is always there. */
    static <T> ValueField<T> requiredText(String name, String doc, Function<T, String> value) {
        return new ValueField<>(name, SchemaBuilder.string().doc(doc).build(), value::apply);
    }

    static <T> ValueField<T> text(String name, String doc, Function<T, String> value) {
        return new ValueField<>(name, SchemaBuilder.string().optional().doc(doc).build(), value::apply);
    }

    static <T> ValueField<T> int32(String name, String doc, Function<T, Integer> value) {
        return new ValueField<>(name, SchemaBuilder.int32().optional().doc(doc).build(), value::apply);
    }

    static <T> ValueField<T> int64(String name, String doc, Function<T, Long> value) {
        return new ValueField<>(name, SchemaBuilder.int64().optional().doc(doc).build(), value::apply);
    }

    static <T> ValueField<T> flag(String name, String doc, Function<T, Boolean> value) {
        return new ValueField<>(name, SchemaBuilder.bool().optional().doc(doc).build(), value::apply);
    }

    /** A yes or no that is always there. */
    static <T> ValueField<T> requiredFlag(String name, String doc, Function<T, Boolean> value) {
        return new ValueField<>(name, SchemaBuilder.bool().doc(doc).build(), value::apply);
    }

    static <T> ValueField<T> time(String name, String doc, Function<T, Instant> value) {
        return new ValueField<>(name, Timestamp.builder().optional().doc(doc).build(), value.andThen(ValueField::date));
    }

    /** A time that is always there. */
    static <T> ValueField<T> requiredTime(String name, String doc, Function<T, Instant> value) {
        return new ValueField<>(name, Timestamp.builder().doc(doc).build(), value.andThen(ValueField::date));
    }

    private static Date date(Instant instant) {
        return instant == null ? null : Date.from(instant);
    }
}
