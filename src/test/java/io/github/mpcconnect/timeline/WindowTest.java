package io.github.mpcconnect.timeline;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.time.Duration;
import java.time.Instant;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class WindowTest {

    private static final Instant START = Instant.parse("2026-11-21T00:00:00Z");

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
