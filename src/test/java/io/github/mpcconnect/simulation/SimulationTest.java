package io.github.mpcconnect.simulation;

import io.github.mpcconnect.simulation.Trace.Tally;
import io.github.mpcconnect.simulation.World.AccountStory;
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

    /** In so many worlds what has to be found is there to be found. */
    private static final int MANY_RUNS = 300;

    @Test
    void keeps_its_promises_in_any_world() {
        Long seed = Long.getLong("simulation.seed");
        if (seed != null) {
            replay(seed);
            return;
        }
        long first = Long.getLong("simulation.first", 0);
        int runs = Integer.getInteger("simulation.runs", MANY_RUNS);
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
        if (runs >= MANY_RUNS) {
            assertThat(tally.of(AuditCheck.BILLS_BEFORE_LISTINGS))
                    .as(AuditCheck.BILLS_BEFORE_LISTINGS)
                    .isPositive();
        }
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

    /** Takes away from a world what its failure does not need. */
    static final class Shrinker {

        private Shrinker() {}

        /** What a world fails with; null where it does not. */
        static Throwable failure(World world) {
            try {
                new Run(world, Trace.OFF).run();
                return null;
            } catch (Violation | RuntimeException e) {
                return e;
            }
        }

        static World shrink(World world, String kind) {
            World small = world;
            World smaller = once(small, kind);
            while (smaller != small) {
                small = smaller;
                smaller = once(small, kind);
            }
            return small;
        }

        private static World once(World world, String kind) {
            World small = world;
            for (int i = world.events().size() - 1; i >= 0; i--) {
                small = better(small, small.with(small.accounts(), without(small.events(), i)), kind);
            }
            for (int a = world.accounts().size() - 1; a >= 0; a--) {
                if (small.accounts().size() > 1) {
                    small = better(small, small.with(without(small.accounts(), a), small.events()), kind);
                }
            }
            for (int a = 0; a < small.accounts().size(); a++) {
                AccountStory before = small.accounts().get(a);
                for (int i = before.troubles().size() - 1; i >= 0; i--) {
                    AccountStory now = small.accounts().get(a);
                    small = better(small, replaced(small, a, now.calls(), without(now.troubles(), i)), kind);
                }
                for (int chunk = 16; chunk > 0; chunk /= 2) {
                    for (int i = small.accounts().get(a).calls().size() - chunk; i >= 0; i -= chunk) {
                        AccountStory now = small.accounts().get(a);
                        List<CallStory> fewer = new ArrayList<>(now.calls());
                        fewer.subList(i, i + chunk).clear();
                        small = better(small, replaced(small, a, fewer, now.troubles()), kind);
                    }
                }
            }
            return small;
        }

        private static World replaced(World world, int account, List<CallStory> calls, List<Trouble> troubles) {
            List<AccountStory> accounts = new ArrayList<>(world.accounts());
            accounts.set(account, new AccountStory(accounts.get(account).id(), calls, troubles));
            return world.with(accounts, world.events());
        }

        private static <T> List<T> without(List<T> list, int index) {
            List<T> rest = new ArrayList<>(list);
            rest.remove(index);
            return rest;
        }

        private static World better(World world, World smaller, String kind) {
            Throwable failure = failure(smaller);
            boolean same = failure != null
                    && (failure instanceof Violation violation ? violation.invariant() : failure.toString())
                            .equals(kind);
            return same ? smaller : world;
        }
    }
}
