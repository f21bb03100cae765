package io.github.mpcconnect.simulation;

import io.github.mpcconnect.simulation.World.AccountStory;

import java.util.ArrayList;
import java.util.List;

/** Takes away from a world what its failure does not need. */
final class Shrinker {

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
                && (failure instanceof Violation violation ? violation.invariant() : failure.toString()).equals(kind);
        return same ? smaller : world;
    }
}
