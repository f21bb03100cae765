package io.github.mpcconnect.support;

import io.github.mpcconnect.simulator.SimulatedCall;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Calls that were to come, held against those that came.
 *
 * @param calls how many there were to come
 * @param lost the ids of those that did not
 * @param doubled the ids of those that came more than once
 * @param unknown the ids of those that came and are none of them
 */
public record Tally(int calls, List<String> lost, List<String> doubled, List<String> unknown) {

    public static Tally of(Collection<SimulatedCall> calls, Collection<String> came) {
        Map<String, Integer> times = new HashMap<>();
        came.forEach(id -> times.merge(id, 1, Integer::sum));
        List<String> expected = calls.stream().map(SimulatedCall::mpcUuid).toList();
        List<String> doubled =
                times.keySet().stream().filter(id -> times.get(id) > 1).sorted().toList();
        List<String> lost =
                expected.stream().filter(id -> !times.containsKey(id)).toList();
        expected.forEach(times::remove);
        return new Tally(expected.size(), lost, doubled, List.copyOf(times.keySet()));
    }

    /** As the lines of a topic of calls have it. */
    public static Tally ofLines(Collection<SimulatedCall> calls, List<Topic.Line> lines) {
        return of(calls, lines.stream().map(line -> line.text("mpc_uuid")).toList());
    }

    /** All came, and nothing else; some may have come more than once. */
    public boolean isComplete() {
        return lost.isEmpty() && unknown.isEmpty();
    }

    /** All came once, and nothing else. */
    public boolean isExact() {
        return isComplete() && doubled.isEmpty();
    }

    /** Writes a line of the table of promises. */
    public Tally record(String fault, int tries) {
        Promises.record(fault, tries, calls, lost.size(), doubled.size());
        return this;
    }
}
