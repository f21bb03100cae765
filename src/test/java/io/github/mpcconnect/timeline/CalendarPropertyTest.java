package io.github.mpcconnect.timeline;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

class CalendarPropertyTest {

    private static final Day FIRST = new Day(LocalDate.of(2026, 8, 23));
    private static final int DAYS = 90;

    /** So many calls, a microsecond apart, from an instant of a day on; the instant is often about midnight. */
    private record Bunch(int day, long microsOfDay, int calls) {

        Stream<Instant> ends() {
            Instant from = FIRST.plus(day).start().plus(microsOfDay, ChronoUnit.MICROS);
            return Stream.iterate(from, end -> end.plus(1, ChronoUnit.MICROS)).limit(calls);
        }
    }

    @Property(tries = 500)
    void every_day_is_read_once_and_in_order(
            @ForAll("worlds") List<Bunch> bunches,
            @ForAll("watermarks") Map<Integer, Integer> stored,
            @ForAll @IntRange(min = 0, max = 3 * 86_400) int floorSeconds,
            @ForAll("days") Set<Integer> waiting,
            @ForAll boolean newestFirst) {
        Instant floor = FIRST.start().plusSeconds(floorSeconds);
        Map<Day, Watermark> watermarks = stored.entrySet().stream()
                .map(entry -> new Watermark(
                        FIRST.plus(entry.getKey()),
                        FIRST.plus(entry.getKey()).start().plusSeconds(entry.getValue()),
                        7L,
                        0L))
                .collect(Collectors.toMap(Watermark::day, watermark -> watermark));
        EndTimes truth = EndTimes.of(bunches.stream().flatMap(Bunch::ends).toList());
        CalendarRun run = new CalendarRun(truth, floor, FIRST.plus(DAYS), newestFirst, watermarks);
        Set<Day> except = waiting.stream().map(FIRST::plus).collect(Collectors.toSet());
        run.toTheEnd(except).checkNothingWasLeftOut(except);
        run.toTheEnd(Set.of()).checkNothingWasLeftOut(Set.of());
    }

    @Provide
    Arbitrary<List<Bunch>> worlds() {
        Arbitrary<Long> micros = Arbitraries.oneOf(
                Arbitraries.longs().between(-1, 1),
                Arbitraries.longs().between(-2_000_000, 2_000_000),
                Arbitraries.longs().between(0, 86_400_000_000L));
        Arbitrary<Integer> calls = Arbitraries.oneOf(
                Arbitraries.integers().between(1, 3), Arbitraries.integers().between(1, 50));
        return Combinators.combine(Arbitraries.integers().between(0, DAYS - 1), micros, calls)
                .as(Bunch::new)
                .list()
                .ofMaxSize(60);
    }

    @Provide
    Arbitrary<Map<Integer, Integer>> watermarks() {
        Arbitrary<Integer> seconds = Arbitraries.oneOf(
                Arbitraries.just(86_400), Arbitraries.integers().between(1, 86_400));
        return Arbitraries.maps(Arbitraries.integers().between(0, DAYS - 1), seconds)
                .ofMaxSize(20);
    }

    @Provide
    Arbitrary<Set<Integer>> days() {
        return Arbitraries.integers().between(0, DAYS - 1).set().ofMaxSize(5);
    }
}
