package io.github.mpcconnect.ingest;

import io.github.mpcconnect.api.MultiPartyCall;
import io.github.mpcconnect.api.Participant;

import java.util.List;

/**
 * An ended call with its participants, one a member id, in the order they joined.
 *
 * @param participants those that the API told after the call's end; empty also where {@code source} says that it could
 *     not
 * @param seen those that it did not tell then, as they were last seen while the call lived
 * @param source where the participants come from; null when they were not asked for
 */
public record EndedCall(
        MultiPartyCall call, List<Participant> participants, List<Participant> seen, ParticipantsSource source)
        implements Item {

    /** A call of which nothing was seen while it lived. */
    public EndedCall(MultiPartyCall call, List<Participant> participants, ParticipantsSource source) {
        this(call, participants, List.of(), source);
    }
}
