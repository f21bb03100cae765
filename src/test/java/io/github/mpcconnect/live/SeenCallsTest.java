package io.github.mpcconnect.live;

import io.github.mpcconnect.api.Participant;
import io.github.mpcconnect.metrics.AccountMetrics;
import io.github.mpcconnect.metrics.Metric;
import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

import static io.github.mpcconnect.live.LiveSamples.NOON;
import static io.github.mpcconnect.live.LiveSamples.participant;
import static io.github.mpcconnect.live.LiveSamples.stay;
import static org.assertj.core.api.Assertions.assertThat;

class SeenCallsTest {

    private final AccountMetrics metrics = new AccountMetrics();
    private final SeenCalls seen = new SeenCalls(Map.of("stored", List.of("1", "2"), "alone", List.of()), metrics);

    @Test
    void the_latest_of_each_stay_is_kept_in_the_order_of_joining() {
        Participant left = stay("a", "1", NOON, NOON.plusSeconds(5));
        Participant back = stay("a", "1", NOON.plusSeconds(9), null);
        seen.add("a", List.of(stay("a", "1", NOON, null), participant("a", "2")));
        seen.add("a", List.of(back, left));
        assertThat(seen.of("a")).containsExactly(participant("a", "2"), left, back);
    }

    @Test
    void somebody_who_left_and_is_no_longer_returned_is_kept() {
        seen.add("a", List.of(participant("a", "1")));
        seen.add("a", List.of(participant("a", "2")));
        assertThat(seen.of("a")).extracting(Participant::memberId).containsExactlyInAnyOrder("1", "2");
    }

    @Test
    void a_stay_without_a_time_of_joining_becomes_the_one_that_has_it() {
        Participant before = stay("a", "1", NOON, NOON.plusSeconds(5));
        Participant joined = stay("a", "1", NOON.plusSeconds(9), null);
        seen.add("a", List.of(before, stay("a", "1", null, null)));
        seen.add("a", List.of(before, stay("a", "1", null, null)));
        assertThat(seen.of("a")).hasSize(2);
        seen.add("a", List.of(before, joined));
        assertThat(seen.of("a")).containsExactly(before, joined);
    }

    @Test
    void whom_an_earlier_run_saw_is_lost_until_seen_again() {
        assertThat(seen.lost("stored")).isNotEmpty();
        seen.add("stored", List.of(participant("stored", "1"), participant("stored", "3")));
        assertThat(seen.lost("stored")).isNotEmpty();
        seen.add("stored", List.of(participant("stored", "2")));
        assertThat(seen.lost("stored")).isEmpty();
        assertThat(seen.lost("alone")).isEmpty();
        assertThat(seen.lost("unknown")).isEmpty();
    }

    @Test
    void what_was_seen_goes_when_the_calls_record_is_sent() {
        seen.add("a", List.of(participant("a", "1")));
        seen.sent("a");
        assertThat(seen.of("a")).isEmpty();
    }

    @Test
    void what_was_seen_goes_when_the_record_is_no_longer_expected() {
        seen.add("a", List.of(participant("a", "1")));
        seen.settled(NOON.plusSeconds(3_600));
        seen.gone("a", NOON);
        seen.settled(NOON.plus(SeenCalls.GRACE).minusSeconds(1));
        assertThat(seen.of("a")).hasSize(1);
        seen.settled(NOON.plus(SeenCalls.GRACE));
        assertThat(seen.of("a")).isEmpty();
        assertThat(metrics.value(Metric.SEEN_DROPPED)).isZero();
    }

    @Test
    void a_call_that_is_listed_again_is_kept() {
        seen.add("a", List.of(participant("a", "1")));
        seen.gone("a", NOON);
        seen.listed(List.of("a"));
        seen.settled(NOON.plusSeconds(3_600));
        assertThat(seen.of("a")).hasSize(1);
    }

    @Test
    void beyond_the_limit_the_call_seen_longest_ago_is_dropped_counted_and_lost() {
        seen.add("old", List.of(participant("old", "1")));
        IntStream.range(0, SeenCalls.MAX_CALLS - 2).forEach(i -> seen.add("c" + i, List.of(participant("c" + i, "1"))));
        assertThat(metrics.value(Metric.SEEN_DROPPED)).isZero();
        seen.add("old", List.of(participant("old", "1")));
        seen.add("one more", List.of(participant("one more", "1")));
        seen.add("another", List.of(participant("another", "1")));
        assertThat(metrics.value(Metric.SEEN_DROPPED)).isEqualTo(2);
        assertThat(seen.lost("stored")).isNotEmpty();
        assertThat(seen.lost("c0")).isNotEmpty();
        assertThat(seen.of("old")).hasSize(1);
        seen.sent("c0");
        assertThat(seen.lost("c0")).isEmpty();
    }
}
