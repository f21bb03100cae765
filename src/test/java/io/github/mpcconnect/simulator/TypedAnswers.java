package io.github.mpcconnect.simulator;

import io.github.mpcconnect.api.MultiPartyCall;
import io.github.mpcconnect.api.Participant;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

import static io.github.mpcconnect.api.ApiCall.anApiCall;
import static io.github.mpcconnect.api.ApiParticipant.anApiParticipant;

/** One answer's calls and participants in the types that a client makes of the JSON of {@link ObjectWriter}. */
final class TypedAnswers {
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ssxxx");

    private final String accountPath;
    private final ObjectWriter writer;
    private final String apiId = Answer.newApiId();

    TypedAnswers(SimulatedAccount account, Instant now) {
        this.accountPath = "/v1/Account/" + account.authId() + "/MultiPartyCall/";
        this.writer = new ObjectWriter(account, now, new Quirks());
    }

    String apiId() {
        return apiId;
    }

    MultiPartyCall call(SimulatedCall call) {
        ObjectNode json = writer.call(call);
        String recording = text(json, "recording");
        return anApiCall(call.mpcUuid())
                .friendlyName(text(json, "friendly_name"))
                .status(text(json, "status").toLowerCase(Locale.ROOT))
                .creationTime(time(json, "creation_time"))
                .startTime(time(json, "start_time"))
                .endTime(time(json, "end_time"))
                .duration(number(json, "duration"))
                .billedDuration(number(json, "billed_duration"))
                .billedAmount(amount(json))
                .recording("null".equals(recording) ? null : recording)
                .stayAlone(flag(json, "stay_alone"))
                .subAccount(text(json, "sub_account"))
                .terminationCause(text(json, "termination_cause"))
                .terminationCauseCode(number(json, "termination_cause_code"))
                .participants(text(json, "participants"))
                .resourceUri(text(json, "resource_uri"))
                .apiId(apiId)
                .raw(json.toString())
                .build();
    }

    Participant participant(SimulatedParticipant participant, SimulatedCall call) {
        ObjectNode json =
                writer.participant(participant, call, accountPath + "uuid_" + call.mpcUuid() + "/Participant/");
        return anApiParticipant(call.mpcUuid(), participant.memberId())
                .callUuid(text(json, "call_uuid"))
                .memberAddress(text(json, "member_address"))
                .role(text(json, "role").toLowerCase(Locale.ROOT))
                .joinTime(time(json, "join_time"))
                .exitTime(time(json, "exit_time"))
                .exitCause(text(json, "exit_cause"))
                .duration(number(json, "duration"))
                .billedDuration(number(json, "billed_duration"))
                .billedAmount(amount(json))
                .hold(flag(json, "hold"))
                .mute(flag(json, "mute"))
                .coachMode(flag(json, "coach_mode"))
                .startMpcOnEnter(flag(json, "start_mpc_on_enter"))
                .endMpcOnExit(flag(json, "end_mpc_on_exit"))
                .resourceUri(text(json, "resource_uri"))
                .apiId(apiId)
                .raw(json.toString())
                .build();
    }

    private static JsonNode value(ObjectNode json, String name) {
        return json.hasNonNull(name) ? json.get(name) : null;
    }

    private static String text(ObjectNode json, String name) {
        JsonNode value = value(json, name);
        return value == null ? null : value.asString();
    }

    private static Integer number(ObjectNode json, String name) {
        JsonNode value = value(json, name);
        return value == null ? null : Integer.valueOf(value.intValue());
    }

    private static Boolean flag(ObjectNode json, String name) {
        JsonNode value = value(json, name);
        return value == null ? null : Boolean.valueOf(value.booleanValue());
    }

    private static BigDecimal amount(ObjectNode json) {
        String text = text(json, "billed_amount");
        return text == null ? null : new BigDecimal(text);
    }

    private static Instant time(ObjectNode json, String name) {
        String text = text(json, name);
        return text == null ? null : OffsetDateTime.parse(text, TIME).toInstant();
    }
}
