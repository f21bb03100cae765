package io.github.mpcconnect.request;

import io.github.mpcconnect.api.ApiException;
import io.github.mpcconnect.api.ApiException.Kind;
import io.github.mpcconnect.metrics.Metric;
import io.github.mpcconnect.request.ScriptedApi.Answer;
import io.github.mpcconnect.request.ScriptedApi.Failures;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;

import static org.assertj.core.api.Assertions.assertThat;

/** When requests are sent: order, gate, waits. */
class RequestsTest {

    private final RequestsRun run = new RequestsRun();
    private final ScriptedApi api = run.api;

    @Test
    void a_request_is_answered_on_the_loop_and_not_within_submit() {
        CompletableFuture<String> answer = run.list(Work.NEW_CALLS, "a");
        assertThat(api.sent()).isEmpty();
        run.loop.runDue();
        assertThat(api.sent()).containsExactly("a");
        assertThat(run.requests.inFlight()).isOne();
        run.advance(100);
        assertThat(answer).isCompletedWithValue("a");
        assertThat(run.requests.inFlight()).isZero();
        assertThat(run.metric(Metric.REQUESTS)).as("with the warm-up").isEqualTo(2);
    }

    @Test
    void the_most_urgent_is_sent_first_lists_before_participants_then_first_come() {
        run.list(Work.HISTORY, "history");
        run.participants(Work.NEW_CALLS, "participants");
        run.list(Work.NEW_CALLS, "new-1");
        run.list(Work.AUDIT, "audit");
        run.list(Work.GAPS, "gap");
        run.list(Work.LIVE, "live");
        run.list(Work.NEW_CALLS, "new-2");
        run.advance(1_000);
        assertThat(api.sent()).containsExactly("new-1", "new-2", "participants", "live", "gap", "audit", "history");
    }

    @Test
    void with_oldest_first_live_calls_and_history_go_before_new_calls() {
        RequestsRun oldest = new RequestsRun(RequestsRun.OLDEST_FIRST, 300, 16);
        for (Work work : Work.values()) {
            oldest.list(work, work.name());
        }
        oldest.advance(1_000);
        assertThat(oldest.api.sent()).containsExactly("LIVE", "HISTORY", "NEW_CALLS", "GAPS", "AUDIT");
    }

    @Test
    void the_choice_is_made_when_there_is_a_permit() {
        IntStream.range(0, 20).forEach(i -> run.list(Work.HISTORY, "history-" + i));
        run.advance(100);
        int before = api.sent().size();
        run.list(Work.NEW_CALLS, "new");
        run.advance(20);
        assertThat(api.sent()).hasSizeBetween(before + 1, before + 2);
        assertThat(api.sent().get(before)).isEqualTo("new");
    }

    @Test
    void no_more_than_so_many_are_in_flight_and_those_that_back_off_hold_no_place() {
        RequestsRun two = new RequestsRun(RequestsRun.NEWEST_FIRST, 300, 2);
        two.api.always("hangs", Answer.hangs());
        two.api.fail("fails", Failures.unavailable());
        two.list(Work.NEW_CALLS, "hangs");
        two.list(Work.NEW_CALLS, "fails");
        two.list(Work.NEW_CALLS, "third");
        two.advance(90);
        assertThat(two.requests.inFlight()).isEqualTo(2);
        assertThat(two.requests.waiting(Work.NEW_CALLS)).isOne();
        two.advance(150);
        assertThat(two.api.sent()).containsExactly("hangs", "fails", "third");
        assertThat(two.requests.waiting(Work.NEW_CALLS)).isOne();
    }

    @Test
    void nothing_is_sent_two_seconds_after_the_last_poll_until_the_next_one() {
        run.pause();
        run.advance(2_000);
        CompletableFuture<String> answer = run.list(Work.NEW_CALLS, "a");
        run.advance(3_600_000);
        assertThat(api.sent()).isEmpty();
        run.resume();
        run.advance(700);
        assertThat(answer).isCompletedWithValue("a");
    }

    @Test
    void a_failed_request_is_tried_again_with_back_off_and_others_go_on() {
        api.fail("a", Failures.unavailable(), ApiException.noAnswer("reset", null));
        CompletableFuture<String> answer = run.list(Work.NEW_CALLS, "a");
        run.loop.runDue();
        run.list(Work.NEW_CALLS, "b");
        run.advance(2_000);
        assertThat(answer).isCompletedWithValue("a");
        assertThat(gaps(api.times("a"))).containsExactly(Duration.ofMillis(600), Duration.ofMillis(1_100));
        assertThat(api.sent()).containsExactly("a", "b", "a", "a");
        assertThat(run.metric(Metric.REQUESTS_FAILED)).isEqualTo(2);
    }

    @Test
    void the_longer_of_back_off_and_retry_after_counts_up_to_five_minutes() {
        api.fail("a", later(Duration.ZERO), later(Duration.ofSeconds(-9)), later(Duration.ofSeconds(40)));
        api.fail("a", later(Duration.ofHours(1)));
        run.submit(Work.NEW_CALLS, Resource.CALLS, Patience.UNTIL_ANSWERED, "a");
        run.othersAreAnswered(Resource.CALLS, Duration.ofSeconds(400));
        assertThat(gaps(api.times("a")))
                .containsExactly(
                        Duration.ofMillis(600),
                        Duration.ofMillis(1_100),
                        Duration.ofMillis(40_100),
                        Duration.ofMillis(300_100));
        assertThat(api.triesOf("other")).isGreaterThan(790);
    }

    private static ApiException later(Duration retryAfter) {
        return new ApiException(Kind.TRANSIENT, 503, retryAfter, "GET /list was answered with 503", null);
    }

    @Test
    void a_429_pauses_the_account_halves_the_allowance_and_is_no_failure_of_the_request() {
        api.fail("a", Failures.tooMany(Duration.ofSeconds(30)));
        CompletableFuture<String> answer = run.submit(Work.NEW_CALLS, Resource.CALLS, Patience.ONE_TRY, "a");
        run.advance(100);
        Duration refused = run.loop.now();
        run.list(Work.NEW_CALLS, "b");
        assertThat(run.metric(Metric.ALLOWANCE)).isEqualTo(150);
        assertThat(run.metric(Metric.REQUESTS_REFUSED)).isOne();
        assertThat(run.metric(Metric.REQUESTS_FAILED)).isZero();
        run.advance(29_999);
        assertThat(api.sent()).containsExactly("a");
        run.advance(300);
        assertThat(answer).isCompletedWithValue("a");
        assertThat(api.times("a").get(1)).isEqualTo(refused.plusSeconds(30));
        assertThat(api.sent()).containsExactly("a", "a", "b");
    }

    @Test
    void refusals_without_retry_after_back_off() {
        api.fail("a", Failures.tooMany(null), Failures.tooMany(Duration.ZERO), Failures.tooMany(null));
        run.list(Work.NEW_CALLS, "a");
        run.advance(5_000);
        assertThat(gaps(api.times("a")))
                .containsExactly(Duration.ofMillis(600), Duration.ofMillis(1_100), Duration.ofMillis(2_100));
    }

    @Test
    void an_owner_that_submits_when_it_is_answered_does_not_recurse() {
        run.advance(10_000);
        int[] answered = {0};
        submitAgain(answered);
        run.advance(60_000);
        assertThat(answered[0]).isGreaterThan(500);
    }

    private void submitAgain(int[] answered) {
        run.requests
                .submit(
                        Work.NEW_CALLS,
                        Resource.CALLS,
                        Patience.UNTIL_ANSWERED,
                        () -> CompletableFuture.completedFuture("at once"))
                .thenRun(() -> {
                    answered[0]++;
                    assertThat(new Throwable().getStackTrace().length).isLessThan(200);
                    submitAgain(answered);
                });
    }

    private static List<Duration> gaps(List<Duration> times) {
        return IntStream.range(1, times.size())
                .mapToObj(i -> times.get(i).minus(times.get(i - 1)))
                .toList();
    }
}
