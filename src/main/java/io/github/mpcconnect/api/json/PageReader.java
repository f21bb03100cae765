package io.github.mpcconnect.api.json;

import io.github.mpcconnect.api.Malformed;
import io.github.mpcconnect.api.Page;
import io.github.mpcconnect.api.json.JsonFields.Unreadable;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** Reads one page in one pass: the envelope, and each object with its exact JSON text. */
final class PageReader<F extends Enum<F>, T> {

    private enum Meta {
        COUNT,
        TOTAL_COUNT
    }

    private static final FieldNames<Meta> META = new FieldNames<>(Meta.class);

    private final JsonBytes json;
    private final ObjectFormat<F, T> format;
    private final boolean includeRaw;
    private final JsonFields<F> fields;

    private String apiId;
    private boolean apiIdIsKnown;
    private String apiIdOfObjects;
    private Integer count;
    private List<T> objects;
    private List<Malformed> malformed;
    private int nulls;
    private boolean isNull;

    PageReader(JsonBytes json, ObjectFormat<F, T> format, UnknownFields unknownFields, boolean includeRaw) {
        this.json = json;
        this.format = format;
        this.includeRaw = includeRaw;
        this.fields = new JsonFields<>(format.names(), json, name -> unknownFields.add(format.resource(), name));
    }

    /** If {@code api_id} follows the objects, they are read a second time. */
    Page<T> page() {
        read();
        if (!Objects.equals(apiId, apiIdOfObjects)) {
            apiIdIsKnown = true;
            read();
        }
        return new Page<>(apiId, count, objects, malformed, nulls, isNull);
    }

    private void read() {
        try (JsonParser parser = json.parser()) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                throw new Unreadable("The response is not a JSON object.");
            }
            for (String name = parser.nextName(); name != null; name = parser.nextName()) {
                take(name, parser.nextToken(), parser);
            }
            if (parser.nextToken() != null) {
                throw new Unreadable("The response has content after the JSON object.");
            }
        }
        if (objects == null) {
            throw new Unreadable("The response has no 'objects'.");
        }
    }

    private void take(String name, JsonToken token, JsonParser parser) {
        switch (name) {
            case "api_id" -> {
                if (!apiIdIsKnown) {
                    apiId = token == JsonToken.VALUE_STRING ? parser.getString() : null;
                }
            }
            case "meta" -> count = token == JsonToken.START_OBJECT ? count(parser) : null;
            case "objects" -> objects(token, parser);
            default -> {}
        }
        parser.skipChildren();
    }

    private Integer count(JsonParser parser) {
        JsonFields<Meta> meta = new JsonFields<>(META, json, name -> {});
        meta.read(parser);
        return meta.countOrNull(meta.has(Meta.COUNT) ? Meta.COUNT : Meta.TOTAL_COUNT);
    }

    private void objects(JsonToken token, JsonParser parser) {
        objects = new ArrayList<>();
        malformed = new ArrayList<>(0);
        nulls = 0;
        apiIdOfObjects = apiId;
        isNull = token == JsonToken.VALUE_NULL;
        if (isNull) {
            return;
        }
        if (token != JsonToken.START_ARRAY) {
            throw new Unreadable("The response's 'objects' is not an array.");
        }
        for (JsonToken next = parser.nextToken(); next != JsonToken.END_ARRAY; next = parser.nextToken()) {
            object(next, parser);
        }
    }

    private void object(JsonToken token, JsonParser parser) {
        if (token == JsonToken.VALUE_NULL && format.mayBeNull()) {
            nulls++;
            return;
        }
        int start = JsonBytes.tokenStart(parser);
        boolean isObject = token == JsonToken.START_OBJECT;
        if (isObject) {
            fields.read(parser);
        } else {
            fields.clear();
            parser.skipChildren();
            parser.finishToken();
        }
        int end = JsonBytes.tokenEnd(parser);
        try {
            if (!isObject) {
                throw new Unreadable("It is not a JSON object.");
            }
            objects.add(format.object(fields, apiId, includeRaw ? json.text(start, end) : null));
        } catch (Unreadable e) {
            malformed.add(format.malformed(fields, e.getMessage(), apiId, json.text(start, end)));
        }
    }
}
