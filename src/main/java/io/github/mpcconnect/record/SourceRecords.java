package io.github.mpcconnect.record;

import io.github.mpcconnect.api.MultiPartyCall;
import io.github.mpcconnect.api.Participant;
import io.github.mpcconnect.config.ParticipantsMode;
import io.github.mpcconnect.config.RecordTimestamp;
import io.github.mpcconnect.ingest.Batch;
import io.github.mpcconnect.ingest.EndedCall;
import io.github.mpcconnect.ingest.Heartbeat;
import io.github.mpcconnect.ingest.Item;
import io.github.mpcconnect.ingest.MalformedObject;
import io.github.mpcconnect.timeline.StoredOffsets;
import io.github.mpcconnect.timeline.Watermark;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.source.SourceRecord;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Makes a batch into the records that go to Kafka, in the batch's order, each call preceded by its participants. Only
 * the last record carries the new watermark, so that a batch of which a part was sent is sent again as a whole.
 */
public final class SourceRecords {

    private final RecordOptions options;
    private final boolean transactional;
    private final Amounts amounts;
    private final FieldTable<CallFields.Row> callTable;
    private final FieldTable<ParticipantFields.Row> participantTable;
    private final String calls;
    private final String participants;
    private final String errors;
    private final String heartbeat;

    /**
     * @param transactional whether each batch is a transaction that the task itself ends: then every record carries the
     *     new watermark, and it holds whichever of them a transform drops
     */
    public SourceRecords(RecordOptions options, boolean transactional) {
        this.options = options;
        this.transactional = transactional;
        this.amounts = new Amounts(options.decimals());
        this.participantTable = ParticipantFields.table(options, amounts);
        this.callTable = CallFields.table(options, amounts, participantTable);
        this.calls = topic("calls");
        this.participants = topic("participants");
        this.errors = topic("errors");
        this.heartbeat = topic("heartbeat");
    }

    public List<SourceRecord> of(Batch batch) {
        List<Message> messages = batch.items().stream()
                .flatMap(item -> messages(batch.accountId(), item))
                .toList();
        Map<String, String> partition = partition(batch.accountId(), batch.after());
        Map<String, Object> after = offset(batch.after());
        Map<String, Object> before = transactional ? after : offset(batch.before());
        List<SourceRecord> records = new ArrayList<>(messages.size());
        for (int i = 0; i < messages.size(); i++) {
            boolean last = i == messages.size() - 1;
            records.add(messages.get(i).at(partition, last ? after : before));
        }
        return records;
    }

    /** How many amounts had more digits than a record holds and were rounded, since the start. */
    public long roundedAmounts() {
        return amounts.rounded();
    }

    private Stream<Message> messages(String accountId, Item item) {
        if (item instanceof MalformedObject object) {
            return Stream.of(error(accountId, object));
        }
        if (item instanceof Heartbeat heartbeat) {
            return Stream.of(heartbeat(accountId, heartbeat.watermark()));
        }
        EndedCall ended = (EndedCall) item;
        Stream<Message> call = Stream.of(call(accountId, ended));
        if (options.participants() != ParticipantsMode.TOPIC) {
            return call;
        }
        return Stream.concat(ended.participants().stream().map(each -> participant(accountId, each, ended)), call);
    }

    private Message heartbeat(String accountId, Watermark watermark) {
        Struct key = Keys.heartbeat(accountId, watermark.day());
        Struct value = HeartbeatFields.TABLE.struct(new HeartbeatFields.Row(accountId, watermark));
        return new Message(heartbeat, key, value, null, null);
    }

    private Message call(String accountId, EndedCall ended) {
        MultiPartyCall call = ended.call();
        Struct value = callTable.struct(CallFields.Row.of(accountId, ended, options.participants()));
        return new Message(calls, Keys.call(call.mpcUuid()), value, timestamp(call.endTime()), call.apiId());
    }

    private Message participant(String accountId, Participant participant, EndedCall ended) {
        Struct value = participantTable.struct(ParticipantFields.Row.of(accountId, participant, ended.source()));
        Instant left = participant.exitTime();
        Instant time = left == null ? ended.call().endTime() : left;
        return new Message(participants, Keys.participant(participant), value, timestamp(time), participant.apiId());
    }

    private Message error(String accountId, MalformedObject object) {
        String mpcUuid = object.malformed().mpcUuid();
        Struct key = mpcUuid == null ? null : Keys.call(mpcUuid);
        Struct value = MalformedFields.TABLE.struct(new MalformedFields.Row(accountId, object));
        return new Message(
                errors,
                key,
                value,
                timestamp(object.observedAt()),
                object.malformed().apiId());
    }

    private String topic(String name) {
        return options.topicPrefix() + ".mpc." + name;
    }

    private Instant timestamp(Instant event) {
        return options.timestamp() == RecordTimestamp.EVENT ? event : null;
    }

    private Map<String, String> partition(String accountId, Watermark watermark) {
        return StoredOffsets.partition(accountId, watermark.day(), options.filter());
    }

    /** Null, which stores nothing, for a day of which nothing was read: its start is no offset of its own. */
    private static Map<String, Object> offset(Watermark watermark) {
        boolean nothing =
                watermark == null || watermark.endTime().equals(watermark.day().start());
        return nothing ? null : StoredOffsets.offset(watermark);
    }
}
