package io.github.mpcconnect.simulator;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * What a list request asks for; null filters ask for everything.
 *
 * @param subAccount a sub account's auth id
 */
public record ListQuery(
        String friendlyName,
        CallState status,
        Integer terminationCauseCode,
        String subAccount,
        TimeRange endTime,
        TimeRange creationTime,
        int limit,
        int offset) {
    public static final int MAX_LIMIT = 20;
    public static final Duration MAX_SEARCH = Duration.ofDays(30);
    private static final Duration DEFAULT_SEARCH = Duration.ofDays(7);

    /** Everything that the API lists by default, from its start. */
    public static final ListQuery ALL =
            new ListQuery(null, null, null, null, TimeRange.ALL, TimeRange.ALL, MAX_LIMIT, 0);

    /** The calls that ended in (after, upTo], from the offset on. */
    public static ListQuery window(Instant after, Instant upTo, int offset) {
        return new ListQuery(
                null, CallState.ENDED, null, null, TimeRange.window(after, upTo), TimeRange.ALL, MAX_LIMIT, offset);
    }

    /** Why the API answers 400 to it, where it does. */
    public Optional<String> refusal(Instant now, boolean futureIsRefused) {
        if (limit < 1 || limit > MAX_LIMIT) {
            return Optional.of("limit must be 1 to 20, not " + limit);
        }
        if (offset < 0) {
            return Optional.of("offset must not be negative, but is " + offset);
        }
        if (endTime.length() != null && endTime.length().compareTo(MAX_SEARCH) > 0) {
            return Optional.of("end_time covers more than 30 days");
        }
        if (isBackwards(endTime) || isBackwards(creationTime)) {
            return Optional.of("a lower bound of time is not before the upper one");
        }
        if (futureIsRefused && (isAfter(endTime.lower(), now) || isAfter(endTime.upper(), now))) {
            return Optional.of("end_time lies in the future");
        }
        return Optional.empty();
    }

    /** The end times that are searched for calls that ended, with the API's defaults for the bounds not given. */
    public TimeRange searched(Instant now) {
        if (endTime.isAll()) {
            return new TimeRange(now.minus(DEFAULT_SEARCH), true, now, true);
        }
        if (endTime.upper() == null) {
            return new TimeRange(
                    endTime.lower(), endTime.lowerIsIn(), endTime.lower().plus(MAX_SEARCH), true);
        }
        if (endTime.lower() == null) {
            return new TimeRange(endTime.upper().minus(MAX_SEARCH), true, endTime.upper(), endTime.upperIsIn());
        }
        return endTime;
    }

    /** All but the end time, and the call's state. */
    boolean matches(SimulatedCall call) {
        return (friendlyName == null || friendlyName.equals(call.friendlyName()))
                && (terminationCauseCode == null || terminationCauseCode.equals(call.terminationCauseCode()))
                && (subAccount == null || subAccount.equals(call.subAccount()))
                && creationTime.contains(call.creationTime());
    }

    private static boolean isBackwards(TimeRange range) {
        return range.length() != null && range.length().compareTo(Duration.ZERO) <= 0;
    }

    private static boolean isAfter(Instant bound, Instant now) {
        return bound != null && bound.isAfter(now);
    }
}
