package io.github.mpcconnect.batch;

import io.github.mpcconnect.api.MultiPartyCall;
import io.github.mpcconnect.api.Participant;

import java.time.Instant;

/** A row of the tables of live calls that is new, different or gone. */
public sealed interface LiveItem extends Item {

    /** @param observedAt the API's clock when it was read */
    record CallSeen(MultiPartyCall call, Instant observedAt) implements LiveItem {}

    record ParticipantSeen(Participant participant, Instant observedAt) implements LiveItem {}

    record ParticipantGone(String mpcUuid, String memberId) implements LiveItem {}

    record CallGone(String mpcUuid) implements LiveItem {}
}
