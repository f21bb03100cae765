package io.github.mpcconnect.ingest;

import org.junit.jupiter.api.Test;

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
        for (long seed = 0; seed < RUNS; seed++) {
            run(seed);
        }
    }

    private static void run(long seed) {
        Simulation simulation = new Simulation(seed);
        try {
            simulation.run();
        } catch (Throwable e) {
            throw new AssertionError("Replay with -Dsimulation.seed=" + seed + " (" + simulation + ")", e);
        }
    }
}
