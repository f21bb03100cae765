package io.github.mpcconnect.simulator;

import io.github.mpcconnect.simulator.Traffic.SlidingCount;
import org.junit.jupiter.api.Test;

import java.time.Duration;

import static org.assertj.core.api.Assertions.assertThat;

class SlidingCountTest {
    private static final Duration SPAN = Duration.ofSeconds(5);

    private final SlidingCount count = new SlidingCount();

    @Test
    void holds_its_limit_in_any_span_not_only_in_spans_side_by_side() {
        assertThat(add(0)).isZero();
        assertThat(add(4_000)).isZero();
        assertThat(add(4_500)).isEqualTo(Duration.ofMillis(500));
        assertThat(add(5_000)).isZero();
        assertThat(add(6_000)).isEqualTo(Duration.ofMillis(3_000));
        assertThat(add(9_000)).isZero();
    }

    @Test
    void does_not_count_what_it_refused() {
        add(0);
        add(0);
        assertThat(add(1_000)).isPositive();
        assertThat(count.max()).isEqualTo(2);
        assertThat(add(5_000)).isZero();
    }

    private Duration add(long millis) {
        return count.add(Duration.ofMillis(millis).toNanos(), 2, SPAN);
    }
}
