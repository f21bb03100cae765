package io.github.mpcconnect.ingest;

import io.github.mpcconnect.api.Malformed;
import io.github.mpcconnect.api.MultiPartyCall;
import io.github.mpcconnect.api.Page;
import io.github.mpcconnect.api.Participant;

import java.time.Instant;
import java.util.List;

/** Calls, participants and pages that tell little more than who they are. */
final class Samples {

    private Samples() {}

    static MultiPartyCall call(String mpcUuid, Instant endTime) {
        return new MultiPartyCall(
                mpcUuid,
                null,
                "ended",
                null,
                null,
                endTime,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                "api",
                "{\"mpc_uuid\": \"" + mpcUuid + "\"}");
    }

    static Participant participant(String mpcUuid, String memberId, Instant joinTime) {
        return new Participant(
                mpcUuid,
                memberId,
                null,
                null,
                "agent",
                joinTime,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                "api",
                memberId + " " + joinTime);
    }

    static Participant left(String mpcUuid, String memberId, Instant joinTime, Instant exitTime) {
        return new Participant(
                mpcUuid,
                memberId,
                null,
                null,
                "agent",
                joinTime,
                exitTime,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                "api",
                memberId + " left " + exitTime);
    }

    /** @param mpcUuid null where it cannot be told */
    static Malformed malformedCall(String mpcUuid, String raw) {
        return new Malformed("call", mpcUuid, null, "It is odd.", "api", raw);
    }

    /** @param count null for none told */
    static Page<MultiPartyCall> page(Integer count, MultiPartyCall... calls) {
        return new Page<>("api", count, List.of(calls), List.of(), 0);
    }

    static <T> Page<T> with(Page<T> page, Malformed... malformed) {
        return new Page<>(page.apiId(), page.count(), page.objects(), List.of(malformed), page.nulls());
    }

    static <T> Page<T> counting(Integer count, Page<T> page) {
        return new Page<>(page.apiId(), count, page.objects(), page.malformed(), page.nulls());
    }

    /** A day's position as what it is. */
    static io.github.mpcconnect.timeline.Watermark mark(io.github.mpcconnect.timeline.Position position) {
        return (io.github.mpcconnect.timeline.Watermark) position;
    }
}
