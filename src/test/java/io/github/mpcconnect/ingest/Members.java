package io.github.mpcconnect.ingest;

import io.github.mpcconnect.simulator.CallBuilder;
import io.github.mpcconnect.simulator.SimulatedCall;
import io.github.mpcconnect.simulator.SimulatedParticipant;

import static io.github.mpcconnect.simulator.CallBuilder.aCall;
import static io.github.mpcconnect.simulator.ParticipantBuilder.aParticipant;

/** Parts of calls. */
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

    /** The same call without a bill. */
    static CallBuilder withoutBill(SimulatedCall call) {
        return aCall().uuid(call.mpcUuid())
                .endedAt(call.endTime())
                .withParticipants(1)
                .withoutBill();
    }
}
