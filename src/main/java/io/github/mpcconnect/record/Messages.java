package io.github.mpcconnect.record;

import io.github.mpcconnect.api.Malformed;
import io.github.mpcconnect.api.MultiPartyCall;
import io.github.mpcconnect.api.Participant;
import io.github.mpcconnect.batch.BatchItem;
import io.github.mpcconnect.batch.DayRow;
import io.github.mpcconnect.batch.EndedCall;
import io.github.mpcconnect.batch.LiveChange.CallGone;
import io.github.mpcconnect.batch.LiveChange.CallSeen;
import io.github.mpcconnect.batch.LiveChange.ParticipantGone;
import io.github.mpcconnect.batch.LiveChange.ParticipantSeen;
import io.github.mpcconnect.batch.MalformedObject;
import io.github.mpcconnect.config.RecordSettings;
import io.github.mpcconnect.config.RecordSettings.ParticipantsMode;
import io.github.mpcconnect.config.RecordSettings.RecordTimestamp;
import org.apache.kafka.connect.data.Struct;

import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;

/**
 * Creates the messages of each item of a batch: topic, key, value, timestamp and header. A call follows its
 * participants.
 */
final class Messages {

    private final RecordSettings options;
    private final Amounts amounts;
    private final FieldTable<CallFields.Row> callTable;
    private final FieldTable<ParticipantFields.Row> participantTable;
    private final FieldTable<DayFields.Row> dayTable;
    private final String calls;
    private final String participants;
    private final String days;
    private final String liveCalls;
    private final String liveParticipants;
    private final String errors;

    Messages(RecordSettings options) {
        this.options = options;
        this.amounts = new Amounts(options.decimals());
        this.participantTable = ParticipantFields.table(options, amounts);
        this.callTable = CallFields.table(options, amounts, participantTable);
        this.dayTable = DayFields.table(amounts);
        String prefix = options.topicPrefix() + ".mpc.";
        this.calls = prefix + "calls";
        this.participants = prefix + "participants";
        this.days = prefix + "days";
        this.liveCalls = prefix + "live.calls";
        this.liveParticipants = prefix + "live.participants";
        this.errors = prefix + "errors";
    }

    long roundedAmounts() {
        return amounts.rounded();
    }

    Stream<Message> of(String accountId, BatchItem item) {
        if (item instanceof EndedCall ended) {
            return ended(accountId, ended);
        }
        if (item instanceof DayRow row) {
            return Stream.of(day(accountId, row));
        }
        if (item instanceof MalformedObject object) {
            return Stream.of(error(accountId, object.malformed(), object.observedAt()));
        }
        return Stream.of(live(accountId, item));
    }

    /**
     * The participants, then the call or, for a malformed call, its error record. An error record cannot embed
     * participants, so they are always separate records.
     */
    private Stream<Message> ended(String accountId, EndedCall ended) {
        List<ParticipantFields.Row> rows = ParticipantFields.Row.of(accountId, ended);
        Message last = ended.call() == null
                ? error(accountId, ended.malformed(), ended.observedAt())
                : call(accountId, ended, rows);
        boolean embedded = options.participants() == ParticipantsMode.EMBEDDED && ended.call() != null;
        if (embedded || options.participants() == ParticipantsMode.NONE) {
            return Stream.of(last);
        }
        Instant end = ended.call() == null ? null : ended.call().endTime();
        return Stream.concat(rows.stream().map(row -> participant(row, end)), Stream.of(last));
    }

    private Message call(String accountId, EndedCall ended, List<ParticipantFields.Row> rows) {
        MultiPartyCall call = ended.call();
        Struct value = callTable.struct(CallFields.Row.of(accountId, ended, rows, options.participants()));
        return new Message(calls, Keys.call(call.mpcUuid()), value, timestamp(call.endTime()), call.apiId());
    }

    private Message participant(ParticipantFields.Row row, Instant callEnd) {
        Instant exit = row.participant().exitTime();
        return participant(participants, row, timestamp(exit == null ? callEnd : exit));
    }

    private Message participant(String topic, ParticipantFields.Row row, Instant timestamp) {
        Participant participant = row.participant();
        Struct key = Keys.participant(participant.mpcUuid(), participant.memberId());
        return new Message(topic, key, participantTable.struct(row), timestamp, participant.apiId());
    }

    private Message day(String accountId, DayRow row) {
        Struct key = Keys.day(accountId, row.offset().day());
        return new Message(days, key, dayTable.struct(new DayFields.Row(accountId, row)), null, null);
    }

    private Message error(String accountId, Malformed malformed, Instant observedAt) {
        String mpcUuid = malformed.mpcUuid();
        Struct key = mpcUuid == null ? null : Keys.call(mpcUuid);
        Struct value = MalformedFields.TABLE.struct(new MalformedFields.Row(accountId, malformed, observedAt));
        return new Message(errors, key, value, null, null);
    }

    /** A row of the live tables, or a tombstone. */
    private Message live(String accountId, BatchItem item) {
        if (item instanceof CallSeen seen) {
            Struct value = callTable.struct(CallFields.Row.live(accountId, seen));
            Struct key = Keys.call(seen.call().mpcUuid());
            return new Message(liveCalls, key, value, null, seen.call().apiId());
        }
        if (item instanceof ParticipantSeen seen) {
            Sending sending = Sending.live(accountId, seen.observedAt());
            return participant(liveParticipants, new ParticipantFields.Row(sending, seen.participant(), false), null);
        }
        if (item instanceof ParticipantGone gone) {
            return new Message(liveParticipants, Keys.participant(gone.mpcUuid(), gone.memberId()), null, null, null);
        }
        CallGone gone = (CallGone) item;
        return new Message(liveCalls, Keys.call(gone.mpcUuid()), null, null, null);
    }

    private Instant timestamp(Instant event) {
        return options.timestamp() == RecordTimestamp.EVENT ? event : null;
    }
}
