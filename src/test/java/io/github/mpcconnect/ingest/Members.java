package io.github.mpcconnect.ingest;

import io.github.mpcconnect.simulator.SimulatedParticipant;

import static io.github.mpcconnect.simulator.ParticipantBuilder.aParticipant;

/** Participants of a call. */
final class Members {

    private Members() {}

    /** One stay of a member. */
    static SimulatedParticipant stay(String mpcUuid, int member, String from, String to) {
        return aParticipant(mpcUuid, member)
                .memberId(String.valueOf(member))
                .joinedAt(from)
                .leftAt(to)
                .build();
    }
}
