package io.github.mpcconnect.request;

import io.github.mpcconnect.request.ScriptedApi.Failures;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;

import static org.assertj.core.api.Assertions.assertThat;

/** How much of the allowance each kind of work uses. */
class RequestsShareTest {
    private static final Duration LENGTH = Duration.ofMinutes(30);

    private final RequestsRun run = new RequestsRun();
    private final ScriptedApi api = run.api;

    @Test
    void live_calls_use_half_of_the_allowance_and_the_rest_is_there_for_others() {
        IntStream.range(0, 2_000).forEach(i -> run.list(Work.LIVE, "live"));
        IntStream.range(0, 2_000).forEach(i -> run.list(Work.HISTORY, "history"));
        run.advance(30_000);
        assertThat(maxInAPeriod("live")).isBetween(148, 150);
        assertThat(api.triesOf("history")).isGreaterThan(850);
        assertThat(api.sent().size()).isGreaterThan(1_700);
    }

    @Test
    void gaps_use_a_fifth() {
        IntStream.range(0, 2_000).forEach(i -> run.list(Work.GAPS, "gap"));
        run.advance(30_000);
        assertThat(maxInAPeriod("gap")).isBetween(59, 60);
        run.list(Work.HISTORY, "history");
        run.advance(200);
        assertThat(api.triesOf("history")).isOne();
    }

    @Test
    void a_share_that_is_used_up_does_not_delay_the_next_try_of_other_work() {
        IntStream.range(0, 2_000).forEach(i -> run.list(Work.GAPS, "gap"));
        run.advance(1_300);
        api.fail("new", Failures.unavailable());
        run.list(Work.NEW_CALLS, "new");
        run.advance(1_000);
        assertThat(gaps(api.times("new"))).containsExactly(Duration.ofMillis(600));
    }

    @Test
    void audits_use_a_fifth_while_history_waits_and_all_otherwise() {
        IntStream.range(0, 5_000).forEach(i -> run.list(Work.AUDIT, "audit"));
        run.advance(10_000);
        assertThat(maxInAPeriod("audit")).isGreaterThan(280);
        IntStream.range(0, 1_000).forEach(i -> run.list(Work.HISTORY, "history"));
        run.advance(10_000);
        api.tries().clear();
        run.advance(5_000);
        assertThat(api.triesOf("audit")).isBetween(50, 60);
        assertThat(api.triesOf("history")).isBetween(200, 240);
    }

    private int maxInAPeriod(String name) {
        List<Duration> times = api.times(name);
        int max = 0;
        for (int first = 0, last = 0; last < times.size(); last++) {
            while (times.get(last).minus(times.get(first)).compareTo(Duration.ofSeconds(5)) > 0) {
                first++;
            }
            max = Math.max(max, last - first + 1);
        }
        return max;
    }

    private static List<Duration> gaps(List<Duration> times) {
        return IntStream.range(1, times.size())
                .mapToObj(i -> times.get(i).minus(times.get(i - 1)))
                .toList();
    }

    // Beside another program that uses the same allowance

    @Property(tries = 25)
    void little_is_refused_where_another_program_uses_half_now_and_then(@ForAll @IntRange(min = 0) int seed) {
        SharedAllowance shared = SharedAllowance.inBlocks(seed, 0.5).run(LENGTH);
        assertThat(shared.shareRefused()).isLessThan(0.01);
        assertThat(shared.shareOfRestUsed()).isGreaterThan(0.80);
    }

    @Property(tries = 25)
    void the_same_holds_for_other_shares(
            @ForAll @IntRange(min = 0) int seed, @ForAll @IntRange(min = 10, max = 70) int percent) {
        SharedAllowance shared = SharedAllowance.inBlocks(seed, percent / 100.0).run(LENGTH);
        assertThat(shared.shareRefused()).isLessThan(0.02);
        assertThat(shared.shareOfRestUsed()).isGreaterThan(0.75);
    }

    @Property(tries = 10)
    void the_same_holds_where_half_is_used_by_another_all_the_time(@ForAll @IntRange(min = 0) int seed) {
        SharedAllowance shared = SharedAllowance.always(seed, 0.5).run(LENGTH);
        assertThat(shared.shareRefused()).isLessThan(0.015);
        assertThat(shared.shareOfRestUsed()).isGreaterThan(0.80);
    }
}
