package io.github.mpcconnect.api.json;

import io.github.mpcconnect.api.MultiPartyCall;
import io.github.mpcconnect.api.Page;
import io.github.mpcconnect.api.Participant;
import io.github.mpcconnect.api.json.JsonFields.Unreadable;
import tools.jackson.core.exc.StreamReadException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import java.nio.ByteBuffer;

import static java.nio.charset.StandardCharsets.UTF_8;

/**
 * Turns a list's JSON into a {@link Page}. A response whose envelope cannot be read is rejected as a whole, by a
 * {@link tools.jackson.core.JacksonException} or an {@link Unreadable}; an object that cannot be read is returned as
 * malformed and the others are read. Amounts never pass through a double; unknown fields are ignored and named to the
 * {@link UnknownFields}.
 */
public final class AnswerParser {

    private static final JsonMapper MAPPER = new JsonMapper();

    private final UnknownFields unknownFields;
    private final boolean includeRaw;

    /** @param includeRaw whether objects that can be read have their {@code raw}; those that cannot always do */
    public AnswerParser(UnknownFields unknownFields, boolean includeRaw) {
        this.unknownFields = unknownFields;
        this.includeRaw = includeRaw;
    }

    public Page<MultiPartyCall> calls(ByteBuffer json) {
        return page(json, new CallFormat());
    }

    /** @param mpcUuid the call whose participants were requested */
    public Page<Participant> participants(ByteBuffer json, String mpcUuid) {
        return page(json, new ParticipantFormat(mpcUuid));
    }

    /** Bytes that are not UTF-8 are replaced, as a decoder would: one text that is broken does not hide the others. */
    private <F extends Enum<F>, T> Page<T> page(ByteBuffer json, ObjectFormat<F, T> format) {
        try {
            return new PageReader<>(new JsonBytes(json), format, unknownFields, includeRaw).page();
        } catch (StreamReadException e) {
            ByteBuffer valid = UTF_8.encode(UTF_8.decode(json.duplicate()));
            if (valid.equals(json)) {
                throw e;
            }
            return new PageReader<>(new JsonBytes(valid), format, unknownFields, includeRaw).page();
        }
    }

    /** The {@code error} of an error response, or else its {@link #description}. */
    public static String error(String body) {
        try {
            JsonNode error = MAPPER.readTree(body).get("error");
            if (error != null) {
                return cut(error.isString() ? error.asString() : error.toString());
            }
        } catch (tools.jackson.core.JacksonException e) {
            return description(body);
        }
        return description(body);
    }

    /** What a response is that is not a list; nothing of JSON is shown, since it may contain phone numbers. */
    public static String description(String body) {
        String text = body.strip();
        int start = text.startsWith("\ufeff") ? 1 : 0;
        boolean json = text.startsWith("{", start) || text.startsWith("[", start);
        return body.length() + " characters " + (json ? "of JSON" : "that begin with " + cut(text));
    }

    private static String cut(String text) {
        String line = text.strip().replaceAll("\\s+", " ");
        return line.length() <= 200 ? line : line.substring(0, 200) + "...";
    }
}
