package io.github.mpcconnect.days.state;

import io.github.mpcconnect.api.Malformed;
import io.github.mpcconnect.api.Participant;

import java.util.List;

/**
 * What the API returned of an ended call's participants.
 *
 * @param participants in the order of joining
 * @param missing how many more there are, at least, because they were null
 */
public record CallParticipants(
        Outcome outcome, List<Participant> participants, List<Malformed> malformed, int missing) {

    public enum Outcome {
        /** As many as the API counts. */
        PROVEN,
        /** The API no longer has them: 404, 410, another refusal, or null. */
        GONE,
        /** Three lists in a row did not agree with their count. */
        MISMATCH,
        /** No response, while others are answered. */
        UNANSWERED,
        /** They are never requested. */
        NOT_REQUESTED
    }

    public static final CallParticipants NOT_REQUESTED =
            new CallParticipants(Outcome.NOT_REQUESTED, List.of(), List.of(), 0);

    /** True where the call can be sent with them at once. */
    public boolean isComplete() {
        return outcome != Outcome.MISMATCH && outcome != Outcome.UNANSWERED;
    }
}
