package io.github.mpcconnect.simulation;

import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Random worlds. {@code -Dsimulation.runs} is their number, {@code -Dsimulation.first} the first seed;
 * {@code -Dsimulation.seed} replays one, shrinks it and prints what happened.
 */
class SimulationTest {

    private static final int MAX_SHOWN = 5;

    @Test
    void keeps_its_promises_in_any_world() {
        Long seed = Long.getLong("simulation.seed");
        if (seed != null) {
            replay(seed);
            return;
        }
        long first = Long.getLong("simulation.first", 0);
        int runs = Integer.getInteger("simulation.runs", 300);
        Map<String, List<Long>> failed = new TreeMap<>();
        List<String> shown = new ArrayList<>();
        Tally tally = new Tally();
        long begin = System.nanoTime();
        for (long each = first; each < first + runs; each++) {
            try {
                tally.add(new Run(World.of(each), Trace.OFF).run());
            } catch (Violation | RuntimeException e) {
                failed.computeIfAbsent(kind(e), kind -> new ArrayList<>()).add(each);
                if (shown.size() < MAX_SHOWN) {
                    shown.add("-Dsimulation.seed=" + each + ": " + e + "\n" + World.of(each));
                }
            }
        }
        System.out.printf("%d worlds in %.1f s: %s%n", runs, (System.nanoTime() - begin) / 1e9, tally);
        failed.forEach((kind, seeds) -> System.out.println(kind + " " + seeds.size() + ": " + seeds));
        assertThat(failed).as(String.join("\n\n", shown)).isEmpty();
    }

    private static String kind(Throwable e) {
        return e instanceof Violation violation ? violation.invariant() : e.toString();
    }

    private static void replay(long seed) {
        World world = World.of(seed);
        Throwable failure = Shrinker.failure(world);
        if (failure == null) {
            return;
        }
        World small = Shrinker.shrink(world, kind(failure));
        Trace trace = Trace.on();
        try {
            new Run(small, trace).run();
        } catch (Violation | RuntimeException e) {
            throw new AssertionError(small + "\n\n" + trace + "\n\n" + e + "\nat first: " + failure, e);
        }
    }
}
