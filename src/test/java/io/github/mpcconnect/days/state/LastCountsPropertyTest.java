package io.github.mpcconnect.days.state;

import io.github.mpcconnect.timeline.Stretches;
import io.github.mpcconnect.timeline.Window;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

import static io.github.mpcconnect.days.state.Days.DAY;
import static io.github.mpcconnect.days.state.Days.second;
import static io.github.mpcconnect.days.state.Days.window;
import static org.assertj.core.api.Assertions.assertThat;

class LastCountsPropertyTest {

    @Property(tries = 200)
    void pieces_are_the_joined_parts_and_their_sums(
            @ForAll @IntRange(min = 1, max = 60) int parts, @ForAll @IntRange(max = 60) int left, @ForAll long seed) {
        Random random = new Random(seed);
        List<Window> all = new ArrayList<>();
        long from = 0;
        for (int i = 0; i < parts; i++) {
            long to = from + 1 + random.nextInt(1_000);
            all.add(new Window(second(from), second(to)));
            from = to;
        }
        Collections.shuffle(all, random);
        List<Window> added = all.subList(0, Math.max(1, parts - left));
        LastCounts counted = new LastCounts();
        added.forEach(part -> counted.add(part, (int) part.seconds()));

        List<LastCounts.Piece> pieces = counted.longest(100);
        assertThat(pieces)
                .extracting(LastCounts.Piece::window)
                .containsExactlyInAnyOrderElementsOf(Stretches.of(added).asList());
        assertThat(pieces)
                .allSatisfy(piece ->
                        assertThat(piece.calls()).isEqualTo((int) piece.window().seconds()));
    }

    @Example
    void the_longest_come_first_and_only_so_many() {
        LastCounts counted = new LastCounts();
        counted.add(window("01:00", "02:00"), 1);
        counted.add(window("05:00", "09:00"), 2);
        counted.add(window("03:00", "04:30"), 3);

        assertThat(counted.longest(2)).extracting(LastCounts.Piece::calls).containsExactly(2, 3);
        counted.clear();
        assertThat(counted.longest(2)).isEmpty();
    }

    @Example
    void a_part_may_fill_a_hole() {
        LastCounts counted = new LastCounts();
        counted.add(window("00:00", "02:00"), 1);
        counted.add(window("03:00", "24:00"), 2);
        counted.add(window("02:00", "03:00"), 4);

        assertThat(counted.longest(9)).containsExactly(new LastCounts.Piece(DAY.whole(), 7));
    }
}
