package io.github.mpcconnect.simulator;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.time.format.ResolverStyle;
import java.util.Map;
import java.util.Set;

/** Turns a request's parameters into a query; strict: whatever the API's page does not name is a {@link BadRequest}. */
final class ListQueryReader {
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
}
