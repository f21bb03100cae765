package io.github.mpcconnect.support;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;

/**
 * How what is there differs from what should be there.
 *
 * @param lost keys that should be there and are not
 * @param doubled keys that are there more than once
 * @param unknown keys that should not be there
 * @param wrong which fields of which records differ, and how
 */
public record Findings(List<String> lost, List<String> doubled, List<String> unknown, List<String> wrong) {

    public static final Findings NONE = new Findings(List.of(), List.of(), List.of(), List.of());

    private static final int SHOWN = 5;

    /** A record's key, and its fields by name. */
    record Entry(String key, Map<String, Object> fields) {}

    static Findings of(Map<String, Map<String, Object>> expected, List<Entry> actual) {
        List<String> doubled = new ArrayList<>();
        List<String> unknown = new ArrayList<>();
        List<String> wrong = new ArrayList<>();
        Map<String, Integer> seen = new HashMap<>();
        for (Entry entry : actual) {
            if (seen.merge(entry.key(), 1, Integer::sum) > 1) {
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
                expected.keySet().stream().filter(key -> !seen.containsKey(key)).toList();
        return new Findings(lost, doubled, unknown, wrong);
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

    /** The same, where it does not matter that something is there more than once. */
    public Findings withoutDoubled() {
        return new Findings(lost, List.of(), unknown, wrong);
    }

    @Override
    public String toString() {
        return "lost " + shown(lost) + "; doubled " + shown(doubled) + "; unknown " + shown(unknown) + "; wrong "
                + shown(wrong);
    }

    private static String shown(List<String> list) {
        String more = list.size() > SHOWN ? ", ..." : "";
        return list.isEmpty()
                ? "none"
                : list.size() + " (" + String.join(", ", list.subList(0, Math.min(SHOWN, list.size()))) + more + ")";
    }
}
