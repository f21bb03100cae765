package io.github.mpcconnect.request;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.PriorityQueue;
import java.util.Random;
import java.util.function.LongFunction;
import java.util.function.LongUnaryOperator;

import static org.assertj.core.api.Assertions.assertThat;

class LimiterPropertyTest {

    private static final Duration PERIOD = Duration.ofSeconds(5);

    @Property(tries = 60)
    void no_span_of_a_period_holds_more_than_the_allowance_wherever_the_server_counts(
            @ForAll @IntRange(min = 1, max = 400) int allowance,
            @ForAll @IntRange(min = 1, max = 64) int concurrent,
            @ForAll @IntRange(min = 1, max = 900) int longest,
            @ForAll long seed) {
        Random random = new Random(seed);
        LongFunction<Duration> latency = now -> isStalled(now)
                ? Duration.ofMillis(600 + random.nextInt(longest))
                : Duration.ofNanos((long) (random.nextDouble() * longest * 1_000_000));
        CountingServer server = new CountingServer(Limiter.fresh(allowance, PERIOD), concurrent, seed)
                .run(Duration.ofSeconds(60), latency, now -> isIdle(now) ? now + 100_000_000 : now);
        assertThat(server.mostIn(PERIOD)).isLessThanOrEqualTo(allowance);
        assertThat(server.count()).isPositive();
    }

    /** A second in every seven. */
    private static boolean isStalled(long now) {
        return now / 1_000_000_000 % 7 == 3;
    }

    /** Six seconds in every twenty: then everything that could be saved up is. */
    private static boolean isIdle(long now) {
        return now / 1_000_000_000 % 20 >= 14;
    }

    @Test
    void nearly_all_of_the_allowance_is_used() {
        for (int millis : new int[] {20, 100, 140}) {
            Duration latency = Duration.ofMillis(millis);
            CountingServer server = new CountingServer(Limiter.fresh(300, PERIOD), 64, 1)
                    .run(Duration.ofSeconds(300), now -> latency, now -> now);
            double max = 300 * 300.0 / PERIOD.plus(latency).toMillis() * 1_000;
            assertThat(server.count()).as("at %d ms", millis).isGreaterThan((int) (0.98 * max));
            assertThat(server.mostIn(PERIOD)).isLessThanOrEqualTo(300);
        }
    }

    /** Responses that the network held back arrive at once, and its permits a period later. */
    @Test
    void nearly_all_of_the_allowance_is_used_though_the_network_stands_still_now_and_then() {
        assertThat(shareUsedThroughStalls(16)).isGreaterThan(0.97);
        assertThat(shareUsedThroughStalls(32)).isGreaterThan(0.99);
    }

    /** Of the ceiling, with 0.6 s of every 8 without an answer. Few at a time are soon all under way in a stall. */
    private static double shareUsedThroughStalls(int concurrent) {
        long every = 8_000_000_000L;
        long stall = 600_000_000L;
        long way = 100_000_000L;
        LongFunction<Duration> latency = now -> Duration.ofNanos(way + Math.max(0, stall - now % every));
        CountingServer server = new CountingServer(Limiter.fresh(300, PERIOD), concurrent, 1)
                .run(Duration.ofSeconds(400), latency, now -> now);
        assertThat(server.mostIn(PERIOD)).isLessThanOrEqualTo(300);
        double meanMillis = (way + 0.5 * stall * stall / every) / 1e6;
        return server.count() / (300 * 400_000.0 / (PERIOD.toMillis() + meanMillis));
    }

    @Test
    void a_limiter_of_too_short_a_period_would_be_found_out() {
        Limiter forgetful = Limiter.fresh(300, PERIOD.minusMillis(200));
        CountingServer server = new CountingServer(forgetful, 64, 1)
                .run(Duration.ofSeconds(60), now -> Duration.ofMillis(10), now -> now);
        assertThat(server.mostIn(PERIOD)).as("the count can fail").isGreaterThan(300);
    }

    /**
     * Sends requests through a limiter, so many at a time and as fast as it lets them, to a server that counts each at
     * some moment between its sending and its answer. Its times are nanoseconds from zero.
     */
    static final class CountingServer {

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

        /** The maximum number of requests in any closed span of that length. */
        int mostIn(Duration span) {
            long[] times = counted.stream().mapToLong(Long::longValue).sorted().toArray();
            int max = 0;
            int first = 0;
            for (int last = 0; last < times.length; last++) {
                while (times[last] - times[first] > span.toNanos()) {
                    first++;
                }
                max = Math.max(max, last - first + 1);
            }
            return max;
        }
    }
}
