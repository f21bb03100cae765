package io.github.mpcconnect.days.state;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

import java.time.Instant;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;

import static org.assertj.core.api.Assertions.assertThat;

class WindowSizerPropertyTest {

    private static final Instant START = Instant.parse("2026-11-21T00:00:00Z");
    private static final int DAY = 86_400;

    /** So many calls, evenly spread over some seconds of the day from one on. */
    private record Bunch(int calls, int from, int length) {

        LongStream seconds(long seed) {
            return new Random(seed).longs(calls, from, Math.min(DAY, from + length) + 1L);
        }
    }

    @Property(tries = 300)
    void windows_tile_the_day_and_hold_no_more_calls_than_they_may(
            @ForAll("worlds") List<Bunch> bunches,
            @ForAll @IntRange(min = 1, max = 400) int max,
            @ForAll long seed,
            @ForAll @IntRange(min = 1, max = DAY) int horizon) {
        SizerRun run = new SizerRun(
                EndTimes.secondsAfter(START, seconds(bunches, seed).filter(second -> second > 0 && second <= horizon)),
                START,
                START.plusSeconds(horizon),
                max);
        run.toTheEnd();
    }

    /** A bunch has two edges to be found, each by halving a day at worst; the rest is a matter of the calls. */
    @Property(tries = 300)
    void few_answers_are_wasted(@ForAll("worlds") List<Bunch> bunches, @ForAll long seed) {
        EndTimes truth = EndTimes.secondsAfter(START, seconds(bunches, seed));
        SizerRun run = new SizerRun(truth, START, START.plusSeconds(DAY), 200);
        run.toTheEnd();
        assertThat(run.answers()).isLessThanOrEqualTo(truth.size() / 80 + 25 * (1 + bunches.size()));
    }

    private static LongStream seconds(List<Bunch> bunches, long seed) {
        return bunches.stream().flatMapToLong(bunch -> bunch.seconds(seed + bunch.hashCode()));
    }

    @Provide
    Arbitrary<List<Bunch>> worlds() {
        Arbitrary<Integer> calls = Arbitraries.oneOf(
                Arbitraries.integers().between(0, 30), Arbitraries.integers().between(150, 3_000));
        Arbitrary<Integer> from = Arbitraries.integers().between(1, DAY);
        Arbitrary<Integer> length = Arbitraries.oneOf(
                Arbitraries.just(0),
                Arbitraries.integers().between(0, 5),
                Arbitraries.integers().between(0, 3_600),
                Arbitraries.just(DAY));
        return Combinators.combine(calls, from, length).as(Bunch::new).list().ofMaxSize(5);
    }
}
