package io.github.mpcconnect.days.audit;

import io.github.mpcconnect.days.sent.ListedCall;
import io.github.mpcconnect.days.state.DayState;
import io.github.mpcconnect.days.state.Days;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

import static io.github.mpcconnect.days.state.Days.NOW;
import static io.github.mpcconnect.days.state.Days.aCall;
import static io.github.mpcconnect.days.state.Days.restarted;
import static io.github.mpcconnect.days.state.Days.send;
import static org.assertj.core.api.Assertions.assertThat;

/** What was sent before a restart against what is listed after it. */
class ReconciliationPropertyTest {

    @Property(tries = 60)
    void up_to_32_late_and_vanished_calls_are_known_exactly(
            @ForAll @IntRange(max = 300) int same,
            @ForAll @IntRange(max = 32) int late,
            @ForAll @IntRange(max = 32) int gone,
            @ForAll @IntRange(max = 999) int salt) {
        int vanished = Math.min(gone, 32 - late);
        DayState day = restarted(sent(calls(salt, 0, same + vanished)));
        List<ListedCall> listed = calls(salt, vanished, same + vanished + late);
        list(day, listed, true);

        assertThat(day.earlier()).isNull();
        assertThat(day.totals().vanished()).hasSize(vanished);
        calls(salt, 0, vanished)
                .forEach(call -> assertThat(day.totals().isVanished(call.key())).isTrue());
        assertThat(day.totals().vanishedCount()).isEqualTo(vanished);
        assertThat(day.totals().calls()).isEqualTo(same + vanished);
        assertThat(day.sent().size()).isEqualTo(same);
        assertThat(lateIn(day, listed))
                .containsExactlyElementsOf(keys(calls(salt, same + vanished, same + vanished + late)));
        assertThat(day.audit().isListingRequested()).as("a listing follows").isEqualTo(late > 0);
    }

    @Property(tries = 60)
    void more_than_32_are_never_taken_as_decoded(
            @ForAll @IntRange(max = 300) int same,
            @ForAll @IntRange(min = 33, max = 120) int differences,
            @ForAll @IntRange(max = 120) int late,
            @ForAll @IntRange(max = 999) int salt) {
        int added = Math.min(late, differences);
        int vanished = differences - added;
        DayState day = restarted(sent(calls(salt, 0, same + vanished)));
        list(day, calls(salt, vanished, same + vanished + added), true);

        assertThat(day.earlier()).isNotNull();
        assertThat(day.earlier().isUndecoded()).isTrue();
        assertThat(day.sent().size()).isZero();
        assertThat(day.totals().vanished()).isEmpty();
        assertThat(day.totals().calls()).isEqualTo(same + vanished);
    }

    private static DayState sent(List<ListedCall> calls) {
        DayState day = Days.aDay();
        send(day, "10:00", calls.toArray(ListedCall[]::new));
        return day;
    }

    private static List<ListedCall> calls(int salt, int from, int to) {
        return IntStream.range(from, to)
                .mapToObj(i -> aCall(salt + "-" + i, "09:00"))
                .toList();
    }

    private static List<Long> keys(List<ListedCall> calls) {
        return calls.stream().map(ListedCall::key).toList();
    }

    /** Those that the next listing will find. */
    private static List<Long> lateIn(DayState day, List<ListedCall> listed) {
        List<Long> late = new ArrayList<>();
        for (ListedCall call : listed) {
            if (!day.sent().contains(call.key()) && !day.totals().isVanished(call.key())) {
                late.add(call.key());
            }
        }
        return late;
    }

    private static void list(DayState day, List<ListedCall> calls, boolean whole) {
        day.earlier().beginListing();
        calls.forEach(day.earlier()::list);
        new Reconciliation(Days.reading(() -> NOW), day).listed(whole, false, () -> {});
    }

    // The invariants (A) to (D) of {DayState}, in any order of events

    @Property(tries = 100)
    void invariants_hold_in_any_order_of_events(@ForAll("steps") List<Integer> steps, @ForAll long seed) {
        DayWorld world = new DayWorld(seed);
        steps.forEach(world::step);
        world.finish();
    }

    @Provide
    Arbitrary<List<Integer>> steps() {
        return Arbitraries.integers().between(0, 15).list().ofMinSize(20).ofMaxSize(120);
    }
}
