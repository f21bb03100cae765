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
 * The participants of one call, as read by a poll.
 *
 * @param objects all participants returned, including those who left; a participant who left and came back occurs once
 *     per stay
 * @param unreadable the member ids of malformed participants
 * @param isComplete whether the list is complete: a participant that is in neither has left
 */
record LiveParticipants(String mpcUuid, List<Participant> objects, Set<String> unreadable, boolean isComplete) {

    /** By time of joining; participants without one are last. */
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

    /** The latest stay of each member. */
    Map<String, Participant> latest() {
        Map<String, Participant> latest = new LinkedHashMap<>();
        objects.forEach(participant ->
                latest.merge(participant.memberId(), participant, (a, b) -> JOINING.compare(a, b) <= 0 ? b : a));
        return latest;
    }
}
