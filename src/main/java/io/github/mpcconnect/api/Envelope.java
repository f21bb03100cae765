package io.github.mpcconnect.api;

import io.github.mpcconnect.api.JsonFields.Unreadable;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.cfg.JsonNodeFeature;
import tools.jackson.databind.json.JsonMapper;

import java.util.ArrayList;
import java.util.List;

/** What is around the objects of a list, and each object with the exact text that it was parsed from. */
final class Envelope {

    static final JsonMapper MAPPER = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
            .build();

    record Slice(JsonNode node, String raw) {}

    private String apiId;
    private JsonNode meta;
    private List<Slice> objects;
    private boolean isNull;

    static Envelope parse(String json) {
        Envelope envelope = new Envelope();
        try (JsonParser parser = MAPPER.createParser(json)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                throw new Unreadable("The response is not a JSON object.");
            }
            while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
                envelope.take(parser.currentName(), parser, json);
            }
            if (parser.nextToken() != null) {
                throw new Unreadable("The response continues after its end.");
            }
        }
        if (envelope.objects == null) {
            throw new Unreadable("The response has no 'objects'.");
        }
        return envelope;
    }

    private void take(String name, JsonParser parser, String json) {
        JsonToken token = parser.nextToken();
        switch (name) {
            case "api_id" -> apiId = token == JsonToken.VALUE_STRING ? parser.getString() : null;
            case "meta" -> meta = parser.readValueAsTree();
            case "objects" -> {
                isNull = token == JsonToken.VALUE_NULL;
                objects = isNull ? List.of() : slices(token, parser, json);
            }
            default -> {}
        }
        parser.skipChildren();
    }

    private static List<Slice> slices(JsonToken token, JsonParser parser, String json) {
        if (token != JsonToken.START_ARRAY) {
            throw new Unreadable("The response's 'objects' is not a list.");
        }
        List<Slice> slices = new ArrayList<>(MpcApi.PAGE_SIZE);
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            int start = (int) parser.currentTokenLocation().getCharOffset();
            JsonNode node = parser.readValueAsTree();
            int end = (int) parser.currentLocation().getCharOffset();
            slices.add(new Slice(node, json.substring(start, end)));
        }
        return slices;
    }

    Integer count() {
        if (meta == null || !meta.isObject()) {
            return null;
        }
        JsonNode count = meta.hasNonNull("count") ? meta.get("count") : meta.get("total_count");
        return count != null && count.canConvertToInt() && count.isIntegralNumber() && count.intValue() >= 0
                ? Integer.valueOf(count.intValue())
                : null;
    }

    String apiId() {
        return apiId;
    }

    List<Slice> objects() {
        return objects;
    }

    /** Whether {@code objects} itself was null. */
    boolean isNull() {
        return isNull;
    }
}
