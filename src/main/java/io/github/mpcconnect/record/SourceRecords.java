package io.github.mpcconnect.record;

import io.github.mpcconnect.api.MultiPartyCall;
import io.github.mpcconnect.api.Participant;
import io.github.mpcconnect.config.ParticipantsMode;
import io.github.mpcconnect.config.RecordTimestamp;
import io.github.mpcconnect.ingest.Batch;
import io.github.mpcconnect.ingest.EndedCall;
import io.github.mpcconnect.ingest.Heartbeat;
import io.github.mpcconnect.ingest.Item;
import io.github.mpcconnect.ingest.LiveItem;
import io.github.mpcconnect.ingest.MalformedObject;
import io.github.mpcconnect.live.LiveChange;
import io.github.mpcconnect.live.LiveChange.CallGone;
import io.github.mpcconnect.live.LiveChange.CallSeen;
import io.github.mpcconnect.live.LiveChange.ParticipantGone;
import io.github.mpcconnect.live.LiveChange.ParticipantSeen;
import io.github.mpcconnect.timeline.LivePosition;
import io.github.mpcconnect.timeline.Position;
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
        if (item instanceof LiveItem live) {
            return Stream.of(live(accountId, live.change()));
        }
        EndedCall ended = (EndedCall) item;
        Stream<Message> call = Stream.of(call(accountId, ended));
        if (options.participants() != ParticipantsMode.TOPIC) {
            return call;
        }
        return Stream.concat(ParticipantFields.Row.of(accountId, ended).map(row -> participant(row, ended)), call);
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

    private Message participant(ParticipantFields.Row row, EndedCall ended) {
        Participant participant = row.participant();
        Struct value = participantTable.struct(row);
        Instant left = participant.exitTime();
        Instant time = left == null ? ended.call().endTime() : left;
        return new Message(participants, Keys.participant(participant), value, timestamp(time), participant.apiId());
    }

    /** A row of the tables of live calls, or the tombstone of one. Such records are never older than now. */
    private Message live(String accountId, LiveChange change) {
        if (change instanceof CallSeen seen) {
            EndedCall notEnded = new EndedCall(seen.call(), List.of(), null);
            Struct value = callTable.struct(new CallFields.Row(accountId, notEnded, null));
            return new Message(
                    topic("live.calls"),
                    Keys.call(seen.call().mpcUuid()),
                    value,
                    null,
                    seen.call().apiId());
        }
        if (change instanceof ParticipantSeen seen) {
            Struct value = participantTable.struct(new ParticipantFields.Row(accountId, seen.participant(), false));
            Struct key = Keys.participant(seen.participant());
            return new Message(
                    topic("live.participants"),
                    key,
                    value,
                    null,
                    seen.participant().apiId());
        }
        if (change instanceof ParticipantGone gone) {
            Struct key = Keys.participant(gone.mpcUuid(), gone.memberId());
            return new Message(topic("live.participants"), key, null, null, null);
        }
        CallGone gone = (CallGone) change;
        return new Message(topic("live.calls"), Keys.call(gone.mpcUuid()), null, null, null);
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

    private Map<String, String> partition(String accountId, Position position) {
        return position instanceof Watermark watermark
                ? StoredOffsets.partition(accountId, watermark.day(), options.filter())
                : StoredOffsets.livePartition(accountId);
    }

    /** Null, which stores nothing, for a stream of which nothing was read: a day's start is no offset of its own. */
    private static Map<String, Object> offset(Position position) {
        if (position instanceof LivePosition live) {
            return StoredOffsets.liveOffset(live);
        }
        Watermark watermark = (Watermark) position;
        boolean nothing =
                watermark == null || watermark.endTime().equals(watermark.day().start());
        return nothing ? null : StoredOffsets.offset(watermark);
    }
}
