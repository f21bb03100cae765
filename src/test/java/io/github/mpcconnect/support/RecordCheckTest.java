package io.github.mpcconnect.support;

import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.source.SourceRecord;
import org.junit.jupiter.api.Test;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** The check itself: a check that nothing can fail proves nothing. */
class RecordCheckTest {

    private static final Map<String, String> PARTITION = new HashMap<>(Map.of("account", "MA0"));
    private static final Map<String, Object> OFFSET = new HashMap<>(Map.of("calls", 1L));
    private static final Schema DOCUMENTED =
            SchemaBuilder.string().doc("The id.").build();

    @Test
    void a_sound_record_and_a_tombstone_pass() {
        Struct sound = struct(builder(DOCUMENTED));
        assertThatCode(() -> check(PARTITION, OFFSET, sound)).doesNotThrowAnyException();
        assertThatCode(() -> check(PARTITION, null, sound)).doesNotThrowAnyException();
        SourceRecord tombstone = new SourceRecord(PARTITION, OFFSET, "t", null, sound.schema(), sound, null, null);
        assertThatCode(() -> RecordCheck.checked(tombstone)).doesNotThrowAnyException();
    }

    @Test
    void maps_that_connect_would_not_find_again_fail() {
        Struct sound = struct(builder(DOCUMENTED));
        assertThatThrownBy(() -> check(Map.of("account", "MA0"), OFFSET, sound)).isInstanceOf(AssertionError.class);
        assertThatThrownBy(() -> check(PARTITION, new LinkedHashMap<>(OFFSET), sound))
                .isInstanceOf(AssertionError.class);
        assertThatThrownBy(() -> check(PARTITION, new HashMap<>(Map.of("calls", 1)), sound))
                .isInstanceOf(AssertionError.class);
    }

    @Test
    void schemas_without_name_version_or_docs_fail() {
        assertThatThrownBy(() -> check(PARTITION, OFFSET, struct(builder(Schema.STRING_SCHEMA))))
                .hasMessageContaining("id: doc");
        SchemaBuilder foreign =
                SchemaBuilder.struct().name("X").version(1).doc("X.").field("id", DOCUMENTED);
        assertThatThrownBy(() -> check(PARTITION, OFFSET, struct(foreign))).isInstanceOf(AssertionError.class);
        SchemaBuilder unversioned =
                SchemaBuilder.struct().name("io.github.mpcconnect.X").doc("X.").field("id", DOCUMENTED);
        assertThatThrownBy(() -> check(PARTITION, OFFSET, struct(unversioned))).isInstanceOf(AssertionError.class);
    }

    @Test
    void a_value_without_what_its_schema_requires_fails() {
        Struct empty = new Struct(builder(DOCUMENTED).build());
        assertThatThrownBy(() -> check(PARTITION, OFFSET, empty)).hasMessageContaining("id");
    }

    private static void check(Map<String, ?> partition, Map<String, ?> offset, Struct value) {
        RecordCheck.checked(new SourceRecord(partition, offset, "t", value.schema(), value));
    }

    private static SchemaBuilder builder(Schema id) {
        return SchemaBuilder.struct()
                .name("io.github.mpcconnect.X")
                .version(1)
                .doc("X.")
                .field("id", id);
    }

    private static Struct struct(SchemaBuilder builder) {
        return new Struct(builder.build()).put("id", "1");
    }
}
