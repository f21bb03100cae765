package io.github.mpcconnect.api;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;

/**
 * A multiparty call as the API returned it. Only {@code mpcUuid} is always there; null means that the API returned
 * nothing. Times are instants in UTC, in practice whole seconds; durations are seconds; {@code status} is in lower
 * case.
 *
 * @param apiId the {@code api_id} of the response that held the call
 * @param participants the URI of the call's participants
 * @param raw the JSON object exactly as the API sent it; null where it is not wanted
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

    /**
     * A hash of what the API says about the call itself: two responses about an unchanged call agree in it, whatever
     * their URIs and ids.
     */
    public long contentHash() {
        return ContentHash.of(
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
                terminationCauseCode);
    }

    /** Whether nothing changed but duration and bill, which may run while the call lasts. */
    public boolean sameAs(MultiPartyCall other) {
        return compared().equals(other.compared());
    }

    private List<Object> compared() {
        return Arrays.asList(
                mpcUuid,
                friendlyName,
                status,
                creationTime,
                startTime,
                endTime,
                recording,
                stayAlone,
                subAccount,
                terminationCause,
                terminationCauseCode,
                participants,
                resourceUri);
    }
}
