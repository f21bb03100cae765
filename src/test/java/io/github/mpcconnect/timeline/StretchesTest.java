package io.github.mpcconnect.timeline;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.NoSuchElementException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class StretchesTest {

    private static final Instant START = Instant.parse("2026-11-21T00:00:00Z");
    private static final int SECONDS = 60;

    /** A step of a test: a window added or subtracted. */
    record Step(boolean adds, Window window) {}

    @Property
    void they_behave_like_a_set_of_seconds(@ForAll("steps") List<Step> steps, @ForAll("windows") Window window) {
        Stretches stretches = new Stretches();
        BitSet expected = new BitSet();
        for (Step step : steps) {
            if (step.adds()) {
                stretches.add(step.window());
            } else {
                stretches.subtract(step.window());
            }
            expected.set(first(step.window()), last(step.window()) + 1, step.adds());
        }
        BitSet inWindow = expected.get(first(window), last(window) + 1);

        assertThat(seconds(stretches.asList())).isEqualTo(expected);
        assertThat(stretches.isEmpty()).isEqualTo(expected.isEmpty());
        assertThat(stretches.intersects(window)).isEqualTo(!inWindow.isEmpty());
        assertThat(stretches.covers(window)).isEqualTo(inWindow.cardinality() == window.seconds());
        BitSet missing = new BitSet();
        missing.set(first(window), last(window) + 1);
        missing.andNot(expected);
        assertThat(seconds(stretches.minus(window))).isEqualTo(missing);
        assertThat(stretches).isEqualTo(Stretches.of(stretches.asList())).isEqualTo(stretches.copy());
    }

    @Property
    void they_are_sorted_and_never_touch(@ForAll("steps") List<Step> steps, @ForAll("windows") Window window) {
        Stretches stretches = new Stretches();
        for (Step step : steps) {
            if (step.adds()) {
                stretches.add(step.window());
            } else {
                stretches.subtract(step.window());
            }
            List<Window> list = stretches.asList();
            assertThat(stretches.size()).isEqualTo(list.size());
            assertApart(list);
            if (!list.isEmpty()) {
                assertThat(stretches.first()).isEqualTo(list.get(0));
            }
        }
        assertApart(stretches.minus(window));
    }

    @Property
    void a_call_is_in_the_stretch_that_its_end_time_is_in(@ForAll("steps") List<Step> steps) {
        Stretches stretches = new Stretches();
        steps.forEach(step -> stretches.add(step.window()));
        BitSet expected = seconds(stretches.asList());
        for (int second = 1; second <= SECONDS; second++) {
            Instant end = START.plusSeconds(second);
            assertThat(stretches.contains(end)).isEqualTo(expected.get(second));
            assertThat(stretches.contains(end.minusNanos(1))).isEqualTo(expected.get(second));
        }
    }

    @Test
    void the_start_of_a_stretch_is_not_in_it_and_its_end_is() {
        Stretches stretches = Stretches.of(List.of(window(10, 20)));
        assertThat(stretches.contains(START.plusSeconds(10))).isFalse();
        assertThat(stretches.contains(START.plusSeconds(10).plusNanos(1))).isTrue();
        assertThat(stretches.contains(START.plusSeconds(20))).isTrue();
        assertThat(stretches.contains(START.plusSeconds(20).plusNanos(1))).isFalse();
    }

    @Test
    void stretches_that_touch_are_joined() {
        Stretches stretches = Stretches.of(List.of(window(10, 20), window(30, 40), window(20, 30)));
        assertThat(stretches.asList()).containsExactly(window(10, 40));
    }

    @Test
    void the_middle_of_a_stretch_can_be_taken_out() {
        Stretches stretches = Stretches.of(List.of(window(10, 40)));
        stretches.subtract(window(20, 30));
        assertThat(stretches.asList()).containsExactly(window(10, 20), window(30, 40));
        assertThat(stretches.minus(window(0, 50))).containsExactly(window(0, 10), window(20, 30), window(40, 50));
    }

    @Test
    void a_stretch_longer_than_a_window_is_refused_and_nothing_changes() {
        Window month = new Window(START, START.plus(Window.MAX_LENGTH));
        Stretches stretches = Stretches.of(List.of(month));
        assertThatIllegalArgumentException()
                .isThrownBy(() ->
                        stretches.add(new Window(month.upTo(), month.upTo().plusSeconds(1))));
        assertThat(stretches.asList()).containsExactly(month);
    }

    @Test
    void an_empty_set_has_no_first() {
        assertThatExceptionOfType(NoSuchElementException.class).isThrownBy(() -> new Stretches().first());
    }

    @Test
    void a_copy_changes_on_its_own() {
        Stretches stretches = Stretches.of(List.of(window(10, 20)));
        stretches.copy().add(window(30, 40));
        assertThat(stretches.asList()).containsExactly(window(10, 20));
    }

    private static void assertApart(List<Window> list) {
        for (int i = 1; i < list.size(); i++) {
            assertThat(list.get(i - 1).upTo()).isBefore(list.get(i).after());
        }
    }

    private static BitSet seconds(List<Window> windows) {
        BitSet seconds = new BitSet();
        windows.forEach(window -> seconds.set(first(window), last(window) + 1));
        return seconds;
    }

    private static int first(Window window) {
        return (int) (window.after().getEpochSecond() - START.getEpochSecond()) + 1;
    }

    private static int last(Window window) {
        return (int) (window.upTo().getEpochSecond() - START.getEpochSecond());
    }

    private static Window window(int after, int upTo) {
        return new Window(START.plusSeconds(after), START.plusSeconds(upTo));
    }

    @Provide
    Arbitrary<List<Step>> steps() {
        return Combinators.combine(Arbitraries.of(true, true, false), windows())
                .as(Step::new)
                .list()
                .ofMaxSize(20)
                .map(ArrayList::new);
    }

    @Provide
    Arbitrary<Window> windows() {
        Arbitrary<Integer> lengths = Arbitraries.integers().between(1, 12);
        return Arbitraries.integers()
                .between(0, SECONDS - 12)
                .flatMap(after -> lengths.map(length -> window(after, after + length)));
    }

    // Windows

    @ParameterizedTest
    @CsvSource({
        "2026-11-21T00:00:00Z,       2026-11-21T00:00:00Z",
        "2026-11-21T00:00:01Z,       2026-11-21T00:00:00Z",
        "2026-11-21T00:00:00.5Z,     2026-11-21T00:00:02Z",
        "2026-11-21T00:00:00Z,       2026-11-21T00:00:02.000000001Z",
        "2026-11-21T00:00:00Z,       2026-12-21T00:00:01Z",
    })
    void a_window_that_the_api_cannot_search_is_refused(Instant after, Instant upTo) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Window(after, upTo))
                .withMessageContaining(after + ", " + upTo);
    }

    @Test
    void the_shortest_window_is_a_second_and_the_longest_30_days() {
        assertThat(new Window(START, START.plusSeconds(1)).isOneSecond()).isTrue();
        assertThat(new Window(START, START.plusSeconds(2)).isOneSecond()).isFalse();
        assertThat(new Window(START, START.plus(Duration.ofDays(30))).seconds()).isEqualTo(30 * 86_400);
    }
}
