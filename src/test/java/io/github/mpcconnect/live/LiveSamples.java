package io.github.mpcconnect.live;

import io.github.mpcconnect.api.Malformed;
import io.github.mpcconnect.api.MultiPartyCall;
import io.github.mpcconnect.api.Participant;

import java.time.Instant;

import static io.github.mpcconnect.api.ApiCall.anApiCall;
import static io.github.mpcconnect.api.ApiParticipant.anApiParticipant;

/** Calls and participants as the API returns them, reduced to what matters for live calls. */
final class LiveSamples {

    static final Instant NOON = Instant.parse("2026-11-21T12:00:00Z");

    private LiveSamples() {}

    static MultiPartyCall call(String id, String status) {
        return call(id, status, NOON.minusSeconds(60), null, "an answer");
    }

    static MultiPartyCall ended(String id, Instant created, Instant ended) {
        return call(id, "ended", created, ended, "an answer");
    }

    static MultiPartyCall call(String id, String status, Instant created, Instant ended, String apiId) {
        return anApiCall(id)
                .friendlyName("queue")
                .status(status)
                .creationTime(created)
                .startTime(created)
                .endTime(ended)
                .duration(apiId.length())
                .apiId(apiId)
                .raw("{}")
                .build();
    }

    static Participant participant(String call, String member) {
        return stay(call, member, NOON.minusSeconds(50), null);
    }

    static Participant stay(String call, String member, Instant joined, Instant left) {
        return participant(call, member, joined, left, "agent", "an answer");
    }

    static Participant participant(
            String call, String member, Instant joined, Instant left, String role, String apiId) {
        return anApiParticipant(call, member)
                .role(role)
                .joinTime(joined)
                .exitTime(left)
                .duration(apiId.length())
                .hold(false)
                .mute(false)
                .coachMode(false)
                .apiId(apiId)
                .raw("{}")
                .build();
    }

    static Malformed malformed(String call, String member) {
        String resource = member == null ? "call" : "participant";
        return new Malformed(resource, call, member, "billed_amount is no number", "an answer", "{\"x\":1}");
    }
}
