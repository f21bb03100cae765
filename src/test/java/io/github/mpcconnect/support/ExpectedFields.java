package io.github.mpcconnect.support;

import io.github.mpcconnect.simulator.Mood;
import io.github.mpcconnect.simulator.SimulatedCall;
import io.github.mpcconnect.simulator.SimulatedParticipant;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Every field that the records of a call that is over must have, by the simulated call alone: times as milliseconds,
 * numbers as longs, amounts without trailing zeros.
 */
final class ExpectedFields {

    /** In place of the instant, which the calls do not show. */
    static final String OBSERVED = "some instant";

    private final String accountId;

    ExpectedFields(String accountId) {
        this.accountId = accountId;
    }

    /** All but what depends on the mode of participants. */
    Map<String, Object> call(SimulatedCall call) {
        boolean billed = call.billedAmount() != null;
        Map<String, Object> fields = new LinkedHashMap<>();
        putSending(fields, call);
        fields.put("mpc_uuid", call.mpcUuid());
        fields.put("friendly_name", call.friendlyName());
        fields.put("status", "ended");
        fields.put("creation_time", call.creationTimeTold() ? millis(call.creationTime()) : null);
        fields.put("start_time", millis(call.startTime()));
        fields.put("end_time", millis(call.endTime()));
        fields.put("duration", call.duration().toSeconds());
        fields.put("billed_duration", billed ? (Object) wholeMinutes(call.duration()) : null);
        fields.put("billed_amount", amount(call.billedAmount()));
        fields.put("recording", "null".equals(call.recording()) ? null : call.recording());
        fields.put("stay_alone", call.stayAlone());
        fields.put("sub_account", call.subAccount() == null ? null : path() + "Subaccount/" + call.subAccount() + "/");
        fields.put("termination_cause", call.terminationCause());
        fields.put("termination_cause_code", call.terminationCauseCode().longValue());
        fields.put("participants", uri(call) + "Participant/");
        fields.put("resource_uri", uri(call));
        fields.put("participants_count", null);
        fields.put("participants_source", null);
        return fields;
    }

    /** The participants that can be retrieved of a call that is over and was not read while it was live. */
    static List<SimulatedParticipant> returned(SimulatedCall call) {
        return call.mood() == null || call.mood() == Mood.FULL ? call.participants() : List.of();
    }

    /** Whether the API says who was in the call, be it nobody. */
    static boolean areReturned(SimulatedCall call) {
        return call.mood() != Mood.NOT_FOUND
                && (call.mood() != Mood.NULLS || call.participants().isEmpty());
    }

    Map<String, Object> participant(SimulatedCall call, SimulatedParticipant participant) {
        Instant exit = participant.exitFrom(call.endTime());
        Duration stay = Duration.between(participant.joinTime(), exit);
        boolean billed = participant.billedAmount() != null;
        Map<String, Object> fields = new LinkedHashMap<>();
        putSending(fields, call);
        fields.put("mpc_uuid", call.mpcUuid());
        fields.put("member_id", participant.memberId());
        fields.put("call_uuid", participant.callUuid());
        fields.put("member_address", participant.memberAddress());
        fields.put("role", participant.role().toLowerCase(Locale.ROOT));
        fields.put("join_time", millis(participant.joinTime()));
        fields.put("exit_time", millis(exit));
        fields.put("exit_cause", participant.exitCause());
        fields.put("duration", stay.toSeconds());
        fields.put("billed_duration", billed ? (Object) wholeMinutes(stay) : null);
        fields.put("billed_amount", amount(participant.billedAmount()));
        fields.put("hold", null);
        fields.put("mute", null);
        fields.put("coach_mode", null);
        fields.put("start_mpc_on_enter", participant.startMpcOnEnter());
        fields.put("end_mpc_on_exit", participant.endMpcOnExit());
        fields.put("resource_uri", uri(call) + "Participant/" + participant.memberId() + "/");
        fields.put("is_final", true);
        return fields;
    }

    /** As sent for the first time. */
    private void putSending(Map<String, Object> fields, SimulatedCall call) {
        fields.put("account_id", accountId);
        fields.put("day", DayTruth.dayOf(call.endTime()).toEpochDay());
        fields.put("change", "new");
        fields.put("observed_at", OBSERVED);
    }

    static BigDecimal amount(BigDecimal amount) {
        return amount == null ? null : amount.stripTrailingZeros();
    }

    /** The API returns whole seconds. */
    private static Long millis(Instant instant) {
        return instant == null ? null : instant.truncatedTo(ChronoUnit.SECONDS).toEpochMilli();
    }

    private static long wholeMinutes(Duration duration) {
        return (duration.toSeconds() + 59) / 60 * 60;
    }

    private String uri(SimulatedCall call) {
        return path() + "MultiPartyCall/uuid_" + call.mpcUuid() + "/";
    }

    private String path() {
        return "/v1/Account/" + accountId + "/";
    }
}
