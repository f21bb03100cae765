package io.github.mpcconnect.request;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;

import static org.assertj.core.api.Assertions.assertThat;

class BackoffTest {

    private static final Duration FIRST = Duration.ofMillis(500);
    private static final Duration MOST = Duration.ofSeconds(30);

    @Test
    void waits_double_up_to_the_most() {
        assertThat(waits(0)).containsExactly(500L, 1_000L, 2_000L, 4_000L, 8_000L, 16_000L, 30_000L, 30_000L);
    }

    @Test
    void chance_takes_off_up_to_half() {
        assertThat(waits(0.5)).startsWith(375L, 750L).endsWith(22_500L, 22_500L);
        assertThat(waits(0.999_999_999)).startsWith(250L, 500L).endsWith(15_000L, 15_000L);
    }

    @Test
    void a_thousand_failures_in_a_row_wait_no_longer_than_the_most() {
        Backoff backoff = new Backoff(FIRST, MOST, () -> 0);
        assertThat(backoff.after(1_000)).isEqualTo(MOST);
        assertThat(backoff.after(Integer.MAX_VALUE)).isEqualTo(MOST);
    }

    private static List<Long> waits(double random) {
        Backoff backoff = new Backoff(FIRST, MOST, () -> random);
        return IntStream.rangeClosed(1, 8)
                .mapToObj(failures -> backoff.after(failures).toMillis())
                .toList();
    }
}
