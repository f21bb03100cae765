package io.github.mpcconnect.api;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;

/**
 * A participant of a multiparty call as the API returned it. Only {@code mpcUuid} and {@code memberId} are always
 * there; null means that the API returned nothing: {@code hold}, {@code mute} and {@code coachMode} once the
 * participant left, the exit, the duration and the bill while it is in. Times are instants in UTC, durations seconds,
 * {@code role} is in lower case.
 *
 * @param apiId the {@code api_id} of the response that held the participant
 * @param raw the JSON object exactly as the API sent it; null where it is not wanted
 * @see <a href="https://www.plivo.com/docs/voice/api/multiparty-call/participants/list-all-participants">Retrieve all
 *     participant details</a>
 */
public record Participant(
        String mpcUuid,
        String memberId,
        String callUuid,
        String memberAddress,
        String role,
        Instant joinTime,
        Instant exitTime,
        String exitCause,
        Integer duration,
        Integer billedDuration,
        BigDecimal billedAmount,
        Boolean hold,
        Boolean mute,
        Boolean coachMode,
        Boolean startMpcOnEnter,
        Boolean endMpcOnExit,
        String resourceUri,
        String apiId,
        String raw) {

    /** Whether nothing changed but duration and bill, which may run while the participant is in. */
    public boolean sameAs(Participant other) {
        return compared().equals(other.compared());
    }

    private List<Object> compared() {
        return Arrays.asList(
                mpcUuid,
                memberId,
                callUuid,
                memberAddress,
                role,
                joinTime,
                exitTime,
                exitCause,
                hold,
                mute,
                coachMode,
                startMpcOnEnter,
                endMpcOnExit,
                resourceUri);
    }
}
