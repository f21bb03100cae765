package io.github.mpcconnect.record;

import io.github.mpcconnect.api.Malformed;
import io.github.mpcconnect.api.MultiPartyCall;
import io.github.mpcconnect.api.Participant;
import io.github.mpcconnect.config.DecimalHandling;
import io.github.mpcconnect.config.ParticipantsMode;
import io.github.mpcconnect.config.RecordTimestamp;
import io.github.mpcconnect.ingest.Batch;
import io.github.mpcconnect.ingest.EndedCall;
import io.github.mpcconnect.ingest.Item;
import io.github.mpcconnect.ingest.MalformedObject;
import io.github.mpcconnect.ingest.ParticipantsSource;
import io.github.mpcconnect.timeline.Day;
import io.github.mpcconnect.timeline.Watermark;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;

/** Calls, participants and batches to make records of; each call, with all that is in it, named by one letter. */
final class Samples {

    static final Instant CREATED = Instant.parse("2026-11-21T10:00:00Z");
    static final Instant STARTED = Instant.parse("2026-11-21T10:00:01Z");
    static final Instant LEFT = Instant.parse("2026-11-21T10:09:59Z");
    static final Instant ENDED = Instant.parse("2026-11-21T10:10:00Z");
    static final Instant OBSERVED = Instant.parse("2026-11-21T10:12:00Z");
    static final Day DAY = Day.of(ENDED);
    static final Watermark BEFORE = new Watermark(DAY, Instant.parse("2026-11-21T09:00:00Z"), 10L, 1L);
    static final Watermark AFTER = new Watermark(DAY, Instant.parse("2026-11-21T10:15:00Z"), 12L, 2L);

    private Samples() {}

    static RecordOptions options(ParticipantsMode mode) {
        return new RecordOptions("plivo", null, mode, RecordTimestamp.INGEST, DecimalHandling.PRECISE, false);
    }

    static RecordOptions options(DecimalHandling decimals) {
        return new RecordOptions("plivo", null, ParticipantsMode.TOPIC, RecordTimestamp.INGEST, decimals, false);
    }

    static RecordOptions options(RecordTimestamp timestamp) {
        return new RecordOptions("plivo", null, ParticipantsMode.TOPIC, timestamp, DecimalHandling.PRECISE, false);
    }

    static RecordOptions optionsWithRaw(ParticipantsMode mode) {
        return new RecordOptions("plivo", null, mode, RecordTimestamp.INGEST, DecimalHandling.PRECISE, true);
    }

    static Batch batch(Item... items) {
        return new Batch("MA0", BEFORE, AFTER, List.of(items));
    }

    static EndedCall ended(String name, Participant... participants) {
        return new EndedCall(call(name, "0.05000"), List.of(participants), ParticipantsSource.API);
    }

    static MultiPartyCall call(String name, String amount) {
        return new MultiPartyCall(
                "call-" + name,
                "Zoë / " + name,
                "ended",
                CREATED,
                STARTED,
                ENDED,
                599,
                600,
                amount == null ? null : new BigDecimal(amount),
                "recording",
                true,
                "/v1/Account/SA0/",
                "No Active Participants",
                1000,
                "/v1/Account/MA0/MultiPartyCall/uuid_call-" + name + "/Participant/",
                "/v1/Account/MA0/MultiPartyCall/uuid_call-" + name + "/",
                "api-" + name,
                "{\"mpc_uuid\":\"call-" + name + "\"}");
    }

    /** A call of which the API told its id only. */
    static MultiPartyCall bareCall(String name) {
        return new MultiPartyCall(
                "call-" + name,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null);
    }

    static Participant participant(String callName, int member, Instant exitTime) {
        return new Participant(
                "call-" + callName,
                String.valueOf(member),
                "leg-" + member,
                "+14155550100",
                "agent",
                STARTED,
                exitTime,
                exitTime == null ? null : "Hangup",
                500,
                540,
                new BigDecimal("0.01"),
                false,
                true,
                null,
                true,
                false,
                "/v1/Account/MA0/MultiPartyCall/uuid_call-" + callName + "/Participant/" + member + "/",
                "api-p-" + member,
                "{\"member_id\":\"" + member + "\"}");
    }

    /** A participant of which the API told its ids only. */
    static Participant bareParticipant(String callName, int member) {
        return new Participant(
                "call-" + callName,
                String.valueOf(member),
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null);
    }

    static MalformedObject malformed(String mpcUuid) {
        return new MalformedObject(
                new Malformed(
                        "call", mpcUuid, null, "end_time is not a time: \"soon\"", "api-m", "{\"end_time\":\"soon\"}"),
                OBSERVED);
    }
}
