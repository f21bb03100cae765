package io.github.mpcconnect.record;

import io.github.mpcconnect.batch.Batch;
import io.github.mpcconnect.batch.BatchItem;
import io.github.mpcconnect.batch.LiveChange.CallGone;
import io.github.mpcconnect.batch.LiveChange.CallSeen;
import io.github.mpcconnect.batch.LiveChange.ParticipantGone;
import io.github.mpcconnect.batch.LiveChange.ParticipantSeen;
import io.github.mpcconnect.config.AccountSettings;
import io.github.mpcconnect.config.RecordSettings.ParticipantsMode;
import io.github.mpcconnect.offset.OffsetFormat;
import io.github.mpcconnect.support.Configured;
import io.github.mpcconnect.support.RecordCheck;
import org.apache.kafka.connect.source.SourceRecord;
import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.Map;

import static io.github.mpcconnect.record.Samples.AFTER;
import static io.github.mpcconnect.record.Samples.BEFORE;
import static io.github.mpcconnect.record.Samples.LEFT;
import static io.github.mpcconnect.record.Samples.LIVE;
import static io.github.mpcconnect.record.Samples.OBSERVED;
import static io.github.mpcconnect.record.Samples.batch;
import static io.github.mpcconnect.record.Samples.call;
import static io.github.mpcconnect.record.Samples.ended;
import static io.github.mpcconnect.record.Samples.malformed;
import static io.github.mpcconnect.record.Samples.options;
import static io.github.mpcconnect.record.Samples.participant;
import static io.github.mpcconnect.record.Samples.row;
import static io.github.mpcconnect.record.Samples.unreadable;
import static org.assertj.core.api.Assertions.assertThat;

/** The source offsets and partitions that the records of a batch carry. */
class RecordOffsetsTest {

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
    void live_records_carry_the_offset_and_the_partition_of_the_live_stream() {
        assertThat(records(options(ParticipantsMode.TOPIC), LIVE_BATCH)).allSatisfy(record -> {
            assertThat(record.sourcePartition()).isEqualTo(OffsetFormat.livePartition("MA0", null));
            assertThat(record.sourceOffset()).isEqualTo(OffsetFormat.offset(LIVE));
        });
    }

    @Test
    void records_carry_the_new_offset_from_the_last_call_on_and_the_old_one_before() {
        List<SourceRecord> records = records(options(ParticipantsMode.TOPIC), TWO_CALLS);
        assertThat(records.subList(0, 5))
                .allSatisfy(record -> assertThat(record.sourceOffset()).isEqualTo(OffsetFormat.offset(BEFORE)));
        assertThat(records.subList(5, 7))
                .allSatisfy(record -> assertThat(record.sourceOffset()).isEqualTo(OffsetFormat.offset(AFTER)));
    }

    @Test
    void the_error_of_a_call_that_cannot_be_read_counts_as_the_last_call() {
        Batch batch = batch(ended("a"), unreadable("m", participant("m", 1, LEFT)), malformed("call-a"), row());
        assertThat(records(options(ParticipantsMode.TOPIC), batch))
                .extracting(SourceRecord::sourceOffset)
                .containsExactly(
                        OffsetFormat.offset(BEFORE),
                        OffsetFormat.offset(BEFORE),
                        OffsetFormat.offset(AFTER),
                        OffsetFormat.offset(AFTER),
                        OffsetFormat.offset(AFTER));
    }

    @Test
    void a_batch_without_calls_carries_the_new_offset_throughout() {
        assertThat(records(options(ParticipantsMode.TOPIC), batch(malformed(null), malformed("call-m"), row())))
                .allSatisfy(record -> assertThat(record.sourceOffset()).isEqualTo(OffsetFormat.offset(AFTER)));
    }

    @Test
    void a_batch_of_one_call_carries_the_new_offset() {
        assertThat(records(options(ParticipantsMode.NONE), batch(ended("a"))))
                .singleElement()
                .satisfies(record -> assertThat(record.sourceOffset()).isEqualTo(OffsetFormat.offset(AFTER)));
    }

    @Test
    void a_days_first_batch_stores_nothing_until_its_last_call() {
        Batch first = batch(null, AFTER, TWO_CALLS.items().toArray(BatchItem[]::new));
        assertThat(records(options(ParticipantsMode.NONE), first))
                .extracting(SourceRecord::sourceOffset)
                .containsExactly(null, null, OffsetFormat.offset(AFTER), OffsetFormat.offset(AFTER));
    }

    @Test
    void every_record_carries_the_new_offset_where_each_batch_is_a_transaction() {
        List<SourceRecord> records = new SourceRecords(options(ParticipantsMode.TOPIC), true).of(TWO_CALLS);
        assertThat(RecordCheck.checked(records))
                .hasSize(7)
                .allSatisfy(record -> assertThat(record.sourceOffset()).isEqualTo(OffsetFormat.offset(AFTER)));
    }

    @Test
    void every_record_carries_its_days_partition() {
        assertThat(records(options(ParticipantsMode.TOPIC), TWO_CALLS))
                .allSatisfy(record ->
                        assertThat(record.sourcePartition()).isEqualTo(Map.of("account", "MA0", "day", "2026-11-21")));
    }

    @Test
    void a_filter_is_part_of_both_kinds_of_partition() {
        AccountSettings options = Configured.with("filter.friendly.name", "1");
        assertThat(records(options, TWO_CALLS))
                .allSatisfy(record -> assertThat(record.sourcePartition())
                        .isEqualTo(Map.of("account", "MA0", "day", "2026-11-21", "filter", "friendly_name=1")));
        assertThat(records(options, LIVE_BATCH))
                .allSatisfy(record -> assertThat(record.sourcePartition())
                        .isEqualTo(OffsetFormat.livePartition("MA0", "friendly_name=1")));
    }

    private static List<SourceRecord> records(AccountSettings options, Batch batch) {
        return RecordCheck.checked(new SourceRecords(options, false).of(batch));
    }
}
