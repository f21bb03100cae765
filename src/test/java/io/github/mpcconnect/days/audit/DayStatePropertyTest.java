package io.github.mpcconnect.days.audit;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

import java.util.List;

/** The invariants (A) to (D) of {@link DayState}, whatever happens in whatever order. */
class DayStatePropertyTest {

    @Property(tries = 100)
    void invariants_hold_in_any_order_of_events(@ForAll("steps") List<Integer> steps, @ForAll long seed) {
        DayWorld world = new DayWorld(seed);
        steps.forEach(world::step);
        world.finish();
    }

    @Provide
    Arbitrary<List<Integer>> steps() {
        return Arbitraries.integers().between(0, 15).list().ofMinSize(20).ofMaxSize(120);
    }
}
