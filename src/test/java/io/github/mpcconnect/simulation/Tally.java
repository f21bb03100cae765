package io.github.mpcconnect.simulation;

import java.util.Map;
import java.util.TreeMap;

/** How often something happened that is no violation, over all worlds. */
final class Tally {

    private final Map<String, Long> counts = new TreeMap<>();

    void add(String what, long count) {
        counts.merge(what, count, Long::sum);
    }

    void add(Tally other) {
        other.counts.forEach(this::add);
    }

    @Override
    public String toString() {
        return counts.toString();
    }
}
