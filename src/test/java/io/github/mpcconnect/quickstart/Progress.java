package io.github.mpcconnect.quickstart;

import tools.jackson.databind.JsonNode;

import java.time.LocalDate;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * How much of the calendar is ingested, from Connect's offsets: every day that was looked at has one, with or without
 * calls.
 *
 * @param today the newest day
 * @param days how many days there are
 * @param calls how many calls each day has that has an offset
 * @param ended how many days were read to their end
 */
record Progress(LocalDate today, int days, Map<LocalDate, Long> calls, int ended, boolean done) {

    private static final String SHADES = " .:-=+*#";

    Progress {
        calls = new TreeMap<>(calls);
    }

    static Progress none(LocalDate today, int days) {
        return new Progress(today, days, Map.of(), 0, false);
    }

    /** @param offsets partition to offset, as Connect's REST API returns them */
    Progress with(Map<JsonNode, JsonNode> offsets, String account) {
        Map<LocalDate, Long> counts = new TreeMap<>();
        Set<LocalDate> read = new HashSet<>();
        offsets.forEach((partition, offset) -> {
            JsonNode day = partition.path("day");
            if (day.isString()
                    && account.equals(partition.path("account").asString(""))
                    && offset != null
                    && offset.isObject()) {
                LocalDate date = LocalDate.parse(day.asString());
                counts.put(date, offset.path("calls").asLong(0));
                if (!offset.path("state").asString("").equals("open")) {
                    read.add(date);
                }
            }
        });
        return new Progress(today, days, counts, read.size(), done);
    }

    Progress finished() {
        return new Progress(today, days, calls, ended, true);
    }

    /** How many days are done. */
    int passed() {
        return done ? days : Math.min(days - 1, ended);
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
