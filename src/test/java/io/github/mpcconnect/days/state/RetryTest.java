package io.github.mpcconnect.days.state;

import io.github.mpcconnect.batch.Change;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

import static io.github.mpcconnect.days.state.Days.NOW;
import static io.github.mpcconnect.days.state.Days.aCall;
import static io.github.mpcconnect.days.state.Days.at;
import static io.github.mpcconnect.days.state.Days.pending;
import static org.assertj.core.api.Assertions.assertThat;

class RetryTest {

    @Test
    void the_first_try_is_due_at_once() {
        assertThat(Retry.at(NOW).isDue(NOW)).isTrue();
        assertThat(Retry.at(NOW).isDue(NOW.minusSeconds(1))).isFalse();
    }

    @Test
    void waits_double_from_a_minute_to_an_hour() {
        List<Long> minutes = new ArrayList<>();
        Retry retry = Retry.at(NOW);
        for (int i = 0; i < 9; i++) {
            retry = retry.failed(NOW);
            minutes.add(Duration.between(NOW, retry.notBefore()).toMinutes());
        }
        assertThat(minutes).containsExactly(1L, 2L, 4L, 8L, 16L, 32L, 60L, 60L, 60L);
    }

    @Test
    void a_deferred_call_is_tried_when_its_wait_ends() {
        Instant end = at("12:10");
        DayGaps.Deferred call = new DayGaps.Deferred(
                pending(aCall("a", "11:00"), Change.NEW), "a", at("11:10"), at("11:10"), Retry.at(NOW), 0);
        List<Instant> tries = new ArrayList<>();
        for (Instant now = NOW; tries.size() < 6; now = tries.get(tries.size() - 1)) {
            call = call.failed(now, end);
            tries.add(call.retry().notBefore());
        }
        assertThat(tries).startsWith(at("12:01"), at("12:03"), at("12:07"), end).isSorted();
        assertThat(call.tries()).isEqualTo(6);
    }
}
