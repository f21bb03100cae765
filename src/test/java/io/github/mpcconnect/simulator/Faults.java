package io.github.mpcconnect.simulator;

import java.util.List;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.function.Predicate;

/** Faults to order. Where several strike the same request, the one ordered last is outermost. Thread-safe. */
public final class Faults {
    private record Fault(Predicate<SimulatedRequest> strikes, Effect effect) {}

    private final List<Fault> faults = new CopyOnWriteArrayList<>();

    /** Every request that matches, until {@link #clear}. */
    public Faults always(Predicate<SimulatedRequest> when, Effect effect) {
        faults.add(new Fault(when, effect));
        return this;
    }

    public Faults once(Predicate<SimulatedRequest> when, Effect effect) {
        return times(1, when, effect);
    }

    /** The next so many requests that match. */
    public Faults times(int times, Predicate<SimulatedRequest> when, Effect effect) {
        AtomicInteger left = new AtomicInteger(times);
        return always(when.and(request -> left.get() > 0 && left.getAndDecrement() > 0), effect);
    }

    /** The nth request that matches, counted from 1 and from now, and no other. */
    public Faults nth(int n, Predicate<SimulatedRequest> when, Effect effect) {
        AtomicInteger seen = new AtomicInteger();
        return always(when.and(request -> seen.incrementAndGet() == n), effect);
    }

    /** Each request that matches with that probability, drawn from the seed in the order of arrival. */
    public Faults sometimes(double probability, long seed, Predicate<SimulatedRequest> when, Effect effect) {
        Random random = new Random(seed);
        return always(when.and(request -> random.nextDouble() < probability), effect);
    }

    /** From now on all is well. */
    public void clear() {
        faults.clear();
    }

    Answer answer(SimulatedRequest request, Function<SimulatedRequest, Answer> api) {
        Function<SimulatedRequest, Answer> answering = api;
        for (Fault fault : faults) {
            if (fault.strikes().test(request)) {
                Function<SimulatedRequest, Answer> inner = answering;
                answering = changed -> fault.effect().answer(changed, inner);
            }
        }
        return answering.apply(request);
    }
}
