package io.github.mpcconnect.quickstart;

import tools.jackson.databind.JsonNode;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** The calls in progress, as the topics of live calls tell them: a wallboard. For one thread. */
final class LiveBoard {

    private static final int MAX_CALLS = 4;

    private final Map<String, JsonNode> calls = new TreeMap<>();
    private final Map<String, Map<String, JsonNode>> inside = new TreeMap<>();

    /** @param value null: the call is over */
    void call(JsonNode key, JsonNode value) {
        put(calls, key.path("mpc_uuid").asString(), value);
    }

    /** @param value null: left the call */
    void participant(JsonNode key, JsonNode value) {
        put(
                inside.computeIfAbsent(key.path("mpc_uuid").asString(), id -> new TreeMap<>()),
                key.path("member_id").asString(),
                value);
        inside.values().removeIf(Map::isEmpty);
    }

    private static void put(Map<String, JsonNode> table, String key, JsonNode value) {
        if (value == null) {
            table.remove(key);
        } else {
            table.put(key, value);
        }
    }

    /** All of it in one line. */
    String summary() {
        long people = inside.values().stream().mapToLong(Map::size).sum();
        return "live: " + Lines.number(calls.size()) + " calls  " + Lines.number(people) + " in  "
                + Lines.number(count("hold")) + " on hold  " + Lines.number(count("mute")) + " muted";
    }

    private long count(String flag) {
        return inside.values().stream()
                .flatMap(people -> people.values().stream())
                .filter(each -> each.path(flag).asBoolean(false))
                .count();
    }

    /** Some of the calls with who is in them, those first in which somebody is on hold or muted. */
    List<String> lines(Instant now) {
        return calls.entrySet().stream()
                .filter(call -> inside.containsKey(call.getKey()))
                .sorted(Comparator.comparing(call -> -marked(inside.get(call.getKey()))))
                .limit(MAX_CALLS)
                .map(call -> line(call.getValue(), inside.get(call.getKey()), now))
                .toList();
    }

    private static long marked(Map<String, JsonNode> people) {
        return people.values().stream().filter(each -> !marks(each).isEmpty()).count();
    }

    private static String line(JsonNode call, Map<String, JsonNode> people, Instant now) {
        Instant start = Instant.ofEpochMilli(call.path("start_time").asLong(now.toEpochMilli()));
        return String.format(
                "  live %-18s  %s  %s",
                Lines.name(call.path("friendly_name").asString("")),
                Lines.length(Duration.between(start, now)),
                people.entrySet().stream()
                        .map(each -> each.getValue().path("role").asString("participant") + " " + each.getKey()
                                + marks(each.getValue()))
                        .collect(Collectors.joining(", ")));
    }

    private static String marks(JsonNode participant) {
        return (participant.path("hold").asBoolean(false) ? " (on hold)" : "")
                + (participant.path("mute").asBoolean(false) ? " (muted)" : "");
    }
}
