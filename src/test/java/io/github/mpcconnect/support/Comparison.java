package io.github.mpcconnect.support;

import io.github.mpcconnect.simulator.SimulatedCall;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;

/**
 * Records that were expected, compared with those that arrived.
 *
 * @param expected how many were expected
 * @param lost keys that were expected and did not arrive
 * @param doubled keys that had arrived before, one per further arrival
 * @param unknown keys that arrived and were not expected
 * @param wrong which fields of which records differ, and how
 */
public record Comparison(
        int expected, List<String> lost, List<String> doubled, List<String> unknown, List<String> wrong) {

    private static final int MAX_SHOWN = 5;

    /** A record's key, and its fields by name. */
    record Entry(String key, Map<String, Object> fields) {}

    static Comparison of(Map<String, Map<String, Object>> expected, List<Entry> actual) {
        List<String> doubled = new ArrayList<>();
        List<String> unknown = new ArrayList<>();
        List<String> wrong = new ArrayList<>();
        Set<String> seen = new HashSet<>();
        for (Entry entry : actual) {
            if (!seen.add(entry.key())) {
                doubled.add(entry.key());
            }
            Map<String, Object> fields = expected.get(entry.key());
            if (fields == null) {
                unknown.add(entry.key());
            } else if (!fields.equals(entry.fields())) {
                wrong.add(entry.key() + ": " + differences(fields, entry.fields()));
            }
        }
        List<String> lost =
                expected.keySet().stream().filter(key -> !seen.contains(key)).toList();
        return new Comparison(expected.size(), lost, doubled, unknown, wrong);
    }

    /** Compares ids alone. */
    public static Comparison ofIds(Collection<SimulatedCall> calls, Collection<String> arrived) {
        Map<String, Map<String, Object>> expected = new LinkedHashMap<>();
        calls.forEach(call -> expected.put(call.mpcUuid(), Map.of()));
        return of(expected, arrived.stream().map(id -> new Entry(id, Map.of())).toList());
    }

    /** Compares ids alone, those of the lines of a topic of calls. */
    public static Comparison ofLines(Collection<SimulatedCall> calls, List<Topic.Line> lines) {
        return ofIds(calls, lines.stream().map(line -> line.text("mpc_uuid")).toList());
    }

    /** All arrived as they should, and nothing else; some may have arrived more than once. */
    public boolean isComplete() {
        return lost.isEmpty() && unknown.isEmpty() && wrong.isEmpty();
    }

    /** All arrived once and as they should, and nothing else. */
    public boolean isExact() {
        return isComplete() && doubled.isEmpty();
    }

    /** Writes a line of the table of promises. */
    public Comparison record(String fault, int tries) {
        Promises.record(fault, tries, expected, lost.size(), doubled.size());
        return this;
    }

    private static String differences(Map<String, Object> expected, Map<String, Object> actual) {
        TreeSet<String> names = new TreeSet<>(expected.keySet());
        names.addAll(actual.keySet());
        List<String> differences = new ArrayList<>();
        for (String name : names) {
            Object should = expected.containsKey(name) ? expected.get(name) : "no such field";
            Object is = actual.containsKey(name) ? actual.get(name) : "no such field";
            if (!Objects.equals(should, is)) {
                differences.add(name + " is " + is + " and not " + should);
            }
        }
        return String.join(", ", differences);
    }

    @Override
    public String toString() {
        return expected + " expected; lost " + shown(lost) + "; doubled " + shown(doubled) + "; unknown "
                + shown(unknown) + "; wrong " + shown(wrong);
    }

    private static String shown(List<String> list) {
        String more = list.size() > MAX_SHOWN ? ", ..." : "";
        return list.isEmpty()
                ? "none"
                : list.size() + " (" + String.join(", ", list.subList(0, Math.min(MAX_SHOWN, list.size()))) + more
                        + ")";
    }
}
