package io.github.mpcconnect.live;

import io.github.mpcconnect.api.Malformed;
import io.github.mpcconnect.api.MultiPartyCall;
import io.github.mpcconnect.api.Participant;

import java.time.Instant;

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
        return new MultiPartyCall(
                id,
                "queue",
                status,
                created,
                created,
                ended,
                apiId.length(),
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                apiId,
                "{}");
    }

    static Participant participant(String call, String member) {
        return stay(call, member, NOON.minusSeconds(50), null);
    }

    static Participant stay(String call, String member, Instant joined, Instant left) {
        return participant(call, member, joined, left, "agent", "an answer");
    }

    static Participant participant(
            String call, String member, Instant joined, Instant left, String role, String apiId) {
        return new Participant(
                call,
                member,
                null,
                null,
                role,
                joined,
                left,
                null,
                apiId.length(),
                null,
                null,
                false,
                false,
                false,
                null,
                null,
                null,
                apiId,
                "{}");
    }

    static Malformed malformed(String call, String member) {
        String resource = member == null ? "call" : "participant";
        return new Malformed(resource, call, member, "billed_amount is no number", "an answer", "{\"x\":1}");
    }
}
