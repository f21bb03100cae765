package io.github.mpcconnect.record;

import io.github.mpcconnect.batch.Batch;
import io.github.mpcconnect.batch.BatchItem;
import io.github.mpcconnect.batch.EndedCall;
import io.github.mpcconnect.batch.LiveChange.CallGone;
import io.github.mpcconnect.batch.LiveChange.CallSeen;
import io.github.mpcconnect.batch.LiveChange.ParticipantGone;
import io.github.mpcconnect.batch.LiveChange.ParticipantSeen;
import io.github.mpcconnect.batch.ParticipantsSource;
import io.github.mpcconnect.config.AccountSettings;
import io.github.mpcconnect.config.RecordSettings.ParticipantsMode;
import io.github.mpcconnect.config.RecordSettings.RecordTimestamp;
import io.github.mpcconnect.support.Configured;
import io.github.mpcconnect.support.RecordCheck;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.header.Header;
import org.apache.kafka.connect.source.SourceRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import java.util.List;

import static io.github.mpcconnect.record.Samples.ENDED;
import static io.github.mpcconnect.record.Samples.LEFT;
import static io.github.mpcconnect.record.Samples.LIVE;
import static io.github.mpcconnect.record.Samples.OBSERVED;
import static io.github.mpcconnect.record.Samples.STARTED;
import static io.github.mpcconnect.record.Samples.bareCall;
import static io.github.mpcconnect.record.Samples.bareParticipant;
import static io.github.mpcconnect.record.Samples.batch;
import static io.github.mpcconnect.record.Samples.call;
import static io.github.mpcconnect.record.Samples.ended;
import static io.github.mpcconnect.record.Samples.malformed;
import static io.github.mpcconnect.record.Samples.options;
import static io.github.mpcconnect.record.Samples.participant;
import static io.github.mpcconnect.record.Samples.row;
import static io.github.mpcconnect.record.Samples.unreadable;
import static org.assertj.core.api.Assertions.assertThat;

/** The records of a batch: order, topics, keys, timestamps and headers. */
class SourceRecordsTest {

    private static final Batch TWO_CALLS = batch(
            ended("a", participant("a", 1, LEFT), participant("a", 2, LEFT)),
            malformed("call-m"),
            ended("b", participant("b", 1, LEFT)),
            row());

    private static final Batch LIVE_BATCH = batch(
            LIVE,
            LIVE,
            new CallSeen(call("a", null), OBSERVED),
            new ParticipantSeen(participant("a", 1, null), OBSERVED),
            new ParticipantGone("call-a", "2"),
            new CallGone("call-b"));

    @Test
    void each_call_is_preceded_by_its_participants() {
        assertThat(records(options(ParticipantsMode.TOPIC), TWO_CALLS))
                .extracting(SourceRecordsTest::topicAndKey)
                .containsExactly(
                        "plivo.mpc.participants call-a/1",
                        "plivo.mpc.participants call-a/2",
                        "plivo.mpc.calls call-a",
                        "plivo.mpc.errors call-m",
                        "plivo.mpc.participants call-b/1",
                        "plivo.mpc.calls call-b",
                        "plivo.mpc.days MA0");
    }

    @ParameterizedTest
    @EnumSource(names = {"EMBEDDED", "NONE"})
    void participants_have_no_records_of_their_own_in_the_other_modes(ParticipantsMode mode) {
        assertThat(records(options(mode), TWO_CALLS))
                .extracting(SourceRecordsTest::topicAndKey)
                .containsExactly(
                        "plivo.mpc.calls call-a",
                        "plivo.mpc.errors call-m",
                        "plivo.mpc.calls call-b",
                        "plivo.mpc.days MA0");
    }

    @Test
    void a_call_that_cannot_be_read_is_an_error_preceded_by_its_participants() {
        Batch batch = batch(unreadable("m", participant("m", 1, LEFT)));
        for (ParticipantsMode mode : List.of(ParticipantsMode.TOPIC, ParticipantsMode.EMBEDDED)) {
            assertThat(records(options(mode), batch))
                    .extracting(SourceRecordsTest::topicAndKey)
                    .containsExactly("plivo.mpc.participants call-m/1", "plivo.mpc.errors call-m");
        }
        assertThat(records(options(ParticipantsMode.NONE), batch)).hasSize(1);
    }

    @Test
    void somebody_who_came_back_is_two_records_with_one_key_in_the_order_of_joining() {
        EndedCall ended = ended(
                call("a", null),
                List.of(participant("a", 1, ENDED, null), participant("a", 2, STARTED, LEFT)),
                List.of(participant("a", 1, STARTED, LEFT)),
                ParticipantsSource.MIXED);
        List<SourceRecord> records = records(options(ParticipantsMode.TOPIC), batch(ended));
        assertThat(records)
                .extracting(SourceRecordsTest::topicAndKey)
                .containsExactly(
                        "plivo.mpc.participants call-a/2",
                        "plivo.mpc.participants call-a/1",
                        "plivo.mpc.participants call-a/1",
                        "plivo.mpc.calls call-a");
        assertThat(records.subList(0, 3))
                .extracting(record -> ((Struct) record.value()).getBoolean("is_final"))
                .containsExactly(true, false, true);
    }

    @Test
    void live_changes_are_rows_and_tombstones_in_their_order() {
        List<SourceRecord> records = records(options(ParticipantsMode.TOPIC), LIVE_BATCH);
        assertThat(records)
                .extracting(SourceRecordsTest::topicAndKey)
                .containsExactly(
                        "plivo.mpc.live.calls call-a",
                        "plivo.mpc.live.participants call-a/1",
                        "plivo.mpc.live.participants call-a/2",
                        "plivo.mpc.live.calls call-b");
        assertThat(records).extracting(record -> record.value() == null).containsExactly(false, false, true, true);
    }

    @Test
    void topics_begin_with_the_prefix() {
        AccountSettings options = Configured.with("topic.prefix", "emea.voice");
        assertThat(records(options, TWO_CALLS))
                .allMatch(record -> record.topic().startsWith("emea.voice.mpc."));
        assertThat(records(options, LIVE_BATCH))
                .allMatch(record -> record.topic().startsWith("emea.voice.mpc.live."));
    }

    @Test
    void timestamps_are_the_producers_by_default() {
        assertThat(records(options(RecordTimestamp.INGEST), TWO_CALLS))
                .extracting(SourceRecord::timestamp)
                .containsOnlyNulls();
    }

    @Test
    void event_timestamps_are_a_calls_end_and_a_participants_exit() {
        BatchItem bare = ended(bareCall("b"), List.of(bareParticipant("b", 1)), List.of(), ParticipantsSource.API);
        Batch batch = batch(
                ended("a", participant("a", 1, LEFT), participant("a", 2, null)),
                bare,
                unreadable("m", participant("m", 1, LEFT), participant("m", 2, null)));
        assertThat(records(options(RecordTimestamp.EVENT), batch))
                .extracting(SourceRecord::timestamp)
                .containsExactly(
                        LEFT.toEpochMilli(),
                        ENDED.toEpochMilli(),
                        ENDED.toEpochMilli(),
                        null,
                        null,
                        LEFT.toEpochMilli(),
                        null,
                        null);
    }

    @Test
    void days_errors_and_live_records_never_have_an_event_timestamp() {
        AccountSettings options = options(RecordTimestamp.EVENT);
        assertThat(records(options, batch(malformed("call-m"), row())))
                .extracting(SourceRecord::timestamp)
                .containsOnlyNulls();
        assertThat(records(options, LIVE_BATCH))
                .extracting(SourceRecord::timestamp)
                .containsOnlyNulls();
    }

    @Test
    void calls_and_participants_have_the_api_id_of_their_response_as_a_header() {
        assertThat(records(options(ParticipantsMode.TOPIC), TWO_CALLS))
                .extracting(SourceRecordsTest::apiId)
                .containsExactly("api-p-1", "api-p-2", "api-a", null, "api-p-1", "api-b", null);
        assertThat(records(options(ParticipantsMode.TOPIC), LIVE_BATCH))
                .extracting(SourceRecordsTest::apiId)
                .containsExactly("api-a", "api-p-1", null, null);
    }

    @Test
    void without_an_api_id_there_is_no_header() {
        BatchItem bare = ended(bareCall("b"), List.of(bareParticipant("b", 1)), List.of(), ParticipantsSource.API);
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

    private static List<SourceRecord> records(AccountSettings options, Batch batch) {
        return RecordCheck.checked(new SourceRecords(options, false).of(batch));
    }

    private static String topicAndKey(SourceRecord record) {
        Struct key = (Struct) record.key();
        if (record.topic().endsWith(".days")) {
            return record.topic() + " " + key.getString("account_id");
        }
        String member = record.topic().endsWith("participants") ? "/" + key.getString("member_id") : "";
        return record.topic() + " " + key.getString("mpc_uuid") + member;
    }

    private static Object apiId(SourceRecord record) {
        Header header = record.headers().lastWithName("plivo.api_id");
        return header == null ? null : header.value();
    }
}
