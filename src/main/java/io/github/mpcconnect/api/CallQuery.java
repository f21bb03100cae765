package io.github.mpcconnect.api;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A search for calls. Null fields do not filter. Times are handed to the API in UTC with whole seconds.
 *
 * @param endedAfter calls that ended after this instant
 * @param endedUpTo calls that ended at or before this instant
 * @param createdFrom calls created at or after this instant
 * @param createdUpTo calls created at or before this instant
 * @param status {@code initialized}, {@code active} or {@code ended}
 * @param offset how many calls to pass over
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
        int offset) {

    /** All calls: what to narrow down from. */
    public static final CallQuery ALL = new CallQuery(null, null, null, null, null, null, null, null, 0);

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
                null, null, createdFrom, createdUpTo, friendlyName, subAccount, terminationCauseCode, null, 0);
    }

    public CallQuery endedIn(Instant after, Instant upTo) {
        return new CallQuery(
                after, upTo, createdFrom, createdUpTo, friendlyName, subAccount, terminationCauseCode, status, offset);
    }

    /** Calls in a state that were created in [from, upTo]; of the filters those that live calls can be matched by. */
    public CallQuery liveIn(String liveStatus, Instant from, Instant upTo) {
        return new CallQuery(null, null, from, upTo, friendlyName, subAccount, null, liveStatus, 0);
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
                newOffset);
    }

    /** The request's parameters, not yet encoded, in a fixed order. */
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
        put(parameters, "limit", MpcApi.PAGE_SIZE);
        put(parameters, "offset", offset);
        return parameters;
    }

    private static void put(Map<String, String> parameters, String name, Object value) {
        if (value != null) {
            parameters.put(name, value instanceof Instant instant ? TIME.format(instant) : value.toString());
        }
    }
}
