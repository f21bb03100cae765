package io.github.mpcconnect.quickstart;

import tools.jackson.databind.JsonNode;

import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.TreeMap;

/**
 * How much of the calendar is ingested, from Connect's offsets. The newest day is read first, so every day after the
 * oldest one that has an offset is done, with or without calls.
 *
 * @param today the newest day
 * @param days how many days there are
 * @param calls how many calls each day has that has an offset
 */
record Progress(LocalDate today, int days, Map<LocalDate, Long> calls, boolean done) {

    private static final String SHADES = " .:-=+*#";

    Progress {
        calls = new TreeMap<>(calls);
    }

    static Progress none(LocalDate today, int days) {
        return new Progress(today, days, Map.of(), false);
    }

    /** @param offsets partition to offset, as Connect's REST API tells them */
    Progress with(Map<JsonNode, JsonNode> offsets, String account) {
        Map<LocalDate, Long> told = new TreeMap<>();
        offsets.forEach((partition, offset) -> {
            JsonNode day = partition.path("day");
            if (day.isString()
                    && account.equals(partition.path("account").asString(""))
                    && offset != null
                    && offset.isObject()) {
                told.put(LocalDate.parse(day.asString()), offset.path("calls").asLong(0));
            }
        });
        return new Progress(today, days, told, done);
    }

    Progress finished() {
        return new Progress(today, days, calls, true);
    }

    /** How many days are done. */
    int passed() {
        if (done) {
            return days;
        }
        return calls.keySet().stream()
                .findFirst()
                .map(oldest -> (int) Math.max(0, Math.min(days - 1, ChronoUnit.DAYS.between(oldest, today))))
                .orElse(0);
    }

    /** How busy each day was, a character a day, oldest first: a blank for no calls, then from '.' to '#'. */
    String picture() {
        long busiest = Math.max(
                1, calls.values().stream().mapToLong(Long::longValue).max().orElse(1));
        StringBuilder picture = new StringBuilder();
        for (LocalDate day = today.minusDays(days - 1L); !day.isAfter(today); day = day.plusDays(1)) {
            long count = calls.getOrDefault(day, 0L);
            long shade = (count * (SHADES.length() - 1) + busiest - 1) / busiest;
            picture.append(SHADES.charAt((int) shade));
        }
        return picture.toString();
    }
}
