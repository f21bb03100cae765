package io.github.mpcconnect.record;

import io.github.mpcconnect.api.Malformed;
import io.github.mpcconnect.api.MultiPartyCall;
import io.github.mpcconnect.api.Participant;
import io.github.mpcconnect.batch.Account;
import io.github.mpcconnect.batch.Batch;
import io.github.mpcconnect.batch.BatchItem;
import io.github.mpcconnect.batch.Change;
import io.github.mpcconnect.batch.DayRow;
import io.github.mpcconnect.batch.EndedCall;
import io.github.mpcconnect.batch.MalformedObject;
import io.github.mpcconnect.batch.ParticipantsSource;
import io.github.mpcconnect.config.AccountSettings;
import io.github.mpcconnect.config.RecordSettings.DecimalHandling;
import io.github.mpcconnect.config.RecordSettings.ParticipantsMode;
import io.github.mpcconnect.config.RecordSettings.RecordTimestamp;
import io.github.mpcconnect.offset.DayOffset;
import io.github.mpcconnect.offset.Gaps;
import io.github.mpcconnect.offset.LiveOffset;
import io.github.mpcconnect.offset.Position;
import io.github.mpcconnect.request.Work;
import io.github.mpcconnect.support.Configured;
import io.github.mpcconnect.timeline.Day;
import io.github.mpcconnect.timeline.Window;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;

import static io.github.mpcconnect.api.ApiCall.anApiCall;
import static io.github.mpcconnect.api.ApiParticipant.anApiParticipant;
import static io.github.mpcconnect.offset.OffsetBuilder.anOffset;

/** Calls, participants and batches to make records of; a call and all that is in it are named by one letter. */
final class Samples {

    static final Account ACCOUNT = new Account("MA0", "emea");
    static final Instant CREATED = Instant.parse("2026-11-21T10:00:00Z");
    static final Instant STARTED = Instant.parse("2026-11-21T10:00:01Z");
    static final Instant LEFT = Instant.parse("2026-11-21T10:09:59Z");
    static final Instant ENDED = Instant.parse("2026-11-21T10:10:00Z");
    static final Instant OBSERVED = Instant.parse("2026-11-21T10:12:00Z");
    static final Day DAY = Day.of(ENDED);
    static final DayOffset BEFORE = offset("2026-11-21T09:00:00Z", 10L, null);
    static final DayOffset AFTER = offset("2026-11-21T10:15:00Z", 12L, new BigDecimal("0.60000"));
    static final LiveOffset LIVE = new LiveOffset(OBSERVED, Map.of("call-a", List.of("1")));

    private Samples() {}

    private static DayOffset offset(String endTime, long calls, BigDecimal billed) {
        Gaps gaps = new Gaps(
                List.of(new Window(CREATED, STARTED)),
                List.of(),
                List.of(new Gaps.Deferred(ENDED, "call-d", OBSERVED)));
        return anOffset(DAY, Instant.parse(endTime))
                .calls(calls)
                .check(0x00e1_2345_6789_abcdL)
                .gaps(gaps)
                .late(3)
                .corrected(2)
                .vanishedCount(1)
                .billed(billed)
                .build();
    }

    static AccountSettings options(ParticipantsMode mode) {
        return Configured.with("participants.mode", mode);
    }

    static AccountSettings options(DecimalHandling decimals) {
        return Configured.with("decimal.handling.mode", decimals);
    }

    static AccountSettings options(RecordTimestamp timestamp) {
        return Configured.with("record.timestamp", timestamp);
    }

    static AccountSettings optionsWithRaw(ParticipantsMode mode) {
        return Configured.with("participants.mode", mode, "include.raw.json", true);
    }

    static Batch batch(BatchItem... items) {
        return batch(BEFORE, AFTER, items);
    }

    static Batch batch(Position before, Position after, BatchItem... items) {
        return new Batch(ACCOUNT, Work.NEW_CALLS, before, after, List.of(items));
    }

    static EndedCall ended(String name, Participant... participants) {
        return ended(call(name, "0.05000"), List.of(participants), List.of(), ParticipantsSource.API);
    }

    static EndedCall ended(
            MultiPartyCall call, List<Participant> participants, List<Participant> seen, ParticipantsSource source) {
        return new EndedCall(call, null, DAY, Change.NEW, OBSERVED, participants, seen, source);
    }

    /** A call that cannot be read, with its participants. */
    static EndedCall unreadable(String name, Participant... participants) {
        return new EndedCall(
                null,
                malformed("call-" + name).malformed(),
                DAY,
                Change.NEW,
                OBSERVED,
                List.of(participants),
                List.of(),
                ParticipantsSource.API);
    }

    static DayRow row() {
        return new DayRow(AFTER, OBSERVED);
    }

    static MultiPartyCall call(String name, String amount) {
        return anApiCall("call-" + name)
                .friendlyName("Zoë / " + name)
                .status("ended")
                .creationTime(CREATED)
                .startTime(STARTED)
                .endTime(ENDED)
                .duration(599)
                .billedDuration(600)
                .billedAmount(amount == null ? null : new BigDecimal(amount))
                .recording("recording")
                .stayAlone(true)
                .subAccount("/v1/Account/SA0/")
                .terminationCause("No Active Participants")
                .terminationCauseCode(1000)
                .participants("/v1/Account/MA0/MultiPartyCall/uuid_call-" + name + "/Participant/")
                .resourceUri("/v1/Account/MA0/MultiPartyCall/uuid_call-" + name + "/")
                .apiId("api-" + name)
                .raw("{\"mpc_uuid\":\"call-" + name + "\"}")
                .build();
    }

    /** A call with nothing but its id. */
    static MultiPartyCall bareCall(String name) {
        return anApiCall("call-" + name).build();
    }

    static Participant participant(String callName, int member, Instant exitTime) {
        return participant(callName, member, STARTED, exitTime);
    }

    static Participant participant(String callName, int member, Instant joinTime, Instant exitTime) {
        return anApiParticipant("call-" + callName, String.valueOf(member))
                .callUuid("leg-" + member)
                .memberAddress("+14155550100")
                .role("agent")
                .joinTime(joinTime)
                .exitTime(exitTime)
                .exitCause(exitTime == null ? null : "Hangup")
                .duration(500)
                .billedDuration(540)
                .amount("0.01")
                .hold(false)
                .mute(true)
                .startMpcOnEnter(true)
                .endMpcOnExit(false)
                .resourceUri("/v1/Account/MA0/MultiPartyCall/uuid_call-" + callName + "/Participant/" + member + "/")
                .apiId("api-p-" + member)
                .raw("{\"member_id\":\"" + member + "\"}")
                .build();
    }

    /** A participant with nothing but its ids. */
    static Participant bareParticipant(String callName, int member) {
        return anApiParticipant("call-" + callName, String.valueOf(member)).build();
    }

    static MalformedObject malformed(String mpcUuid) {
        return new MalformedObject(
                new Malformed(
                        "call", mpcUuid, null, "end_time is not a time: \"soon\"", "api-m", "{\"end_time\":\"soon\"}"),
                OBSERVED);
    }
}
