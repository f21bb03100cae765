package io.github.mpcconnect.api;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;

/**
 * A multiparty call as the API returned it. All fields but {@code mpcUuid} are null if the API returned no value. Times
 * are UTC, in practice whole seconds; durations are in seconds; {@code status} is in lower case.
 *
 * @param apiId the {@code api_id} of the response
 * @param participants the URI of the call's participants
 * @param raw the JSON object exactly as the API sent it; null unless requested
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
     * A hash of the call's own fields, without URIs and {@code api_id}: it is the same in every response until the call
     * changes.
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

    /** Whether the two differ at most in duration and bill, which may increase during the call. */
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
