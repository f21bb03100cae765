package io.github.mpcconnect.quickstart;

import tools.jackson.databind.JsonNode;

import java.time.LocalDate;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.TreeMap;

/** The table of days, as of the last look: what is known of each day, and which were closed since. */
final class DayBoard {

    private final Map<LocalDate, JsonNode> days = new TreeMap<>();
    private final Deque<String> closed = new ArrayDeque<>();

    /** A row of the table. */
    void row(JsonNode value) {
        LocalDate day = LocalDate.ofEpochDay(value.path("day").asLong());
        JsonNode before = days.put(day, value);
        boolean isNew = before == null || !state(before).equals(state(value));
        if (isNew && state(value).equals("closed")) {
            closed.add(line(day, value));
        }
    }

    /** The day that was closed last, since this was asked for before; null where none was. */
    String lastClosed() {
        String last = closed.peekLast();
        closed.clear();
        return last;
    }

    /** How many days are in which state. */
    String summary() {
        return Lines.number(count("closed")) + " closed, " + Lines.number(count("read"))
                + " read and still audited, " + Lines.number(count("open")) + " open, "
                + Lines.number(count("disputed")) + " disputed";
    }

    private long count(String state) {
        return days.values().stream().filter(row -> state(row).equals(state)).count();
    }

    private static String state(JsonNode row) {
        return row.path("state").asString("");
    }

    private static String line(LocalDate day, JsonNode row) {
        JsonNode billed = row.path("billed_amount");
        return "%s  day closed  %5s calls  check %s  %s"
                .formatted(
                        day,
                        Lines.number(row.path("calls").asLong()),
                        row.path("check").asString(""),
                        billed.isNumber() ? "billed " + Lines.amount(billed.asDecimal()) : "not all billed yet");
    }
}
