package io.github.mpcconnect.live;

import io.github.mpcconnect.api.MultiPartyCall;
import io.github.mpcconnect.api.Participant;

/** One row of a table that is new, different or gone. */
public sealed interface LiveChange {

    /** A call is there, or is not what it was. */
    record CallSeen(MultiPartyCall call) implements LiveChange {}

    /** Somebody is in a call, or is not what they were. */
    record ParticipantSeen(Participant participant) implements LiveChange {}

    /** Somebody left a call, or the call ended. */
    record ParticipantGone(String mpcUuid, String memberId) implements LiveChange {}

    /** A call ended. */
    record CallGone(String mpcUuid) implements LiveChange {}
}
