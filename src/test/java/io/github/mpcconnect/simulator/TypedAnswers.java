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

/** One answer's calls and participants in the types that a client makes of what {@link ObjectWriter} tells. */
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
        return new MultiPartyCall(
                call.mpcUuid(),
                text(json, "friendly_name"),
                text(json, "status").toLowerCase(Locale.ROOT),
                time(json, "creation_time"),
                time(json, "start_time"),
                time(json, "end_time"),
                number(json, "duration"),
                number(json, "billed_duration"),
                amount(json),
                "null".equals(recording) ? null : recording,
                flag(json, "stay_alone"),
                text(json, "sub_account"),
                text(json, "termination_cause"),
                number(json, "termination_cause_code"),
                text(json, "participants"),
                text(json, "resource_uri"),
                apiId,
                json.toString());
    }

    Participant participant(SimulatedParticipant participant, SimulatedCall call) {
        ObjectNode json =
                writer.participant(participant, call, accountPath + "uuid_" + call.mpcUuid() + "/Participant/");
        return new Participant(
                call.mpcUuid(),
                participant.memberId(),
                text(json, "call_uuid"),
                text(json, "member_address"),
                text(json, "role").toLowerCase(Locale.ROOT),
                time(json, "join_time"),
                time(json, "exit_time"),
                text(json, "exit_cause"),
                number(json, "duration"),
                number(json, "billed_duration"),
                amount(json),
                flag(json, "hold"),
                flag(json, "mute"),
                flag(json, "coach_mode"),
                flag(json, "start_mpc_on_enter"),
                flag(json, "end_mpc_on_exit"),
                text(json, "resource_uri"),
                apiId,
                json.toString());
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
