package io.github.mpcconnect.days.send;

import io.github.mpcconnect.api.MultiPartyCall;
import io.github.mpcconnect.api.Participant;

import java.time.Instant;
import java.util.List;
import java.util.Set;

/**
 * The participants seen while calls were live, for their final records. All methods are confined to the loop's thread.
 */
public interface SeenParticipants {

    /** No participants are seen live. */
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

    /** The participants of a call as last seen while it was live, in the order of joining; empty if none were seen. */
    List<Participant> of(String mpcUuid);

    /**
     * The ids of members who were seen in the call but whose data are no longer available, because of a restart or a
     * limit.
     */
    Set<String> lost(String mpcUuid);

    /**
     * The call's own record, new or a correction, entered the queue: its live rows end, and the participants seen are
     * no longer needed.
     *
     * @param call null if malformed
     * @param participants the participants sent with the call
     */
    void sent(String mpcUuid, MultiPartyCall call, List<Participant> participants);

    /** All listed calls that ended up to this time were sent; none of them is waiting. */
    void settled(Instant upTo);
}
