package io.github.mpcconnect.api;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A search for calls. Null fields do not filter. Times are passed to the API in UTC with whole seconds.
 *
 * @param endedAfter calls that ended after this instant
 * @param endedUpTo calls that ended at or before this instant
 * @param createdFrom calls created at or after this instant
 * @param createdUpTo calls created at or before this instant
 * @param status {@code initialized}, {@code active} or {@code ended}
 * @param limit the page size
 * @param offset how many calls to skip
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

    /** All calls, without any filter. */
    public static final CallQuery ALL =
            new CallQuery(null, null, null, null, null, null, null, null, MpcApi.PAGE_SIZE, 0);

    /** One call at most, without any time: valid whatever the clocks say. */
    public static final CallQuery HARMLESS = new CallQuery(null, null, null, null, null, null, null, null, 1, 0);

    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss").withZone(ZoneOffset.UTC);

    /** Calls that match all that is given; null does not filter. */
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

    /** Calls in a state that were created in [from, upTo]; keeps the filters that apply to live calls. */
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

    /** The request's parameters, not yet encoded, in a fixed order; an offset of 0 is left out. */
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
