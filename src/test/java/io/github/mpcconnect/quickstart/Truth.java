package io.github.mpcconnect.quickstart;

import io.github.mpcconnect.simulator.SimulatedCall;

import java.util.Collection;
import java.util.Set;
import java.util.stream.Collectors;

/** The keys that must arrive: of the calls that had ended when the quickstart began, and of their participants. */
record Truth(Set<String> calls, Set<String> participants) {

    private static final int PAGE = 20;

    static Truth of(Collection<SimulatedCall> history) {
        return new Truth(
                history.stream().map(SimulatedCall::mpcUuid).collect(Collectors.toUnmodifiableSet()),
                history.stream()
                        .flatMap(call -> call.participants().stream()
                                .map(participant -> participantKey(call.mpcUuid(), participant.memberId())))
                        .collect(Collectors.toUnmodifiableSet()));
    }

    static String participantKey(String mpcUuid, String memberId) {
        return mpcUuid + "/" + memberId;
    }

    /** One request a call for its participants, and one for every twenty calls in the list. */
    static long leastRequests(long calls) {
        return calls + (calls + PAGE - 1) / PAGE;
    }
}
