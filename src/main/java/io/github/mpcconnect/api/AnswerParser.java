package io.github.mpcconnect.api;

import io.github.mpcconnect.api.JsonFields.Unreadable;
import tools.jackson.databind.JsonNode;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Turns a list's JSON into a {@link Page}. A response whose envelope cannot be read is rejected as a whole, by a
 * {@link tools.jackson.core.JacksonException} or an {@link Unreadable}; an object that cannot be read is returned as
 * malformed and the others are read. Amounts never pass through a double; unknown fields are ignored and named to the
 * {@link UnknownFields}.
 */
final class AnswerParser {

    private static final Set<String> CALL_FIELDS = Set.of(
            "mpc_uuid",
            "friendly_name",
            "status",
            "creation_time",
            "start_time",
            "end_time",
            "duration",
            "billed_duration",
            "billed_amount",
            "recording",
            "stay_alone",
            "sub_account",
            "termination_cause",
            "termination_cause_code",
            "participants",
            "resource_uri");

    private static final Set<String> PARTICIPANT_FIELDS = Set.of(
            "mpc_uuid",
            "member_id",
            "call_uuid",
            "member_address",
            "role",
            "join_time",
            "exit_time",
            "exit_cause",
            "duration",
            "billed_duration",
            "billed_amount",
            "hold",
            "mute",
            "coach_mode",
            "start_mpc_on_enter",
            "end_mpc_on_exit",
            "resource_uri");

    private final UnknownFields unknownFields;

    AnswerParser(UnknownFields unknownFields) {
        this.unknownFields = unknownFields;
    }

    Page<MultiPartyCall> calls(String json) {
        return page(json, null, CALL_FIELDS, AnswerParser::call);
    }

    Page<Participant> participants(String json, String mpcUuid) {
        return page(
                json, mpcUuid, PARTICIPANT_FIELDS, (fields, apiId, raw) -> participant(fields, mpcUuid, apiId, raw));
    }

    /** The {@code error} of an error response, or else its {@link #description}. */
    static String error(String body) {
        try {
            JsonNode error = Envelope.MAPPER.readTree(body).get("error");
            if (error != null) {
                return cut(error.isString() ? error.asString() : error.toString());
            }
        } catch (tools.jackson.core.JacksonException e) {
            return description(body);
        }
        return description(body);
    }

    /** What a response is that is not a list; nothing of JSON is shown, since it may contain phone numbers. */
    static String description(String body) {
        String text = body.strip();
        int start = text.startsWith("\ufeff") ? 1 : 0;
        boolean json = text.startsWith("{", start) || text.startsWith("[", start);
        return body.length() + " characters " + (json ? "of JSON" : "that begin with " + cut(text));
    }

    private static String cut(String text) {
        String line = text.strip().replaceAll("\\s+", " ");
        return line.length() <= 200 ? line : line.substring(0, 200) + "...";
    }

    private interface ObjectReader<T> {
        T read(JsonFields fields, String apiId, String raw);
    }

    /** @param mpcUuid the call whose participants these are; null where they are calls */
    private <T> Page<T> page(String json, String mpcUuid, Set<String> known, ObjectReader<T> reader) {
        Envelope envelope = Envelope.parse(json);
        List<T> objects = new ArrayList<>(envelope.objects().size());
        List<Malformed> malformed = new ArrayList<>(0);
        int nulls = 0;
        for (Envelope.Slice slice : envelope.objects()) {
            if (slice.node().isNull() && mpcUuid != null) {
                nulls++;
                continue;
            }
            try {
                if (!slice.node().isObject()) {
                    throw new Unreadable("It is not a JSON object.");
                }
                nameUnknown(slice.node(), known, mpcUuid == null ? Malformed.CALL : Malformed.PARTICIPANT);
                objects.add(reader.read(new JsonFields(slice.node()), envelope.apiId(), slice.raw()));
            } catch (Unreadable e) {
                malformed.add(malformed(mpcUuid, slice, e, envelope.apiId()));
            }
        }
        return new Page<>(envelope.apiId(), envelope.count(), objects, malformed, nulls, envelope.isNull());
    }

    private void nameUnknown(JsonNode object, Set<String> known, String resource) {
        for (String name : object.propertyNames()) {
            if (!known.contains(name)) {
                unknownFields.add(resource, name);
            }
        }
    }

    private static Malformed malformed(String mpcUuid, Envelope.Slice slice, Unreadable e, String apiId) {
        JsonFields fields = new JsonFields(slice.node());
        return mpcUuid == null
                ? new Malformed(Malformed.CALL, fields.idOrNull("mpc_uuid"), null, e.getMessage(), apiId, slice.raw())
                : new Malformed(
                        Malformed.PARTICIPANT,
                        mpcUuid,
                        fields.idOrNull("member_id"),
                        e.getMessage(),
                        apiId,
                        slice.raw());
    }

    private static MultiPartyCall call(JsonFields fields, String apiId, String raw) {
        String recording = fields.text("recording");
        return new MultiPartyCall(
                fields.id("mpc_uuid"),
                fields.text("friendly_name"),
                lowerCase(fields.text("status")),
                fields.time("creation_time"),
                fields.time("start_time"),
                fields.time("end_time"),
                fields.integer("duration"),
                fields.integer("billed_duration"),
                fields.amount("billed_amount"),
                "null".equals(recording) ? null : recording,
                fields.flag("stay_alone"),
                fields.text("sub_account"),
                fields.text("termination_cause"),
                fields.integer("termination_cause_code"),
                fields.text("participants"),
                fields.text("resource_uri"),
                apiId,
                raw);
    }

    private static Participant participant(JsonFields fields, String call, String apiId, String raw) {
        String own = fields.text("mpc_uuid");
        if (own != null && !own.equals(call)) {
            throw new Unreadable("It belongs to another call: " + own + " where " + call + " was requested.");
        }
        return new Participant(
                call,
                fields.id("member_id"),
                fields.text("call_uuid"),
                fields.text("member_address"),
                lowerCase(fields.text("role")),
                fields.time("join_time"),
                fields.time("exit_time"),
                fields.text("exit_cause"),
                fields.integer("duration"),
                fields.integer("billed_duration"),
                fields.amount("billed_amount"),
                fields.flag("hold"),
                fields.flag("mute"),
                fields.flag("coach_mode"),
                fields.flag("start_mpc_on_enter"),
                fields.flag("end_mpc_on_exit"),
                fields.text("resource_uri"),
                apiId,
                raw);
    }

    private static String lowerCase(String text) {
        return text == null ? null : text.toLowerCase(Locale.ROOT);
    }
}
