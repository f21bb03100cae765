package io.github.mpcconnect.days.state;

import io.github.mpcconnect.api.Malformed;
import io.github.mpcconnect.api.Participant;

import java.util.List;

/**
 * The participants of an ended call, as returned by the API.
 *
 * @param participants in the order of joining
 * @param missing the minimum number of missing participants, which were null in the list
 */
public record CallParticipants(
        Outcome outcome, List<Participant> participants, List<Malformed> malformed, int missing) {

    public enum Outcome {
        /** The number of participants matches the count. */
        PROVEN,
        /** The API no longer has them: 404, 410, another rejection, or null. */
        GONE,
        /** Three consecutive lists did not match their count. */
        MISMATCH,
        /** The request was not answered while others were. */
        UNANSWERED,
        /** Participants are not requested. */
        NOT_REQUESTED
    }

    public static final CallParticipants NOT_REQUESTED =
            new CallParticipants(Outcome.NOT_REQUESTED, List.of(), List.of(), 0);

    /** Whether the call can be sent immediately with these participants. */
    public boolean isComplete() {
        return outcome != Outcome.MISMATCH && outcome != Outcome.UNANSWERED;
    }
}
