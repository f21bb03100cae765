package io.github.mpcconnect.api;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;

/**
 * A participant of a multiparty call as the API returned it. All fields but {@code mpcUuid} and {@code memberId} are
 * null if the API returned no value, as for {@code hold}, {@code mute} and {@code coachMode} after the participant has
 * left, and for exit, duration and bill before. Times are UTC; durations are in seconds; {@code role} is in lower case.
 *
 * @param apiId the {@code api_id} of the response
 * @param raw the JSON object exactly as the API sent it; null unless requested
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

    /** Whether the two differ at most in duration and bill, which may increase while the participant is in the call. */
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
