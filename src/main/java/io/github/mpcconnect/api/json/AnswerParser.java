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
 * Parses the JSON of a list into a {@link Page}. If the envelope cannot be read, the whole response is rejected with a
 * {@link tools.jackson.core.JacksonException} or an {@link Unreadable}; an object that cannot be read is returned as
 * malformed, next to the others. Amounts never pass through a double. Unknown fields are ignored and reported to
 * {@link UnknownFields}.
 */
public final class AnswerParser {

    private static final JsonMapper MAPPER = new JsonMapper();

    private final UnknownFields unknownFields;
    private final boolean includeRaw;

    /** @param includeRaw whether readable objects carry their {@code raw} JSON; malformed ones always do */
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

    /** Invalid UTF-8 is replaced, as a decoder would, so that one broken text does not hide the other objects. */
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

    /** The {@code error} field of an error response or, if there is none, its {@link #description}. */
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

    /**
     * Describes a response that is not a list. The content of JSON is not shown, because it may contain phone numbers.
     */
    public static String description(String body) {
        String text = body.strip();
        int start = text.startsWith("\ufeff") ? 1 : 0;
        boolean json = text.startsWith("{", start) || text.startsWith("[", start);
        return body.length() + " characters " + (json ? "of JSON" : "starting with " + cut(text));
    }

    private static String cut(String text) {
        String line = text.strip().replaceAll("\\s+", " ");
        return line.length() <= 200 ? line : line.substring(0, 200) + "...";
    }
}
