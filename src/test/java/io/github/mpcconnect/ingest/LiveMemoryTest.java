package io.github.mpcconnect.ingest;

import io.github.mpcconnect.live.LiveChange.ParticipantGone;
import io.github.mpcconnect.metrics.AccountMetrics;
import io.github.mpcconnect.metrics.Metric;
import io.github.mpcconnect.request.VirtualTime;
import io.github.mpcconnect.timeline.LivePosition;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;

import static org.assertj.core.api.Assertions.assertThat;

class LiveMemoryTest {

    private static final Instant NOW = Instant.parse("2026-11-21T12:00:00Z");

    private final VirtualTime time = new VirtualTime(NOW);
    private final AccountMetrics metrics = new AccountMetrics();
    private final LiveMemory memory =
            new LiveMemory(new LivePosition(NOW.minusSeconds(60), Map.of("old", List.of("1"))), NOW, metrics, time);

    @Test
    void the_newest_that_was_seen_of_somebody_is_kept_and_nobody_is_forgotten() {
        see("a", "1", NOW);
        see("a", "2", NOW);
        see("a", "1", NOW.plusSeconds(5));
        EndedCall ended = memory.ended(Samples.call("a", NOW), List.of(), true);
        assertThat(ended.seen())
                .containsExactly(Samples.participant("a", "1", NOW.plusSeconds(5)), Samples.participant("a", "2", NOW));
        assertThat(ended.source()).isEqualTo(ParticipantsSource.LIVE);
    }

    @Test
    void a_day_after_it_was_last_seen_a_call_is_dropped_and_counted() {
        see("a", "1", NOW);
        time.advance(Duration.ofHours(23));
        see("b", "1", NOW);
        time.advance(Duration.ofHours(2));
        see("c", "1", NOW);
        assertThat(metrics.value(Metric.SEEN_DROPPED)).isEqualTo(1);
        assertThat(memory.ended(Samples.call("a", NOW), List.of(), false).source())
                .isEqualTo(ParticipantsSource.UNAVAILABLE);
        assertThat(memory.ended(Samples.call("b", NOW), List.of(), false).source())
                .isEqualTo(ParticipantsSource.LIVE);
    }

    @Test
    void beyond_twenty_thousand_calls_those_seen_longest_ago_are_dropped_and_counted() {
        for (int i = 0; i < 20_100; i++) {
            see("call-" + i, "1", NOW);
        }
        assertThat(metrics.value(Metric.SEEN_DROPPED)).isEqualTo(100);
        assertThat(memory.ended(Samples.call("call-99", NOW), List.of(), true).seen())
                .isEmpty();
        assertThat(memory.ended(Samples.call("call-100", NOW), List.of(), true).seen())
                .hasSize(1);
    }

    @Test
    void once_a_calls_own_record_is_sent_it_is_forgotten_and_a_poll_that_is_behind_does_not_bring_it_back() {
        see("a", "1", NOW);
        EndedCall ended = memory.ended(Samples.call("a", NOW), List.of(), true);
        memory.sent(new Batch("MA0", null, null, List.of(ended)));
        see("a", "1", NOW);
        assertThat(memory.isOver("a")).isTrue();
        assertThat(memory.ended(Samples.call("a", NOW), List.of(), true).seen()).isEmpty();
    }

    @Test
    void of_a_call_from_before_a_restart_nobody_may_be_missing() {
        assertThat(memory.ended(Samples.call("old", NOW), List.of(), true).source())
                .isEqualTo(ParticipantsSource.UNAVAILABLE);
        assertThat(memory.ended(
                                Samples.call("old", NOW),
                                List.of(Samples.participant("old", "1", NOW.minusSeconds(100))),
                                true)
                        .source())
                .isEqualTo(ParticipantsSource.API);
    }

    @Test
    void only_what_ended_between_the_stored_poll_and_this_runs_first_takes_tombstones_along() {
        memory.polled(NOW, Set.of());
        assertThat(tombstones("x", NOW.minusSeconds(62))).isZero();
        assertThat(tombstones("x", NOW.minusSeconds(59))).isEqualTo(2);
        assertThat(tombstones("x", NOW)).isEqualTo(2);
        assertThat(tombstones("x", NOW.plusSeconds(2))).isZero();
        assertThat(tombstones("old", NOW)).as("the first poll sees to it").isZero();
        assertThat(LiveMemory.none(metrics).tombstones(ended("x", NOW))).isEmpty();
    }

    @Test
    void who_left_a_call_in_progress_in_between_goes_with_its_own_record_however_late_that_comes() {
        memory.polled(NOW, Set.of("x"));
        Instant end = NOW.plus(Duration.ofHours(6));
        EndedCall ended = new EndedCall(
                Samples.call("x", end),
                List.of(
                        Samples.left("x", "1", NOW.minusSeconds(50), NOW.minusSeconds(30)),
                        Samples.left("x", "2", NOW.minusSeconds(50), NOW.plusSeconds(30))),
                ParticipantsSource.API);
        assertThat(memory.isSure(end)).as("a later run has to look as far back").isFalse();
        assertThat(memory.tombstones(ended)).containsExactly(new ParticipantGone("x", "1"));
        memory.sent(new Batch("MA0", null, null, List.of(ended)));
        assertThat(memory.isSure(end)).isTrue();
    }

    private int tombstones(String call, Instant end) {
        return memory.tombstones(ended(call, end)).size();
    }

    private static EndedCall ended(String call, Instant end) {
        return new EndedCall(
                Samples.call(call, end),
                List.of(Samples.participant(call, "1", NOW.minusSeconds(600))),
                ParticipantsSource.API);
    }

    private void see(String call, String member, Instant join) {
        memory.saw(call, List.of(Samples.participant(call, member, join)));
    }
}
