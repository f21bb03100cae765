package io.github.mpcconnect.days.state;

import io.github.mpcconnect.days.state.WindowSizerTest.SizerRun;
import io.github.mpcconnect.timeline.Window;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;

import static org.assertj.core.api.Assertions.assertThat;

class WindowSizerTest {
    private static final Instant START = Instant.parse("2026-11-21T00:00:00Z");
    private static final int DAY = 86_400;

    static final int MAX = 200;
    static final Instant END = Instant.parse("2026-11-22T00:00:00Z");

    private WindowSizer sizer;

    @BeforeEach
    void createSizer() {
        sizer = new WindowSizer(START, MAX);
    }

    @Test
    void knowing_nothing_it_asks_for_all() {
        assertThat(sizer.next(END)).isEqualTo(new Window(START, END));
    }

    @Test
    void the_example_of_its_comment() {
        sizer.tooMany(new Window(START, END), 1_000);
        Window first = sizer.next(END);
        assertThat(first).isEqualTo(window("00:00:00", "03:50:24"));
        sizer.tooMany(first, 400);
        assertThat(sizer.next(END)).isEqualTo(window("00:00:00", "01:32:10"));
    }

    @Test
    void calls_that_were_read_are_taken_off_what_is_known() {
        sizer.tooMany(new Window(START, END), 1_000);
        sizer.advance(sizer.next(END), 850);
        assertThat(sizer.next(END)).isEqualTo(window("03:50:24", "24:00:00"));
    }

    @Test
    void a_part_that_is_known_to_fit_is_asked_for_whole() {
        sizer.tooMany(new Window(START, END), 1_000);
        Window first = sizer.next(END);
        sizer.tooMany(first, 201);
        sizer.advance(window("00:00:00", "03:00:00"), 100);
        assertThat(sizer.next(END).upTo()).isEqualTo(first.upTo());
    }

    @Test
    void a_window_goes_no_further_than_the_horizon() {
        sizer.tooMany(new Window(START, END), 1_000);
        assertThat(sizer.next(START.plusSeconds(60))).isEqualTo(window("00:00:00", "00:01:00"));
    }

    @Test
    void a_horizon_that_moves_on_is_followed() {
        sizer.advance(sizer.next(START.plusSeconds(60)), 3);
        assertThat(sizer.next(START.plusSeconds(70))).isEqualTo(window("00:01:00", "00:01:10"));
    }

    @Test
    void a_second_with_more_calls_than_a_window_may_hold_is_one_window() {
        Window second = window("00:00:00", "00:00:01");
        assertThat(sizer.fits(second, 100_000)).isTrue();
        assertThat(sizer.fits(window("00:00:00", "00:00:02"), MAX + 1)).isFalse();
        assertThat(sizer.fits(window("00:00:00", "00:00:02"), MAX)).isTrue();
    }

    @Test
    void a_window_of_one_call_can_be_found() {
        SizerRun run = new SizerRun(EndTimes.secondsAfter(START, LongStream.of(10, 10, 11, 500)), START, END, 1);
        run.toTheEnd();
        assertThat(run.answers()).isLessThanOrEqualTo(60);
    }

    @Test
    void a_burst_in_one_second_of_an_empty_day_is_found_within_25_answers() {
        for (long second : new long[] {1, 2, 29_999, 43_200, 61_234, 86_399, 86_400}) {
            SizerRun run = new SizerRun(
                    EndTimes.secondsAfter(
                            START, LongStream.generate(() -> second).limit(1_000)),
                    START,
                    END,
                    MAX);
            run.toTheEnd();
            assertThat(run.answers()).as("burst in second %d", second).isLessThanOrEqualTo(25);
        }
    }

    @Test
    void an_empty_day_takes_one_answer() {
        SizerRun run = new SizerRun(EndTimes.of(List.of()), START, END, MAX);
        run.toTheEnd();
        assertThat(run.answers()).isOne();
    }

    @Test
    void the_calls_of_a_working_day_take_few_answers_more_than_windows() {
        for (int calls : new int[] {100, 1_000, 5_000, 20_000, 100_000}) {
            SizerRun run = new SizerRun(workingDay(calls), START, END, MAX);
            run.toTheEnd();
            assertThat(run.answers()).as("%d calls", calls).isLessThanOrEqualTo((int) (calls / (0.4 * MAX)) + 25);
        }
    }

    /** Nine tenths between 9 and 17 h, with a peak about noon, the rest all over the day. */
    static EndTimes workingDay(int calls) {
        Random random = new Random(calls);
        LongStream seconds = LongStream.generate(() -> {
            boolean busy = random.nextInt(10) > 0;
            double hour = busy ? 9 + 4 * (random.nextDouble() + random.nextDouble()) : 24 * random.nextDouble();
            return 1 + (long) (hour * 3_599.9);
        });
        return EndTimes.secondsAfter(START, seconds.limit(calls));
    }

    private static Window window(String after, String upTo) {
        Instant end = upTo.startsWith("24") ? END : Instant.parse("2026-11-21T" + upTo + "Z");
        return new Window(Instant.parse("2026-11-21T" + after + "Z"), end);
    }

    /** Reads a span of pure end times window by window, as a day is read, and checks each window. */
    static final class SizerRun {

        private final EndTimes truth;
        private final Instant horizon;
        private final int max;
        private final WindowSizer sizer;
        private final List<Window> read = new ArrayList<>();
        private Instant reached;
        private int answers;

        SizerRun(EndTimes truth, Instant from, Instant horizon, int max) {
            this.truth = truth;
            this.horizon = horizon;
            this.max = max;
            this.sizer = new WindowSizer(from, max);
            this.reached = from;
        }

        void toTheEnd() {
            int enough = 100 * (truth.size() + 1) + 10_000;
            while (reached.isBefore(horizon)) {
                step();
                assertThat(answers).as("answers, each window read: %s", read).isLessThan(enough);
            }
            assertThat(reached).isEqualTo(horizon);
            assertThat(read.stream().mapToInt(truth::count).sum()).isEqualTo(truth.size());
        }

        private void step() {
            Window window = sizer.next(horizon);
            answers++;
            assertThat(window.after()).as("windows tile").isEqualTo(reached).isEqualTo(sizer.from());
            assertThat(window.upTo()).isBeforeOrEqualTo(horizon);
            int calls = truth.count(window);
            if (!sizer.fits(window, calls)) {
                sizer.tooMany(window, calls);
                return;
            }
            if (!window.isOneSecond()) {
                assertThat(calls).as("calls in %s", window).isLessThanOrEqualTo(max);
            }
            sizer.advance(window, calls);
            read.add(window);
            reached = window.upTo();
        }

        /** How often the API was asked for a window's first page. */
        int answers() {
            return answers;
        }
    }

    // Window sizer

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
