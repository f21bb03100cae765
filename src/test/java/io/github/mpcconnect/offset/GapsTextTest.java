package io.github.mpcconnect.offset;

import io.github.mpcconnect.timeline.Window;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

import static io.github.mpcconnect.offset.DayOffsets.DAY;
import static io.github.mpcconnect.offset.DayOffsets.window;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class GapsTextTest {

    private static final String ID = "3b2e8a70-6f0e-4c5a-9d1f-0a1b2c3d4e5f";

    @Test
    void the_text_is_that_of_the_documentation() {
        Window tenFifteen = window(36_903, 37_200);
        Gaps.Deferred call = new Gaps.Deferred(tenFifteen.after(), ID, Instant.parse("2026-11-21T10:17:30Z"));
        Gaps gaps = new Gaps(List.of(tenFifteen), List.of(window(0, 1), window(86_399, 86_400)), List.of(call));
        String text = "00:00:00/00:00:01? 10:15:03#" + ID + "@2026-11-21T10:17Z 10:15:03/10:20:00 23:59:59/24:00:00?";
        assertThat(GapsText.format(DAY, gaps)).isEqualTo(text);
        assertThat(GapsText.parse(DAY, text))
                .isEqualTo(new Gaps(
                        gaps.unread(),
                        gaps.unproven(),
                        List.of(new Gaps.Deferred(tenFifteen.after(), ID, Instant.parse("2026-11-21T10:17:00Z")))));
    }

    @Test
    void no_gaps_have_an_empty_text() {
        assertThat(GapsText.format(DAY, Gaps.NONE)).isEmpty();
        assertThat(GapsText.parse(DAY, "")).isEqualTo(Gaps.NONE);
    }

    @Property
    void bounded_gaps_come_back_as_they_were_written(
            @ForAll long seed, @ForAll @IntRange(max = 200) int count, @ForAll @IntRange(max = 120) int calls) {
        Random random = new Random(seed);
        Gaps stretches = DayOffsets.stretches(random, DayOffsets.SECONDS_OF_A_DAY, count);
        List<Gaps.Deferred> deferred = DayOffsets.deferred(random, DayOffsets.SECONDS_OF_A_DAY, calls);
        Gaps gaps = new Gaps(stretches.unread(), stretches.unproven(), deferred);
        assertThat(GapsText.parse(DAY, GapsText.format(DAY, gaps))).isEqualTo(gaps.bounded(GapsText.MAX_STRETCHES));
    }

    @Test
    void any_number_of_stretches_fits_into_four_thousand_characters() {
        List<Window> unread = new ArrayList<>();
        List<Window> unproven = new ArrayList<>();
        for (int second = 0; second + 4 <= DayOffsets.SECONDS_OF_A_DAY; second += 4) {
            unread.add(window(second, second + 1));
            unproven.add(window(second + 2, second + 3));
        }
        Gaps gaps = new Gaps(unread, unproven, List.of());
        assertThat(GapsText.format(DAY, gaps)).hasSizeLessThan(4_000);
        Gaps parsed = GapsText.parse(DAY, GapsText.format(DAY, gaps));
        assertThat(parsed.unproven().get(0).after()).isEqualTo(DAY.start());
    }

    @Test
    void the_order_in_the_text_does_not_matter_and_stretches_that_touch_are_joined() {
        Gaps gaps = GapsText.parse(DAY, "10:00:00/11:00:00 00:00:00/01:00:00? 09:00:00/10:00:00");
        assertThat(gaps.unread()).containsExactly(window(32_400, 39_600));
        assertThat(gaps.unproven()).containsExactly(window(0, 3_600));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                " ",
                "10:15:03",
                "10:15:03/10:15:03",
                "10:15:03/10:15:02",
                "10:15/10:16",
                "24:00:00/24:00:00",
                "23:00:00/24:00:01",
                "23:00:00/25:00:00",
                "10:60:00/11:00:00",
                "10:15:03/10:20:00??",
                "10:15:03/10:20:00  10:25:00/10:26:00",
                "10:15:03/10:20:00,10:25:00/10:26:00",
                "10:15:03/10:20:00 10:19:59/10:30:00",
                "10:15:03/10:20:00 10:19:59/10:30:00?",
                "10:15:03/10:20:00 10:15:03/10:20:00",
                "10:15:03#@2026-11-21T10:17Z",
                "10:15:03#a b@2026-11-21T10:17Z",
                "10:15:03#a@2026-11-21T10:17",
                "10:15:03#a@2026-11-31T10:17Z",
                "10:15:03#a@2026-11-21T10:17:00Z",
                "00:00:00#a@2026-11-21T10:17Z",
                "10:15:03#a@2026-11-21T10:17Z 10:15:04#a@2026-11-21T10:17Z"
            })
    void other_texts_are_refused(String text) {
        assertThatIllegalArgumentException().isThrownBy(() -> GapsText.parse(DAY, text));
    }

    @Test
    void a_gap_of_another_day_is_not_written() {
        Gaps gaps = new Gaps(List.of(new Window(DAY.start(), DAY.end().plusSeconds(1))), List.of(), List.of());
        assertThatIllegalArgumentException()
                .isThrownBy(() -> GapsText.format(DAY, gaps))
                .withMessageContaining("A gap of 2026-11-21 cannot have the bound 2026-11-22T00:00:01Z");
    }
}
