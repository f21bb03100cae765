package io.github.mpcconnect.api;

import java.math.BigDecimal;
import java.time.Instant;

/**
 * A multiparty call as the API tells it. Only {@code mpcUuid} is always there; null means that the API told nothing.
 * Times are instants in UTC, in practice whole seconds; durations are seconds; {@code status} is in lower case.
 *
 * @param apiId the {@code api_id} of the answer that held the call
 * @param participants the URI of the call's participants
 * @param raw the JSON object as the API sent it, to the letter
 * @see <a href="https://www.plivo.com/docs/voice/api/multiparty-call/list-all-multiparty-calls">Retrieve all multiparty
 *     calls</a>
 */
public record MultiPartyCall(
        String mpcUuid,
        String friendlyName,
        String status,
        Instant creationTime,
        Instant startTime,
        Instant endTime,
        Integer duration,
        Integer billedDuration,
        BigDecimal billedAmount,
        String recording,
        Boolean stayAlone,
        String subAccount,
        String terminationCause,
        Integer terminationCauseCode,
        String participants,
        String resourceUri,
        String apiId,
        String raw) {

    /** The call alone: what two answers about an unchanged call have in common. */
    public MultiPartyCall withoutAnswer() {
        return new MultiPartyCall(
                mpcUuid,
                friendlyName,
                status,
                creationTime,
                startTime,
                endTime,
                duration,
                billedDuration,
                billedAmount,
                recording,
                stayAlone,
                subAccount,
                terminationCause,
                terminationCauseCode,
                participants,
                resourceUri,
                null,
                null);
    }

    /** Without duration and bill, which may run while the call lasts. */
    public MultiPartyCall withoutMeter() {
        return new MultiPartyCall(
                mpcUuid,
                friendlyName,
                status,
                creationTime,
                startTime,
                endTime,
                null,
                null,
                null,
                recording,
                stayAlone,
                subAccount,
                terminationCause,
                terminationCauseCode,
                participants,
                resourceUri,
                apiId,
                raw);
    }
}
