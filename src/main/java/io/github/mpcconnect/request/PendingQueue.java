package io.github.mpcconnect.request;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;

/**
 * The waiting requests. Ready ones are ordered by the urgency of their work, lists before participants, then by age;
 * those that back off, by the time at which they become ready. Each operation takes logarithmic time. Confined to the
 * loop.
 */
final class PendingQueue {

    private static final Comparator<Pending<?>> FIRST_COME = Comparator.comparingLong(Pending::sequence);

    private final long origin;
    private final List<Work> order;
    private final List<NavigableSet<Pending<?>>> ready = new ArrayList<>();
    private final NavigableSet<BackingOff> backingOff = new TreeSet<>();
    private final Map<Pending<?>, BackingOff> backingOffByRequest = new TreeMap<>(FIRST_COME);
    private final Map<Work, Integer> waiting = new EnumMap<>(Work.class);

    /**
     * @param order the kinds of work, most urgent first
     * @param now a time before all others, in nanoseconds
     */
    PendingQueue(List<Work> order, long now) {
        this.order = List.copyOf(order);
        this.origin = now;
        int lanes = 1 + order.size() * Resource.values().length;
        for (int i = 0; i < lanes; i++) {
            ready.add(new TreeSet<>(FIRST_COME));
        }
    }

    /** @param notBefore in nanoseconds since the origin */
    private record BackingOff(long notBefore, Pending<?> request) implements Comparable<BackingOff> {
        @Override
        public int compareTo(BackingOff other) {
            int byTime = Long.compare(notBefore, other.notBefore);
            return byTime != 0 ? byTime : FIRST_COME.compare(request, other.request);
        }
    }

    /** Adds a request that is ready now. */
    void add(Pending<?> request) {
        lane(request).add(request);
        count(request, 1);
    }

    /** Adds a request that becomes ready at the given time. */
    void add(Pending<?> request, long notBefore) {
        BackingOff backing = new BackingOff(notBefore - origin, request);
        backingOff.add(backing);
        backingOffByRequest.put(request, backing);
        count(request, 1);
    }

    /** Removes and returns the most urgent ready request whose kind of work is allowed; null if there is none. */
    Pending<?> next(Predicate<Work> isAllowed) {
        for (int lane = 0; lane < ready.size(); lane++) {
            if (!ready.get(lane).isEmpty() && (lane == 0 || isAllowed.test(work(lane)))) {
                Pending<?> request = ready.get(lane).pollFirst();
                count(request, -1);
                return request;
            }
        }
        return null;
    }

    /** The time until a request is ready; zero if one is ready now. */
    Duration untilReady(long now) {
        release(now);
        if (ready.stream().anyMatch(lane -> !lane.isEmpty())) {
            return Duration.ZERO;
        }
        return untilRelease(now);
    }

    /** The time until the next request that backs off becomes ready. */
    Duration untilRelease(long now) {
        return backingOff.isEmpty()
                ? SendScheduler.UNTIL_CHANGED
                : Duration.ofNanos(backingOff.first().notBefore - (now - origin));
    }

    /** Whether a request of that kind of work is ready. */
    boolean hasReady(Work work) {
        int first = 1 + order.indexOf(work) * Resource.values().length;
        return !ready.get(first).isEmpty() || !ready.get(first + 1).isEmpty();
    }

    private void release(long now) {
        while (!backingOff.isEmpty() && backingOff.first().notBefore <= now - origin) {
            Pending<?> request = backingOff.pollFirst().request;
            backingOffByRequest.remove(request);
            lane(request).add(request);
        }
    }

    /** Removes a request. */
    void remove(Pending<?> request) {
        BackingOff backing = backingOffByRequest.remove(request);
        if (backing != null ? backingOff.remove(backing) : lane(request).remove(request)) {
            count(request, -1);
        }
    }

    /** Removes and returns all requests. */
    List<Pending<?>> drain() {
        List<Pending<?>> all = new ArrayList<>(backingOffByRequest.keySet());
        ready.forEach(all::addAll);
        all.forEach(this::remove);
        return all;
    }

    /** The number of waiting requests of that kind of work, ready or not. */
    int waiting(Work work) {
        return waiting.getOrDefault(work, 0);
    }

    private void count(Pending<?> request, int change) {
        if (!request.isProbe()) {
            waiting.merge(request.work(), change, Integer::sum);
        }
    }

    private NavigableSet<Pending<?>> lane(Pending<?> request) {
        int lane = request.isProbe()
                ? 0
                : 1
                        + order.indexOf(request.work()) * Resource.values().length
                        + request.resource().ordinal();
        return ready.get(lane);
    }

    private Work work(int lane) {
        return order.get((lane - 1) / Resource.values().length);
    }
}
