package io.github.mpcconnect.days.send;

import io.github.mpcconnect.api.MultiPartyCall;
import io.github.mpcconnect.api.Participant;

import java.time.Instant;
import java.util.List;
import java.util.Set;

/** What the live calls contribute to an ended call. All methods are for the loop's thread. */
public interface SeenParticipants {

    /** Nothing was ever seen live. */
    SeenParticipants NONE = new SeenParticipants() {
        @Override
        public List<Participant> of(String mpcUuid) {
            return List.of();
        }

        @Override
        public Set<String> lost(String mpcUuid) {
            return Set.of();
        }

        @Override
        public void sent(String mpcUuid, MultiPartyCall call, List<Participant> participants) {}

        @Override
        public void settled(Instant upTo) {}
    };

    /** The participants last seen while the call was live, in the order of joining; empty where none were. */
    List<Participant> of(String mpcUuid);

    /**
     * The member ids of those who were seen in the call and whose data are no longer there, because of a restart or a
     * limit.
     */
    Set<String> lost(String mpcUuid);

    /**
     * The call's own record, its first or a correction, entered the queue: its rows are over, and what was seen is no
     * longer needed.
     *
     * @param call null where it was malformed
     * @param participants those that were sent with it
     */
    void sent(String mpcUuid, MultiPartyCall call, List<Participant> participants);

    /** All calls that ended up to this instant were sent, as far as the API listed them; none of them waits. */
    void settled(Instant upTo);
}
