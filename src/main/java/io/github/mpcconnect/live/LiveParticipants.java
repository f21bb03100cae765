package io.github.mpcconnect.live;

import io.github.mpcconnect.api.Listed;
import io.github.mpcconnect.api.Malformed;
import io.github.mpcconnect.api.Participant;

import java.time.Instant;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What was read of one call's participants.
 *
 * @param objects all that were returned, also those who left; somebody who came back is in it for each stay
 * @param unreadable the member ids of those that are malformed
 * @param isComplete whether somebody who is in neither has left
 */
record LiveParticipants(String mpcUuid, List<Participant> objects, Set<String> unreadable, boolean isComplete) {

    /** By time of joining; who has not joined yet comes last. */
    static final Comparator<Participant> JOINING =
            Comparator.comparing(Participant::joinTime, Comparator.nullsLast(Comparator.<Instant>naturalOrder()));

    static LiveParticipants of(String mpcUuid, Listed<Participant> listed) {
        Set<String> unreadable = listed.malformed().stream()
                .map(Malformed::memberId)
                .filter(Objects::nonNull)
                .collect(Collectors.toSet());
        boolean isComplete = listed.isProven()
                && !listed.isNull()
                && listed.nulls() == 0
                && listed.malformed().stream().allMatch(object -> object.memberId() != null);
        return new LiveParticipants(mpcUuid, listed.objects(), unreadable, isComplete);
    }

    /** Each member's latest stay. */
    Map<String, Participant> latest() {
        Map<String, Participant> latest = new LinkedHashMap<>();
        objects.forEach(participant ->
                latest.merge(participant.memberId(), participant, (a, b) -> JOINING.compare(a, b) <= 0 ? b : a));
        return latest;
    }
}
