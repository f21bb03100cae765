package io.github.mpcconnect.request;

import io.github.mpcconnect.api.ApiException;
import io.github.mpcconnect.api.ApiException.Kind;
import io.github.mpcconnect.metrics.Metric;
import io.github.mpcconnect.request.ScriptedApi.Answer;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** The sending of requests: order, gate, waits, cancelling, judging. Outages are in RequestsOutageTest. */
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
    void the_longer_of_back_off_and_retry_after_counts_up_to_five_minutes_for_that_request_alone() {
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
    void a_429_pauses_the_whole_account_halves_the_allowance_and_is_no_failure_of_the_request() {
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
    void a_queued_request_that_is_cancelled_is_never_sent_and_waits_no_longer() {
        List<CompletableFuture<String>> answers = new ArrayList<>();
        IntStream.range(0, 100).forEach(i -> answers.add(run.list(Work.HISTORY, "a" + i)));
        answers.get(50).cancel(false);
        answers.get(99).cancel(true);
        assertThat(run.requests.waiting(Work.HISTORY)).isEqualTo(98);
        run.advance(10_000);
        assertThat(api.sent()).hasSize(98).doesNotContain("a50", "a99");
    }

    @Test
    void a_request_that_backs_off_and_is_cancelled_is_not_sent_again() {
        api.alwaysFails("a");
        CompletableFuture<String> answer = run.list(Work.HISTORY, "a");
        run.advance(200);
        answer.cancel(false);
        assertThat(run.requests.waiting(Work.HISTORY)).isZero();
        run.advance(60_000);
        assertThat(api.sent()).containsExactly("a");
    }

    @Test
    void a_request_in_flight_that_is_cancelled_is_cut_off_and_makes_room() {
        RequestsRun one = new RequestsRun(RequestsRun.NEWEST_FIRST, 300, 1);
        one.api.always("a", Answer.hangs());
        CompletableFuture<String> answer = one.list(Work.HISTORY, "a");
        CompletableFuture<String> next = one.list(Work.HISTORY, "b");
        one.advance(100);
        answer.cancel(false);
        assertThat(one.api.tries().get(0).exchange()).isCancelled();
        one.advance(200);
        assertThat(next).isCompletedWithValue("b");
        assertThat(one.metric(Metric.REQUESTS_FAILED)).isZero();
    }

    @Test
    void the_permit_of_one_that_was_cut_off_returns_no_sooner_than_a_period_later() {
        RequestsRun tight = new RequestsRun(RequestsRun.NEWEST_FIRST, 1, 4);
        tight.api.always("a", Answer.hangs());
        CompletableFuture<String> answer = tight.list(Work.HISTORY, "a");
        tight.loop.runUntil(() -> tight.requests.inFlight() == 1, Duration.ofSeconds(10));
        tight.list(Work.HISTORY, "b");
        answer.cancel(false);
        tight.advance(5_900);
        assertThat(tight.api.sent()).containsExactly("a");
        tight.advance(200);
        assertThat(tight.api.sent()).containsExactly("a", "b");
    }

    @Test
    void live_calls_use_half_of_the_allowance_in_any_period_and_the_rest_is_there_for_others() {
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

    @Test
    void participants_that_are_not_found_or_refused_are_an_answer() {
        for (Kind kind : new Kind[] {Kind.NOT_FOUND, Kind.REFUSED}) {
            ApiException failure = Failures.status(kind, kind == Kind.NOT_FOUND ? 404 : 410);
            api.fail("a", failure);
            CompletableFuture<String> answer = run.participants(Work.NEW_CALLS, "a");
            run.advance(200);
            assertThatThrownBy(answer::join).hasCause(failure);
        }
        assertThat(run.fatal).isEmpty();
        assertThat(run.metric(Metric.REQUESTS_FAILED)).isZero();
    }

    @Test
    void a_list_that_is_refused_ends_the_task_in_the_apis_words() {
        for (Kind kind : new Kind[] {Kind.NOT_FOUND, Kind.REFUSED}) {
            RequestsRun refused = new RequestsRun();
            refused.api.fail("a", Failures.status(kind, 400));
            CompletableFuture<String> answer = refused.list(Work.NEW_CALLS, "a");
            refused.advance(150);
            assertThat(refused.fatal)
                    .singleElement()
                    .asString()
                    .contains("Account emea: the API refuses a request: GET /list was answered with 400: words");
            refused.list(Work.NEW_CALLS, "b");
            refused.advance(10_000);
            assertThat(refused.api.sent()).as("nothing is sent any longer").containsExactly("a");
            assertThat(answer).isNotDone();
        }
    }

    @Test
    void a_redirection_is_never_taken_for_a_call_without_participants() {
        api.fail("a", Failures.status(Kind.REFUSED, 302));
        run.participants(Work.NEW_CALLS, "a");
        run.advance(200);
        assertThat(run.fatal).hasSize(1);
    }

    @Test
    void credentials_that_are_refused_three_times_in_a_row_over_ten_seconds_end_the_task() {
        api.always("a", new Answer(ScriptedApi.LATENCY, Failures.unauthorized()));
        run.list(Work.NEW_CALLS, "a");
        run.advance(10_000);
        assertThat(run.fatal).isEmpty();
        run.advance(10_000);
        assertThat(run.fatal)
                .singleElement()
                .asString()
                .contains("Account emea", "credentials", "answered with 401");
    }

    @Test
    void many_at_once_and_single_ones_between_answers_do_not_end_it() {
        for (int i = 0; i < 40; i++) {
            api.fail("a" + i, Failures.unauthorized());
            run.list(Work.NEW_CALLS, "a" + i);
        }
        run.advance(1_500);
        api.always("b", new Answer(ScriptedApi.LATENCY, Failures.unauthorized()));
        run.submit(Work.NEW_CALLS, Resource.CALLS, Patience.UNTIL_ANSWERED, "b");
        run.othersAreAnswered(Resource.CALLS, Duration.ofMinutes(3));
        assertThat(run.fatal).isEmpty();
    }

    @Test
    void a_bug_behind_a_request_comes_out_on_the_loop() {
        IllegalStateException bug = new IllegalStateException("bug");
        run.requests.submit(
                Work.NEW_CALLS,
                Resource.CALLS,
                Patience.UNTIL_ANSWERED,
                () -> CompletableFuture.<String>failedFuture(bug));
        assertThatThrownBy(() -> run.advance(1_000)).isSameAs(bug);
    }

    @Test
    void close_cancels_all_that_waits_backs_off_or_is_in_flight() {
        api.always("hangs", Answer.hangs());
        api.alwaysFails("fails");
        List<CompletableFuture<String>> answers =
                new ArrayList<>(List.of(run.list(Work.NEW_CALLS, "hangs"), run.list(Work.NEW_CALLS, "fails")));
        IntStream.range(0, 50).forEach(i -> answers.add(run.list(Work.HISTORY, "history")));
        run.advance(150);
        run.requests.close();
        assertThat(answers).allMatch(CompletableFuture::isDone);
        assertThat(answers.get(0)).isCancelled();
        assertThat(answers.get(1)).isCancelled();
        assertThat(api.tries().get(0).exchange()).isCancelled();
        int sent = api.sent().size();
        assertThat(run.list(Work.NEW_CALLS, "late")).isCancelled();
        run.advance(60_000);
        assertThat(api.sent()).hasSize(sent);
        assertThat(run.requests.waiting(Work.HISTORY)).isZero();
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
}
