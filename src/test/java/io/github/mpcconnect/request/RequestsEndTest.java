package io.github.mpcconnect.request;

import io.github.mpcconnect.api.ApiException;
import io.github.mpcconnect.api.ApiException.Kind;
import io.github.mpcconnect.metrics.Metric;
import io.github.mpcconnect.request.ScriptedApi.Answer;
import io.github.mpcconnect.request.ScriptedApi.Failures;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** How requests end other than with a response: cancelled, closed, refused, or with the task. */
class RequestsEndTest {

    private final RequestsRun run = new RequestsRun();
    private final ScriptedApi api = run.api;

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
                    .contains("Account emea: the API rejected a request: GET /list was answered with 400: words");
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
        assertThat(run.fatal).singleElement().asString().contains("Account emea", "credentials", "answered with 401");
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
}
