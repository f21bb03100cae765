package io.github.mpcconnect.simulator;

import io.github.mpcconnect.simulator.SimulatedCall.CallState;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.time.format.ResolverStyle;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

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

    /**
     * Turns a request's parameters into a query; strict: anything that the API's page does not name is a
     * {@link BadRequest}.
     */
    static final class ListQueryReader {
        private static final DateTimeFormatter TIME =
                DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm[:ss[.SSSSSS]]").withResolverStyle(ResolverStyle.STRICT);
        private static final Set<String> PAGING = Set.of("limit", "offset");
        private static final Set<String> FILTERS = Set.of(
                "friendly_name",
                "status",
                "termination_cause_code",
                "sub_account",
                "end_time__gt",
                "end_time__gte",
                "end_time__lt",
                "end_time__lte",
                "creation_time__gt",
                "creation_time__gte",
                "creation_time__lt",
                "creation_time__lte");

        private final Map<String, String> params;

        private ListQueryReader(Map<String, String> params) {
            this.params = params;
        }

        /** The query of a request for the list of calls. */
        static ListQuery calls(Map<String, String> params) {
            ListQueryReader reader = new ListQueryReader(params);
            params.keySet().stream()
                    .filter(name -> !FILTERS.contains(name) && !PAGING.contains(name))
                    .forEach(ListQueryReader::unknown);
            return new ListQuery(
                    params.get("friendly_name"),
                    reader.status(),
                    reader.number("termination_cause_code", null),
                    params.get("sub_account"),
                    reader.range("end_time"),
                    reader.range("creation_time"),
                    reader.number("limit", ListQuery.MAX_LIMIT),
                    reader.number("offset", 0));
        }

        /** Limit and offset of a request for participants, which has no filters. */
        static ListQuery participants(Map<String, String> params) {
            params.keySet().stream().filter(name -> !PAGING.contains(name)).forEach(ListQueryReader::unknown);
            return calls(params);
        }

        private static void unknown(String name) {
            throw new BadRequest("unknown parameter " + name);
        }

        private CallState status() {
            String status = params.get("status");
            return status == null
                    ? null
                    : CallState.named(status).orElseThrow(() -> new BadRequest("status must not be " + status));
        }

        private Integer number(String name, Integer otherwise) {
            String value = params.get(name);
            try {
                return value == null ? otherwise : Integer.valueOf(value);
            } catch (NumberFormatException e) {
                throw new BadRequest(name + " must be a whole number, not " + value);
            }
        }

        private TimeRange range(String field) {
            Instant after = time(field + "__gt");
            Instant from = time(field + "__gte");
            Instant before = time(field + "__lt");
            Instant upTo = time(field + "__lte");
            boolean lowerIsIn = from != null && (after == null || from.isAfter(after));
            boolean upperIsIn = upTo != null && (before == null || upTo.isBefore(before));
            return new TimeRange(lowerIsIn ? from : after, lowerIsIn, upperIsIn ? upTo : before, upperIsIn);
        }

        private Instant time(String name) {
            String value = params.get(name);
            try {
                return value == null ? null : LocalDateTime.parse(value, TIME).toInstant(ZoneOffset.UTC);
            } catch (DateTimeParseException e) {
                throw new BadRequest(name + " must look like YYYY-MM-DD HH:MM[:ss[.uuuuuu]], not " + value);
            }
        }

        /** The API answers 400, with this message. */
        static final class BadRequest extends RuntimeException {
            private static final long serialVersionUID = 1;

            BadRequest(String message) {
                super(message, null, false, false);
            }
        }
    }

    /**
     * Times between two bounds, each of which may be missing (null) and is itself in or out; compared to the
     * microsecond.
     */
    public record TimeRange(Instant lower, boolean lowerIsIn, Instant upper, boolean upperIsIn) {
        private static final Duration MICRO = Duration.ofNanos(1000);

        public static final TimeRange ALL = new TimeRange(null, false, null, false);

        /** (after, upTo] */
        public static TimeRange window(Instant after, Instant upTo) {
            return new TimeRange(after, false, upTo, true);
        }

        public boolean isAll() {
            return lower == null && upper == null;
        }

        public boolean contains(Instant instant) {
            return (lower == null || !instant.isBefore(first())) && (upper == null || instant.isBefore(end()));
        }

        /** The first microsecond in it; there must be a lower bound. */
        public Instant first() {
            return lowerIsIn ? lower : lower.plus(MICRO);
        }

        /** The first microsecond after it; there must be an upper bound. */
        public Instant end() {
            return upperIsIn ? upper.plus(MICRO) : upper;
        }

        /** From bound to bound; null where one is missing. */
        public Duration length() {
            return lower == null || upper == null ? null : Duration.between(lower, upper);
        }
    }

    /** One page, and how many there are on all pages. */
    public record Listing<T>(int count, List<T> objects) {

        static <T> Listing<T> of(List<T> all, int limit, int offset) {
            int from = Math.min(offset, all.size());
            int to = (int) Math.min((long) from + limit, all.size());
            return new Listing<>(all.size(), Collections.unmodifiableList(all.subList(from, to)));
        }
    }
}
