package io.github.mpcconnect.quickstart;

import io.github.mpcconnect.support.Topic.Line;
import tools.jackson.databind.JsonNode;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;

/**
 * What the topics say of one account: calls and participants that ended, calls in progress, and days. Filled record by
 * record; what it returns are copies. Safe for use by several threads.
 */
final class Model {

    private static final int MAX_NEW_CALLS = 100;

    private final Instant began;
    private final Set<String> calls = new HashSet<>();
    private final Set<String> participants = new HashSet<>();
    private final Deque<NewCall> newCalls = new ArrayDeque<>();
    private final Map<String, JsonNode> liveCalls = new TreeMap<>();
    private final Map<String, Map<String, Person>> people = new TreeMap<>();
    private final NavigableMap<LocalDate, Day> days = new TreeMap<>();
    private int doubledCalls;
    private int doubledParticipants;
    private int newCallsCount;
    private Day closedLast;
    private Instant lastHistory;

    /** @param began calls that end later are new; the others are history */
    Model(Instant began) {
        this.began = began;
    }

    /**
     * A call that ended after the start. {@code name} is null and {@code participants} 0 where the API returned none.
     */
    record NewCall(String name, Instant end, Duration length, int participants, BigDecimal billed, Instant arrived) {

        /** How long after its end the call was in Kafka. */
        Duration delay() {
            return Duration.between(end, arrived);
        }
    }

    /** A call in progress. */
    record LiveCall(String name, Instant start, List<Person> people) {}

    /** A participant of a call in progress. */
    record Person(String memberId, String role, boolean hold, boolean mute) {}

    /** A row of the table of days. {@code billed} is null while bills are missing. */
    record Day(LocalDate day, String state, long calls, String check, BigDecimal billed) {}

    /** How many distinct calls and participants arrived, and how many of their records repeat an earlier one. */
    record Counts(int calls, int participants, int doubledCalls, int doubledParticipants, int newCalls) {}

    /** @param topic the topic's name without its prefix */
    synchronized void add(String topic, Line line) {
        String call = line.key().path("mpc_uuid").asString("");
        String member = line.key().path("member_id").asString("");
        switch (topic) {
            case "calls" -> addCall(call, line);
            case "participants" -> addParticipant(call + "/" + member, line);
            case "days" -> addDay(line);
            case "live.calls" -> put(liveCalls, call, line.value());
            case "live.participants" -> addPerson(call, member, line.value());
            default -> throw new IllegalArgumentException("Unknown topic " + topic);
        }
    }

    private void addCall(String key, Line line) {
        boolean isFirst = calls.add(key);
        if (!isFirst && !"correction".equals(line.text("change"))) {
            doubledCalls++;
        }
        Instant end = time(line.value(), "end_time");
        Instant arrived = Instant.ofEpochMilli(line.timestamp());
        if (!isNew(end)) {
            lastHistory = arrived;
        } else if (isFirst) {
            newCallsCount++;
            newCalls.addLast(newCall(line.value(), end, arrived));
            if (newCalls.size() > MAX_NEW_CALLS) {
                newCalls.removeFirst();
            }
        }
    }

    private static NewCall newCall(JsonNode value, Instant end, Instant arrived) {
        return new NewCall(
                text(value, "friendly_name"),
                end,
                Duration.ofSeconds(value.path("duration").asLong(0)),
                value.path("participants_count").asInt(0),
                amount(value),
                arrived);
    }

    private void addParticipant(String key, Line line) {
        if (!participants.add(key) && !"correction".equals(line.text("change"))) {
            doubledParticipants++;
        }
        if (!isNew(time(line.value(), "exit_time"))) {
            lastHistory = Instant.ofEpochMilli(line.timestamp());
        }
    }

    private void addDay(Line line) {
        JsonNode value = line.value();
        lastHistory = Instant.ofEpochMilli(line.timestamp());
        LocalDate date = LocalDate.ofEpochDay(value.path("day").asLong());
        String state = value.path("state").asString("");
        Day day = new Day(
                date, state, value.path("calls").asLong(), value.path("check").asString(""), amount(value));
        days.put(date, day);
        if (state.equals("closed")) {
            closedLast = day;
        }
    }

    private void addPerson(String call, String member, JsonNode value) {
        Person person = value == null
                ? null
                : new Person(
                        member,
                        value.path("role").asString("participant"),
                        value.path("hold").asBoolean(false),
                        value.path("mute").asBoolean(false));
        put(people.computeIfAbsent(call, id -> new TreeMap<>()), member, person);
        people.values().removeIf(Map::isEmpty);
    }

    private static <V> void put(Map<String, V> table, String key, V value) {
        if (value == null) {
            table.remove(key);
        } else {
            table.put(key, value);
        }
    }

    private boolean isNew(Instant end) {
        return end != null && end.isAfter(began);
    }

    private static String text(JsonNode value, String field) {
        return value.hasNonNull(field) ? value.get(field).asString() : null;
    }

    private static Instant time(JsonNode value, String field) {
        return value.hasNonNull(field) ? Instant.ofEpochMilli(value.get(field).asLong()) : null;
    }

    private static BigDecimal amount(JsonNode value) {
        return value.hasNonNull("billed_amount")
                ? value.get("billed_amount").asDecimal().stripTrailingZeros()
                : null;
    }

    synchronized Counts counts() {
        return new Counts(calls.size(), participants.size(), doubledCalls, doubledParticipants, newCallsCount);
    }

    /** The newest of the new calls, in the order of their arrival. */
    synchronized List<NewCall> newCalls() {
        return List.copyOf(newCalls);
    }

    synchronized List<LiveCall> liveCalls() {
        return liveCalls.entrySet().stream()
                .map(call -> new LiveCall(
                        text(call.getValue(), "friendly_name"),
                        time(call.getValue(), "start_time"),
                        List.copyOf(people.getOrDefault(call.getKey(), Map.of()).values())))
                .toList();
    }

    synchronized Collection<Day> days() {
        return List.copyOf(days.values());
    }

    /** The day whose closing arrived last; null before the first. */
    synchronized Day closedLast() {
        return closedLast;
    }

    /** When the last record of the history arrived, of a call, a participant or a day; null before the first. */
    synchronized Instant lastHistory() {
        return lastHistory;
    }
}
