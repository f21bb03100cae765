package io.github.mpcconnect.api;

import java.math.BigDecimal;
import java.time.Instant;

/**
 * A participant of a multiparty call as the API tells it. Only {@code mpcUuid} and {@code memberId} are always there;
 * null means that the API told nothing: {@code hold}, {@code mute} and {@code coachMode} once the participant left, the
 * exit, the duration and the bill while it is in. Times are instants in UTC, durations seconds, {@code role} is in
 * lower case.
 *
 * @param apiId the {@code api_id} of the answer that held the participant
 * @param raw the JSON object as the API sent it, to the letter
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

    /** The participant alone: what two answers about an unchanged participant have in common. */
    public Participant withoutAnswer() {
        return new Participant(
                mpcUuid,
                memberId,
                callUuid,
                memberAddress,
                role,
                joinTime,
                exitTime,
                exitCause,
                duration,
                billedDuration,
                billedAmount,
                hold,
                mute,
                coachMode,
                startMpcOnEnter,
                endMpcOnExit,
                resourceUri,
                null,
                null);
    }

    /** Without duration and bill, which may run while the participant lasts. */
    public Participant withoutMeter() {
        return new Participant(
                mpcUuid,
                memberId,
                callUuid,
                memberAddress,
                role,
                joinTime,
                exitTime,
                exitCause,
                null,
                null,
                null,
                hold,
                mute,
                coachMode,
                startMpcOnEnter,
                endMpcOnExit,
                resourceUri,
                apiId,
                raw);
    }
}
