package io.github.mpcconnect.quickstart;

import java.util.HashSet;
import java.util.Set;

/** Counts what arrived in the topics, by key. */
final class Arrivals {

    private final Set<String> calls = new HashSet<>();
    private final Set<String> participants = new HashSet<>();
    private int doubledCalls;
    private int doubledParticipants;

    void add(Seen seen) {
        if (seen instanceof Seen.Participant participant) {
            String key = Truth.participantKey(participant.mpcUuid(), participant.memberId());
            doubledParticipants += participants.add(key) ? 0 : 1;
        } else {
            doubledCalls += calls.add(seen.mpcUuid()) ? 0 : 1;
        }
    }

    int calls() {
        return calls.size();
    }

    int participants() {
        return participants.size();
    }

    int doubledCalls() {
        return doubledCalls;
    }

    int doubledParticipants() {
        return doubledParticipants;
    }

    int lostCalls(Truth truth) {
        return missing(truth.calls(), calls);
    }

    int lostParticipants(Truth truth) {
        return missing(truth.participants(), participants);
    }

    boolean hasAll(Truth truth) {
        return calls.size() >= truth.calls().size() && lostCalls(truth) == 0 && lostParticipants(truth) == 0;
    }

    /** Each key of the truth is there, and no key twice. */
    boolean isExact(Truth truth) {
        return hasAll(truth) && doubledCalls == 0 && doubledParticipants == 0;
    }

    private static int missing(Set<String> wanted, Set<String> there) {
        return (int) wanted.stream().filter(key -> !there.contains(key)).count();
    }
}
