package io.github.mpcconnect.record;

import io.github.mpcconnect.api.Malformed;
import io.github.mpcconnect.config.DecimalHandling;
import io.github.mpcconnect.config.ParticipantsMode;
import io.github.mpcconnect.config.RecordTimestamp;
import io.github.mpcconnect.ingest.Batch;
import io.github.mpcconnect.ingest.EndedCall;
import io.github.mpcconnect.ingest.Heartbeat;
import io.github.mpcconnect.ingest.Item;
import io.github.mpcconnect.ingest.MalformedObject;
import io.github.mpcconnect.ingest.ParticipantsSource;
import io.github.mpcconnect.support.RecordCheck;
import io.github.mpcconnect.timeline.StoredOffsets;
import io.github.mpcconnect.timeline.Watermark;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.source.SourceRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import java.util.Date;
import java.util.List;
import java.util.Map;

import static io.github.mpcconnect.record.Samples.AFTER;
import static io.github.mpcconnect.record.Samples.BEFORE;
import static io.github.mpcconnect.record.Samples.DAY;
import static io.github.mpcconnect.record.Samples.ENDED;
import static io.github.mpcconnect.record.Samples.LEFT;
import static io.github.mpcconnect.record.Samples.OBSERVED;
import static io.github.mpcconnect.record.Samples.bareCall;
import static io.github.mpcconnect.record.Samples.bareParticipant;
import static io.github.mpcconnect.record.Samples.batch;
import static io.github.mpcconnect.record.Samples.ended;
import static io.github.mpcconnect.record.Samples.malformed;
import static io.github.mpcconnect.record.Samples.options;
import static io.github.mpcconnect.record.Samples.participant;
import static org.assertj.core.api.Assertions.assertThat;

/** Which records a batch becomes: order, topics, keys, offsets, timestamps and headers. */
class SourceRecordsTest {

    private static final Batch TWO_CALLS = batch(
            ended("a", participant("a", 1, LEFT), participant("a", 2, LEFT)),
            malformed("call-m"),
            ended("b", participant("b", 1, LEFT)));

    @Test
    void each_call_is_preceded_by_its_participants() {
        List<SourceRecord> records = records(options(ParticipantsMode.TOPIC), TWO_CALLS);
        assertThat(records)
                .extracting(SourceRecordsTest::told)
                .containsExactly(
                        "plivo.mpc.participants call-a/1",
                        "plivo.mpc.participants call-a/2",
                        "plivo.mpc.calls call-a",
                        "plivo.mpc.errors call-m",
                        "plivo.mpc.participants call-b/1",
                        "plivo.mpc.calls call-b");
    }

    @ParameterizedTest
    @EnumSource(names = {"EMBEDDED", "NONE"})
    void participants_have_no_records_of_their_own_in_the_other_modes(ParticipantsMode mode) {
        assertThat(records(options(mode), TWO_CALLS))
                .extracting(SourceRecordsTest::told)
                .containsExactly("plivo.mpc.calls call-a", "plivo.mpc.errors call-m", "plivo.mpc.calls call-b");
    }

    @Test
    void topics_begin_with_the_prefix() {
        RecordOptions options = new RecordOptions(
                "emea.voice", null, ParticipantsMode.TOPIC, RecordTimestamp.INGEST, DecimalHandling.PRECISE, false);
        assertThat(records(options, TWO_CALLS))
                .allMatch(record -> record.topic().startsWith("emea.voice.mpc."));
        assertThat(heartbeat(new SourceRecords(options, false)).topic()).isEqualTo("emea.voice.mpc.heartbeat");
    }

    @Test
    void only_the_last_record_carries_the_new_watermark() {
        List<SourceRecord> records = records(options(ParticipantsMode.TOPIC), TWO_CALLS);
        assertThat(records.subList(0, 5))
                .allSatisfy(record -> assertThat(record.sourceOffset()).isEqualTo(StoredOffsets.offset(BEFORE)));
        assertThat(records.get(5).sourceOffset()).isEqualTo(StoredOffsets.offset(AFTER));
    }

    @Test
    void a_batch_of_one_record_carries_the_new_watermark() {
        assertThat(records(options(ParticipantsMode.NONE), batch(ended("a"))))
                .singleElement()
                .satisfies(record -> assertThat(record.sourceOffset()).isEqualTo(StoredOffsets.offset(AFTER)));
    }

    @Test
    void a_batch_that_ends_in_an_error_carries_the_new_watermark_there() {
        List<SourceRecord> records = records(options(ParticipantsMode.NONE), batch(ended("a"), malformed(null)));
        assertThat(records.get(1).topic()).isEqualTo("plivo.mpc.errors");
        assertThat(records.get(1).sourceOffset()).isEqualTo(StoredOffsets.offset(AFTER));
    }

    @Test
    void a_days_first_batch_stores_nothing_until_its_last_record() {
        for (Watermark before : new Watermark[] {null, Watermark.none(DAY, DAY.start())}) {
            Batch first = new Batch("MA0", before, AFTER, TWO_CALLS.items());
            List<SourceRecord> records = records(options(ParticipantsMode.NONE), first);
            assertThat(records)
                    .extracting(SourceRecord::sourceOffset)
                    .containsExactly(null, null, StoredOffsets.offset(AFTER));
        }
    }

    @Test
    void every_record_carries_the_new_watermark_where_each_batch_is_a_transaction() {
        List<SourceRecord> records = new SourceRecords(options(ParticipantsMode.TOPIC), true).of(TWO_CALLS);
        assertThat(RecordCheck.checked(records))
                .hasSize(6)
                .allSatisfy(record -> assertThat(record.sourceOffset()).isEqualTo(StoredOffsets.offset(AFTER)));
    }

    @Test
    void every_record_carries_its_days_partition() {
        assertThat(records(options(ParticipantsMode.TOPIC), TWO_CALLS))
                .allSatisfy(record ->
                        assertThat(record.sourcePartition()).isEqualTo(Map.of("account", "MA0", "day", "2026-11-21")));
    }

    @Test
    void a_filter_is_part_of_the_partition() {
        RecordOptions options = new RecordOptions(
                "plivo", "f=1", ParticipantsMode.TOPIC, RecordTimestamp.INGEST, DecimalHandling.PRECISE, false);
        assertThat(records(options, TWO_CALLS))
                .allSatisfy(record -> assertThat(record.sourcePartition())
                        .isEqualTo(Map.of("account", "MA0", "day", "2026-11-21", "filter", "f=1")));
    }

    @Test
    void timestamps_are_the_producers_by_default() {
        assertThat(records(options(RecordTimestamp.INGEST), TWO_CALLS))
                .extracting(SourceRecord::timestamp)
                .containsOnlyNulls();
    }

    @Test
    void event_timestamps_are_a_calls_end_and_a_participants_exit() {
        Batch batch = batch(
                ended("a", participant("a", 1, LEFT), participant("a", 2, null)),
                malformed(null),
                new EndedCall(bareCall("b"), List.of(bareParticipant("b", 1)), ParticipantsSource.API));
        assertThat(records(options(RecordTimestamp.EVENT), batch))
                .extracting(SourceRecord::timestamp)
                .containsExactly(
                        LEFT.toEpochMilli(),
                        ENDED.toEpochMilli(),
                        ENDED.toEpochMilli(),
                        OBSERVED.toEpochMilli(),
                        null,
                        null);
    }

    @Test
    void the_header_tells_the_api_id_of_each_objects_answer() {
        assertThat(records(options(ParticipantsMode.TOPIC), TWO_CALLS))
                .extracting(
                        record -> record.headers().lastWithName("plivo.api_id").value())
                .containsExactly("api-p-1", "api-p-2", "api-a", "api-m", "api-p-1", "api-b");
    }

    @Test
    void without_an_api_id_there_is_no_header() {
        Item bare = new EndedCall(bareCall("b"), List.of(bareParticipant("b", 1)), ParticipantsSource.API);
        assertThat(records(options(ParticipantsMode.TOPIC), batch(bare)))
                .hasSize(2)
                .allMatch(record -> record.headers().isEmpty());
    }

    @Test
    void an_error_of_an_unknown_call_has_no_key() {
        SourceRecord error =
                records(options(ParticipantsMode.TOPIC), batch(malformed(null))).get(0);
        assertThat(error.key()).isNull();
        assertThat(error.keySchema()).isNull();
    }

    @Test
    void an_error_tells_what_is_wrong_with_what() {
        MalformedObject object = new MalformedObject(
                new Malformed("participant", "call-m", "7", "role is no string: 5", null, "{\"role\":5}"), OBSERVED);
        Struct value = (Struct)
                records(options(ParticipantsMode.TOPIC), batch(object)).get(0).value();
        assertThat(value.getString("account_id")).isEqualTo("MA0");
        assertThat(value.getString("resource")).isEqualTo("participant");
        assertThat(value.getString("error")).isEqualTo("role is no string: 5");
        assertThat(value.getString("raw")).isEqualTo("{\"role\":5}");
        assertThat(value.get("observed_at")).isEqualTo(Date.from(OBSERVED));
    }

    @Test
    void a_heartbeat_tells_and_stores_the_watermark() {
        SourceRecord heartbeat =
                RecordCheck.checked(heartbeat(new SourceRecords(options(RecordTimestamp.EVENT), false)));
        Struct key = (Struct) heartbeat.key();
        Struct value = (Struct) heartbeat.value();
        assertThat(key.getString("account_id")).isEqualTo("MA0");
        assertThat(key.getString("day")).isEqualTo("2026-11-21");
        assertThat(value.getString("day")).isEqualTo("2026-11-21");
        assertThat(value.get("end_time")).isEqualTo(Date.from(AFTER.endTime()));
        assertThat(value.getInt64("calls")).isEqualTo(12L);
        assertThat(heartbeat.sourcePartition()).isEqualTo(StoredOffsets.partition("MA0", DAY, null));
        assertThat(heartbeat.sourceOffset()).isEqualTo(StoredOffsets.offset(AFTER));
        assertThat(heartbeat.timestamp()).isNull();
    }

    private static List<SourceRecord> records(RecordOptions options, Batch batch) {
        return RecordCheck.checked(new SourceRecords(options, false).of(batch));
    }

    private static String told(SourceRecord record) {
        Struct key = (Struct) record.key();
        String member = record.topic().endsWith("participants") ? "/" + key.getString("member_id") : "";
        return record.topic() + " " + key.getString("mpc_uuid") + member;
    }

    private static SourceRecord heartbeat(SourceRecords records) {
        return records.of(new Batch("MA0", AFTER, AFTER, List.of(new Heartbeat(AFTER))))
                .get(0);
    }
}
