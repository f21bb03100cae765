package io.github.mpcconnect.request;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.PriorityQueue;
import java.util.Random;
import java.util.function.LongFunction;
import java.util.function.LongUnaryOperator;

/**
 * Sends requests through a limiter, so many at a time and as fast as it lets them, to a server that counts each at some
 * moment between its sending and its answer. Its times are nanoseconds from zero.
 */
final class CountingServer {

    private final Limiter limiter;
    private final int concurrent;
    private final Random random;
    private final List<Long> counted = new ArrayList<>();
    private final PriorityQueue<Long> answers = new PriorityQueue<>();

    CountingServer(Limiter limiter, int concurrent, long seed) {
        this.limiter = limiter;
        this.concurrent = concurrent;
        this.random = new Random(seed);
    }

    /**
     * @param latency how long a request that is sent at a moment takes
     * @param idle the moment until which nobody wants to send at a moment; that moment itself where somebody does
     */
    CountingServer run(Duration length, LongFunction<Duration> latency, LongUnaryOperator idle) {
        long now = 0;
        while (now < length.toNanos()) {
            long next = Math.max(idle.applyAsLong(now), now);
            if (next == now && answers.size() < concurrent) {
                Duration wait = limiter.take(now);
                if (wait.isZero()) {
                    send(now, latency.apply(now).toNanos());
                    continue;
                }
                next = now + wait.toNanos();
            } else if (next == now) {
                next = Long.MAX_VALUE;
            }
            now = answers.isEmpty() ? next : Math.min(next, answers.peek());
            answer(now);
        }
        return this;
    }

    private void send(long now, long latency) {
        answers.add(now + latency);
        counted.add(now + (long) (random.nextDouble() * latency));
    }

    private void answer(long now) {
        while (!answers.isEmpty() && answers.peek() <= now) {
            limiter.answered(answers.remove());
        }
    }

    int count() {
        return counted.size();
    }

    /** The most requests that any closed span of that length holds. */
    int mostIn(Duration span) {
        long[] times = counted.stream().mapToLong(Long::longValue).sorted().toArray();
        int most = 0;
        int first = 0;
        for (int last = 0; last < times.length; last++) {
            while (times[last] - times[first] > span.toNanos()) {
                first++;
            }
            most = Math.max(most, last - first + 1);
        }
        return most;
    }
}
