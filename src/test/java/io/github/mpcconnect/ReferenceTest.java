package io.github.mpcconnect;

import io.github.mpcconnect.record.ReferenceRecords;
import io.github.mpcconnect.reference.Reference;
import org.apache.avro.LogicalType;
import org.apache.avro.LogicalTypes;
import org.apache.avro.Schema;
import org.apache.kafka.connect.data.Field;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import static org.assertj.core.api.Assertions.assertThat;

/** The reference and the Avro schemas are what the code says. {@code -Dreference.write=true} writes them. */
class ReferenceTest {

    private static final Map<Path, String> FILES = Reference.files();

    @ParameterizedTest
    @MethodSource("files")
    void every_generated_file_is_up_to_date(Path file) throws IOException {
        if (Boolean.getBoolean("reference.write")) {
            Files.createDirectories(file.getParent());
            Files.writeString(file, FILES.get(file));
        }
        String text = Files.exists(file) ? Files.readString(file) : "";
        String stale = "%s is stale; write it again with: %s".formatted(file, Reference.COMMAND);
        assertThat(text.equals(FILES.get(file)))
                .as(() -> stale + ". It differs first in line " + firstDifference(text, FILES.get(file)))
                .isTrue();
    }

    @Test
    void there_is_a_file_for_every_schema_and_no_other() throws IOException {
        try (Stream<Path> files = Files.list(Reference.SCHEMAS)) {
            assertThat(files.filter(file -> !FILES.containsKey(file))).isEmpty();
        }
        assertThat(ReferenceRecords.schemas())
                .containsOnlyKeys("Call", "Participant", "Day", "Malformed", "CallKey", "ParticipantKey", "DayKey");
    }

    @ParameterizedTest
    @MethodSource("schemas")
    void avro_reads_every_schema_with_the_names_types_and_docs_of_connect(String name) {
        Schema avro = parsed(name);
        org.apache.kafka.connect.data.Schema connect =
                ReferenceRecords.schemas().get(name);
        assertThat(avro.getFullName()).isEqualTo(connect.name());
        assertThat(avro.getDoc()).isEqualTo(connect.doc());
        assertThat(avro.getFields())
                .extracting(Schema.Field::name)
                .containsExactlyElementsOf(
                        connect.fields().stream().map(Field::name).toList());
        for (Field field : connect.fields()) {
            assertField(avro.getField(field.name()), field.schema());
        }
    }

    @Test
    void avro_knows_the_decimals_times_and_days() {
        Schema call = parsed("Call");
        assertThat(logicalType(call, "billed_amount")).isEqualTo(LogicalTypes.decimal(18, 5));
        assertThat(logicalType(call, "end_time")).isEqualTo(LogicalTypes.timestampMillis());
        assertThat(logicalType(call, "day")).isEqualTo(LogicalTypes.date());
        assertThat(logicalType(parsed("DayKey"), "day")).isEqualTo(LogicalTypes.date());
    }

    /** The number of the first different line, with both versions of it. */
    private static String firstDifference(String actual, String expected) {
        String[] lines = actual.split("\n", -1);
        String[] others = expected.split("\n", -1);
        int i = 0;
        while (i < lines.length - 1 && i < others.length - 1 && lines[i].equals(others[i])) {
            i++;
        }
        return (i + 1) + ": '" + lines[i] + "', should be '" + others[i] + "'";
    }

    private static void assertField(Schema.Field avro, org.apache.kafka.connect.data.Schema connect) {
        assertThat(avro.doc()).isEqualTo(connect.doc());
        assertThat(avro.schema().isNullable()).as(avro.name()).isEqualTo(connect.isOptional());
        assertThat(avro.hasDefaultValue()).as(avro.name()).isEqualTo(connect.isOptional());
        if (connect.isOptional()) {
            assertThat(avro.schema().getTypes().get(0).getType()).isEqualTo(Schema.Type.NULL);
        }
        String expected = Map.of("int32", "int", "int64", "long")
                .getOrDefault(connect.type().getName(), connect.type().getName());
        assertThat(notNull(avro.schema()).getType().getName()).as(avro.name()).isEqualTo(expected);
        assertThat(notNull(avro.schema()).getLogicalType() == null)
                .as(avro.name())
                .isEqualTo(connect.name() == null);
    }

    private static LogicalType logicalType(Schema record, String field) {
        return notNull(record.getField(field).schema()).getLogicalType();
    }

    private static Schema notNull(Schema schema) {
        return schema.isUnion() ? schema.getTypes().get(1) : schema;
    }

    private static Schema parsed(String name) {
        return new Schema.Parser().parse(FILES.get(Reference.SCHEMAS.resolve(name + ".avsc")));
    }

    static List<Path> files() {
        return List.copyOf(FILES.keySet());
    }

    static List<String> schemas() {
        return List.copyOf(ReferenceRecords.schemas().keySet());
    }
}
