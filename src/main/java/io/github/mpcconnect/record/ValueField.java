package io.github.mpcconnect.record;

import io.github.mpcconnect.timeline.Day;
import org.apache.kafka.connect.data.Date;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.apache.kafka.connect.data.Timestamp;

import java.time.Instant;
import java.util.function.Function;

/**
 * A field of a key or value: its name, its schema with the doc, and how to get its value.
 *
 * @param value returns the value in the type of the schema; null only if the schema is optional
 */
record ValueField<T>(String name, Schema schema, Function<T, Object> value) {

    static <T> ValueField<T> requiredText(String name, String doc, Function<T, String> value) {
        return new ValueField<>(name, SchemaBuilder.string().doc(doc).build(), value::apply);
    }

    static <T> ValueField<T> text(String name, String doc, Function<T, String> value) {
        return new ValueField<>(name, SchemaBuilder.string().optional().doc(doc).build(), value::apply);
    }

    static <T> ValueField<T> requiredInt32(String name, String doc, Function<T, Integer> value) {
        return new ValueField<>(name, SchemaBuilder.int32().doc(doc).build(), value::apply);
    }

    static <T> ValueField<T> int32(String name, String doc, Function<T, Integer> value) {
        return new ValueField<>(name, SchemaBuilder.int32().optional().doc(doc).build(), value::apply);
    }

    static <T> ValueField<T> requiredInt64(String name, String doc, Function<T, Long> value) {
        return new ValueField<>(name, SchemaBuilder.int64().doc(doc).build(), value::apply);
    }

    static <T> ValueField<T> requiredFlag(String name, String doc, Function<T, Boolean> value) {
        return new ValueField<>(name, SchemaBuilder.bool().doc(doc).build(), value::apply);
    }

    static <T> ValueField<T> flag(String name, String doc, Function<T, Boolean> value) {
        return new ValueField<>(name, SchemaBuilder.bool().optional().doc(doc).build(), value::apply);
    }

    static <T> ValueField<T> requiredTime(String name, String doc, Function<T, Instant> value) {
        return new ValueField<>(name, Timestamp.builder().doc(doc).build(), value.andThen(ValueField::date));
    }

    static <T> ValueField<T> time(String name, String doc, Function<T, Instant> value) {
        return new ValueField<>(name, Timestamp.builder().optional().doc(doc).build(), value.andThen(ValueField::date));
    }

    static <T> ValueField<T> requiredDay(String name, String doc, Function<T, Day> value) {
        return new ValueField<>(name, Date.builder().doc(doc).build(), value.andThen(ValueField::midnight));
    }

    static <T> ValueField<T> day(String name, String doc, Function<T, Day> value) {
        return new ValueField<>(name, Date.builder().optional().doc(doc).build(), value.andThen(ValueField::midnight));
    }

    private static java.util.Date date(Instant instant) {
        return instant == null ? null : java.util.Date.from(instant);
    }

    private static java.util.Date midnight(Day day) {
        return day == null ? null : date(day.start());
    }
}
