package io.github.mpcconnect.api.json;

import io.github.mpcconnect.api.MultiPartyCall;
import io.github.mpcconnect.api.Page;
import io.github.mpcconnect.api.Participant;

import java.nio.charset.StandardCharsets;

/** An {@link AnswerParser} of texts, which keeps what it reads objects from. */
public final class TextParser {

    private final AnswerParser parser;

    public TextParser(UnknownFields unknownFields) {
        this.parser = new AnswerParser(unknownFields, true);
    }

    public Page<MultiPartyCall> calls(String json) {
        return parser.calls(StandardCharsets.UTF_8.encode(json));
    }

    public Page<Participant> participants(String json, String mpcUuid) {
        return parser.participants(StandardCharsets.UTF_8.encode(json), mpcUuid);
    }
}
