package io.github.mpcconnect.days.state;

import io.github.mpcconnect.batch.Change;
import io.github.mpcconnect.offset.Gaps;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

import static io.github.mpcconnect.days.state.Days.NOW;
import static io.github.mpcconnect.days.state.Days.aCall;
import static io.github.mpcconnect.days.state.Days.at;
import static io.github.mpcconnect.days.state.Days.pending;
import static io.github.mpcconnect.days.state.Days.window;
import static org.assertj.core.api.Assertions.assertThat;

class DayGapsTest {

    private final DayGaps gaps = new DayGaps();

    @Test
    void a_stretch_is_unread_until_its_batch_left() {
        gaps.unread(window("10:00", "11:00"));
        gaps.reading(window("10:00", "10:20"));
        assertThat(gaps.unread().asList()).containsExactly(window("10:00", "11:00"));
        assertThat(gaps.untried()).contains(window("10:20", "11:00"));

        gaps.read(window("10:00", "10:20"));
        assertThat(gaps.unread().asList()).containsExactly(window("10:20", "11:00"));
        assertThat(gaps.text().unread()).containsExactly(window("10:20", "11:00"));
    }

    @Test
    void parts_that_are_read_at_the_same_time_leave_in_any_order() {
        gaps.unread(window("10:00", "11:00"));
        gaps.reading(window("10:00", "10:20"));
        gaps.reading(window("10:20", "11:00"));
        assertThat(gaps.untried()).isEmpty();

        gaps.read(window("10:20", "11:00"));
        assertThat(gaps.unread().asList()).containsExactly(window("10:00", "10:20"));
        gaps.read(window("10:00", "10:20"));
        assertThat(gaps.isEmpty()).isTrue();
    }

    @Test
    void what_failed_is_not_untried_and_waits_for_its_retry() {
        Instant later = NOW.plusSeconds(60);
        gaps.unread(window("10:00", "11:00"));
        gaps.failed(window("10:10", "10:20"), NOW);
        assertThat(gaps.untried()).contains(window("10:00", "10:10"));
        assertThat(gaps.due(NOW)).contains(window("10:10", "10:20"));

        gaps.failedAlone(window("10:10", "10:20"), gaps.retry(window("10:10", "10:20")), NOW);
        assertThat(gaps.due(NOW)).isEmpty();
        assertThat(gaps.nextRetry()).isEqualTo(later);
        assertThat(gaps.due(later)).contains(window("10:10", "10:20"));

        gaps.forgetFailure(window("10:10", "10:20"));
        gaps.reading(window("10:00", "10:10"));
        assertThat(gaps.untried()).contains(window("10:10", "11:00"));
        assertThat(gaps.nextRetry()).isNull();
    }

    @Test
    void a_stretch_that_fails_again_keeps_its_place_in_the_back_off() {
        gaps.unread(window("10:00", "11:00"));
        gaps.failedAlone(window("10:00", "10:01"), Retry.at(NOW).failed(NOW), NOW);
        gaps.failed(window("10:00", "10:01"), NOW);

        assertThat(gaps.due(NOW)).isEmpty();
    }

    @Test
    void a_stretch_that_failed_and_is_read_needs_no_retry() {
        gaps.unread(window("10:00", "11:00"));
        gaps.failed(window("10:00", "11:00"), NOW);
        gaps.reading(window("10:00", "11:00"));

        assertThat(gaps.due(NOW)).isEmpty();
    }

    @Test
    void the_first_of_those_due_comes_first() {
        gaps.unread(window("10:00", "14:00"));
        gaps.failed(window("12:00", "13:00"), NOW);
        gaps.failed(window("10:00", "11:00"), NOW);

        assertThat(gaps.due(NOW)).contains(window("10:00", "11:00"));
    }

    @Test
    void what_is_missing_begins_with_the_first_unread_second_or_deferred_call() {
        assertThat(gaps.firstMissing()).isNull();
        gaps.unread(window("10:00", "11:00"));
        assertThat(gaps.firstMissing()).isEqualTo(at("10:00"));
        gaps.defer(deferred("a", "09:30"));
        assertThat(gaps.firstMissing()).isEqualTo(at("09:30"));
    }

    @Test
    void what_is_missing_begins_with_the_day_where_a_stored_call_was_not_listed_yet() {
        gaps.restore(new Gaps(List.of(), List.of(), List.of(new Gaps.Deferred(at("10:00"), "a", at("10:01")))), NOW);
        assertThat(gaps.firstMissing()).isEqualTo(at("00:00"));
    }

    @Test
    void what_was_stored_is_restored() {
        Gaps stored = new Gaps(
                List.of(window("10:00", "11:00")),
                List.of(window("12:00", "12:01")),
                List.of(new Gaps.Deferred(at("10:00"), "a", at("10:01"))));
        gaps.restore(stored, NOW);

        assertThat(gaps.text()).isEqualTo(stored);
        assertThat(gaps.deferred()).singleElement().satisfies(call -> {
            assertThat(call.call().state()).isEqualTo(PendingCall.State.DEFERRED);
            assertThat(call.call().listed()).isNull();
            assertThat(call.retry().isDue(NOW)).isTrue();
        });
    }

    @Test
    void more_than_100_deferred_calls_are_too_many() {
        for (int i = 0; i <= 100; i++) {
            assertThat(gaps.isFull()).isFalse();
            gaps.defer(deferred("call-" + i, "10:00"));
        }
        assertThat(gaps.isFull()).isTrue();
        gaps.removeDeferred(gaps.deferred().get(0).call().key());
        assertThat(gaps.isFull()).isFalse();
    }

    private static DayGaps.Deferred deferred(String id, String end) {
        return new DayGaps.Deferred(
                pending(aCall(id, end), Change.NEW), id, at("12:00"), at("12:00"), Retry.at(NOW), 0);
    }

    // Retry

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
