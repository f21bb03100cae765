package io.github.mpcconnect.api;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The query of a list of calls. A null field does not filter. Times are passed to the API in UTC, truncated to whole
 * seconds.
 *
 * @param endedAfter only calls that ended after this instant
 * @param endedUpTo only calls that ended at or before this instant
 * @param createdFrom only calls created at or after this instant
 * @param createdUpTo only calls created at or before this instant
 * @param status {@code initialized}, {@code active} or {@code ended}
 * @param limit the page size, 1 to {@link MpcApi#PAGE_SIZE}
 * @param offset how many calls to skip
 * @see <a href="https://www.plivo.com/docs/voice/api/multiparty-call/list-all-multiparty-calls">Retrieve all multiparty
 *     calls</a>
 */
public record CallQuery(
        Instant endedAfter,
        Instant endedUpTo,
        Instant createdFrom,
        Instant createdUpTo,
        String friendlyName,
        String subAccount,
        Integer terminationCauseCode,
        String status,
        int limit,
        int offset) {

    /** No filter. The API then searches the last seven days. */
    public static final CallQuery ALL =
            new CallQuery(null, null, null, null, null, null, null, null, MpcApi.PAGE_SIZE, 0);

    /** At most one call, without any time: valid whatever the worker's clock says. */
    public static final CallQuery HARMLESS = new CallQuery(null, null, null, null, null, null, null, null, 1, 0);

    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss").withZone(ZoneOffset.UTC);

    /** Calls that match all of the given values; null does not filter. */
    public static CallQuery matching(
            String friendlyName,
            String subAccount,
            Integer terminationCauseCode,
            Instant createdFrom,
            Instant createdUpTo) {
        return new CallQuery(
                null,
                null,
                createdFrom,
                createdUpTo,
                friendlyName,
                subAccount,
                terminationCauseCode,
                null,
                MpcApi.PAGE_SIZE,
                0);
    }

    /** This query, limited to calls that ended in (after, upTo]. */
    public CallQuery endedIn(Instant after, Instant upTo) {
        return new CallQuery(
                after,
                upTo,
                createdFrom,
                createdUpTo,
                friendlyName,
                subAccount,
                terminationCauseCode,
                status,
                limit,
                offset);
    }

    /**
     * Calls with the given status created in [from, upTo]. Of this query it keeps the filters that apply to live calls:
     * the friendly name and the subaccount.
     */
    public CallQuery liveIn(String liveStatus, Instant from, Instant upTo) {
        return new CallQuery(null, null, from, upTo, friendlyName, subAccount, null, liveStatus, limit, 0);
    }

    public CallQuery atOffset(int newOffset) {
        return new CallQuery(
                endedAfter,
                endedUpTo,
                createdFrom,
                createdUpTo,
                friendlyName,
                subAccount,
                terminationCauseCode,
                status,
                limit,
                newOffset);
    }

    /** The query parameters in a fixed order, not URL-encoded. An offset of 0 is omitted. */
    public Map<String, String> parameters() {
        Map<String, String> parameters = new LinkedHashMap<>();
        put(parameters, "end_time__gt", endedAfter);
        put(parameters, "end_time__lte", endedUpTo);
        put(parameters, "creation_time__gte", createdFrom);
        put(parameters, "creation_time__lte", createdUpTo);
        put(parameters, "friendly_name", friendlyName);
        put(parameters, "sub_account", subAccount);
        put(parameters, "termination_cause_code", terminationCauseCode);
        put(parameters, "status", status);
        put(parameters, "limit", limit);
        put(parameters, "offset", offset == 0 ? null : offset);
        return parameters;
    }

    private static void put(Map<String, String> parameters, String name, Object value) {
        if (value != null) {
            parameters.put(name, value instanceof Instant instant ? TIME.format(instant) : value.toString());
        }
    }
}
