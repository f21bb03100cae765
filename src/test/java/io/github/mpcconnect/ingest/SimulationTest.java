package io.github.mpcconnect.ingest;

import io.github.mpcconnect.ingest.Simulation.Outcome;
import io.github.mpcconnect.support.Promises;
import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.List;
import java.util.function.ToIntFunction;

class SimulationTest {

    /** {@code -Dsimulation.runs=5000} for more, {@code -Dsimulation.seed=42} to see one again. */
    private static final long RUNS = Long.getLong("simulation.runs", 200);

    private static final Long ONLY = Long.getLong("simulation.seed");

    @Test
    void every_settled_call_is_sent_whatever_happens() {
        if (ONLY != null) {
            run(ONLY);
            return;
        }
        List<Outcome> outcomes = new ArrayList<>();
        for (long seed = 0; seed < RUNS; seed++) {
            outcomes.add(run(seed));
        }
        record("exactly once", outcomes.stream().filter(Outcome::exactlyOnce).toList());
        record(
                "at least once",
                outcomes.stream().filter(run -> !run.exactlyOnce()).toList());
    }

    private static void record(String delivery, List<Outcome> outcomes) {
        int restarts = sum(outcomes, Outcome::restarts);
        String fault = "simulated worlds, %s: %,d runs with %,d late calls; crashes"
                .formatted(delivery, outcomes.size(), sum(outcomes, Outcome::late));
        Promises.record(
                fault,
                restarts,
                sum(outcomes, Outcome::calls),
                sum(outcomes, Outcome::lost),
                sum(outcomes, Outcome::doubled));
    }

    private static int sum(List<Outcome> outcomes, ToIntFunction<Outcome> what) {
        return outcomes.stream().mapToInt(what).sum();
    }

    private static Outcome run(long seed) {
        Simulation simulation = new Simulation(seed);
        try {
            simulation.run();
            return simulation.outcome();
        } catch (Throwable e) {
            throw new AssertionError("Replay with -Dsimulation.seed=" + seed + " (" + simulation + ")", e);
        }
    }
}
