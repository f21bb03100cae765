package io.github.mpcconnect.ingest;

import io.github.mpcconnect.api.MultiPartyCall;
import io.github.mpcconnect.api.Participant;

import java.util.List;

/**
 * An ended call with its participants.
 *
 * @param participants one a member id, in the order they joined; empty also where {@code source} says that the API
 *     could not tell
 * @param source where the participants come from; null when they were not asked for
 */
public record EndedCall(MultiPartyCall call, List<Participant> participants, ParticipantsSource source)
        implements Item {}
