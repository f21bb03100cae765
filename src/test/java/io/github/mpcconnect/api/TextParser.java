package io.github.mpcconnect.api;

import java.nio.charset.StandardCharsets;

/** An {@link AnswerParser} of texts, which keeps what it reads objects from. */
final class TextParser {

    private final AnswerParser parser;

    TextParser(UnknownFields unknownFields) {
        this.parser = new AnswerParser(unknownFields, true);
    }

    Page<MultiPartyCall> calls(String json) {
        return parser.calls(StandardCharsets.UTF_8.encode(json));
    }

    Page<Participant> participants(String json, String mpcUuid) {
        return parser.participants(StandardCharsets.UTF_8.encode(json), mpcUuid);
    }
}
