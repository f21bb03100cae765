package io.github.mpcconnect.timeline;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.TreeSet;

import static org.assertj.core.api.Assertions.assertThat;

class DayTest {

    private static final Day DAY = new Day(LocalDate.of(2026, 11, 21));

    @ParameterizedTest
    @CsvSource({
        "2026-11-21T00:00:00Z,           2026-11-20",
        "2026-11-21T00:00:00.000000001Z, 2026-11-21",
        "2026-11-21T00:00:00.000001Z,    2026-11-21",
        "2026-11-21T12:00:00Z,           2026-11-21",
        "2026-11-21T23:59:59.999999Z,    2026-11-21",
        "2026-11-21T23:59:59.999999999Z, 2026-11-21",
        "2026-11-22T00:00:00Z,           2026-11-21",
        "2026-11-22T00:00:00.000001Z,    2026-11-22",
        "2027-01-01T00:00:00Z,           2026-12-31",
        "2028-03-01T00:00:00Z,           2028-02-29"
    })
    void an_end_time_belongs_to_the_day_that_midnight_ends(Instant endTime, String day) {
        assertThat(Day.of(endTime)).hasToString(day);
    }

    @Test
    void a_bound_at_midnight_starts_a_day() {
        assertThat(Day.startingAt(DAY.start())).isEqualTo(DAY);
        assertThat(Day.startingAt(DAY.end())).isEqualTo(DAY.next());
        assertThat(Day.startingAt(DAY.end().minusSeconds(1))).isEqualTo(DAY);
    }

    @Test
    void days_tile_time() {
        assertThat(DAY.start()).isEqualTo("2026-11-21T00:00:00Z");
        assertThat(DAY.end())
                .isEqualTo("2026-11-22T00:00:00Z")
                .isEqualTo(DAY.next().start());
        assertThat(DAY.previous().end()).isEqualTo(DAY.start());
        assertThat(DAY.whole()).isEqualTo(new Window(DAY.start(), DAY.end()));
        assertThat(DAY.whole().length()).isEqualTo(Duration.ofDays(1));
    }

    @Test
    void days_are_ordered_by_date() {
        TreeSet<Day> days = new TreeSet<>(List.of(DAY.plus(40), DAY, DAY.previous()));
        assertThat(days).containsExactly(DAY.previous(), DAY, DAY.plus(40));
    }
}
