package io.github.mpcconnect.batch;

import io.github.mpcconnect.api.MultiPartyCall;
import io.github.mpcconnect.api.Participant;

import java.time.Instant;

/** A row of the live tables that is new, has changed or is gone. */
public sealed interface LiveChange extends BatchItem {

    /** @param observedAt when the call was read, by the API's clock */
    record CallSeen(MultiPartyCall call, Instant observedAt) implements LiveChange {}

    record ParticipantSeen(Participant participant, Instant observedAt) implements LiveChange {}

    record ParticipantGone(String mpcUuid, String memberId) implements LiveChange {}

    record CallGone(String mpcUuid) implements LiveChange {}
}
