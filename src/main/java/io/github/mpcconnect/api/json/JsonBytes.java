package io.github.mpcconnect.api.json;

import tools.jackson.core.JsonParser;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.TokenStreamFactory;
import tools.jackson.core.json.JsonFactory;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** JSON in UTF-8, of which no more is decoded than is wanted: reading bytes takes two thirds of what text takes. */
final class JsonBytes {

    static final JsonFactory FACTORY = JsonFactory.builder()
            .disable(TokenStreamFactory.Feature.CHARSET_DETECTION)
            .build();

    private final byte[] bytes;
    private final int length;

    /** @param json whose array begins with it */
    JsonBytes(ByteBuffer json) {
        this.bytes = json.array();
        this.length = json.limit();
    }

    JsonParser parser() {
        return FACTORY.createParser(ObjectReadContext.empty(), bytes, 0, length);
    }

    /** Where the token begins that one of the parsers is at. */
    static int tokenStart(JsonParser parser) {
        return (int) parser.currentTokenLocation().getByteOffset();
    }

    /** Where it ends. */
    static int tokenEnd(JsonParser parser) {
        return (int) parser.currentLocation().getByteOffset();
    }

    String text(int start, int end) {
        return new String(bytes, start, end - start, StandardCharsets.UTF_8);
    }
}
