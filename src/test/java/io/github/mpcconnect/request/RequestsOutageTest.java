package io.github.mpcconnect.request;

import io.github.mpcconnect.metrics.Metric;
import io.github.mpcconnect.request.ScriptedApi.Answer;
import io.github.mpcconnect.support.LogLines;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** Requests that fail alone, requests that hang, and resources of which nothing is answered. */
class RequestsOutageTest {

    private final RequestsRun run = new RequestsRun();
    private final ScriptedApi api = run.api;
    private final LogLines log = LogLines.of("io.github.mpcconnect.request");

    @AfterEach
    void closeLog() {
        log.close();
    }

    @Test
    void a_request_that_fails_alone_is_reported_after_ten_seconds_of_its_own_tries() {
        api.alwaysFails("sick");
        CompletableFuture<String> answer = run.list(Work.NEW_CALLS, "sick");
        run.othersAreAnswered(Resource.CALLS, Duration.ofSeconds(10));
        assertThat(answer).isNotDone();
        run.othersAreAnswered(Resource.CALLS, Duration.ofSeconds(10));
        assertUnanswered(answer);
        assertThat(run.requests.waiting(Work.NEW_CALLS)).isZero();
        assertThat(log.all()).as("single failing requests are no outage").isEmpty();
    }

    private static void assertUnanswered(CompletableFuture<String> answer) {
        assertThatThrownBy(answer::join)
                .cause()
                .isInstanceOf(UnansweredException.class)
                .hasMessageContaining("Account emea: a request for ")
                .hasMessageContaining("was not answered in");
    }

    @Test
    void it_takes_two_tries_however_long_one_is() {
        api.fail("sick", Failures.unavailable());
        api.then("sick", new Answer(Duration.ofSeconds(9), Failures.unavailable()));
        api.then("sick", new Answer(Duration.ofSeconds(1), Failures.unavailable()));
        CompletableFuture<String> answer = run.list(Work.NEW_CALLS, "sick");
        run.othersAreAnswered(Resource.CALLS, Duration.ofSeconds(11));
        assertThat(api.triesOf("sick")).as("0.1, 0.5, 9, 1 and 1 s").isEqualTo(3);
        run.othersAreAnswered(Resource.CALLS, Duration.ofSeconds(1));
        assertUnanswered(answer);
    }

    @Test
    void answers_of_the_other_resource_do_not_count() {
        api.alwaysFails("sick");
        CompletableFuture<String> answer = run.participants(Work.NEW_CALLS, "sick");
        run.othersAreAnswered(Resource.CALLS, Duration.ofMinutes(5));
        assertThat(answer).isNotDone();
    }

    @Test
    void waiting_for_the_gate_and_pauses_of_the_account_do_not_count() {
        api.fail("a", Failures.unavailable(), Failures.unavailable());
        CompletableFuture<String> answer = run.list(Work.NEW_CALLS, "a");
        run.othersAreAnswered(Resource.CALLS, Duration.ofMillis(500));
        run.pause();
        run.advance(60_000);
        run.resume();
        api.fail("refused", Failures.tooMany(Duration.ofSeconds(60)));
        run.list(Work.NEW_CALLS, "refused");
        run.advance(120_000);
        assertThat(answer).isCompletedWithValue("a");
    }

    @Test
    void a_request_with_one_try_is_reported_at_its_first_failure() {
        api.fail("a", Failures.tooMany(null), Failures.unavailable());
        CompletableFuture<String> answer = run.submit(Work.GAPS, Resource.CALLS, Patience.ONE_TRY, "a");
        run.advance(5_000);
        assertUnanswered(answer);
        assertThat(api.triesOf("a")).as("a 429 is no try").isEqualTo(2);
    }

    @Test
    void a_request_that_must_be_answered_is_tried_until_it_is() {
        api.alwaysFails("a");
        CompletableFuture<String> answer =
                run.submit(Work.NEW_CALLS, Resource.CALLS, Patience.UNTIL_ANSWERED, "a");
        run.othersAreAnswered(Resource.CALLS, Duration.ofMinutes(30));
        assertThat(answer).isNotDone();
        api.recovers("a");
        run.advance(31_000);
        assertThat(answer).isCompletedWithValue("a");
    }

    @Test
    void a_try_that_hangs_is_cut_off_after_ten_seconds_once_a_later_request_is_answered() {
        api.then("a", Answer.hangs());
        CompletableFuture<String> answer = run.list(Work.NEW_CALLS, "a");
        run.advance(30_000);
        assertThat(api.triesOf("a")).as("nothing was sent later").isOne();
        run.othersAreAnswered(Resource.CALLS, Duration.ofSeconds(3));
        assertThat(api.tries().get(0).exchange()).isCancelled();
        assertThat(answer).isCompletedWithValue("a");
        assertThat(run.metric(Metric.REQUESTS_FAILED)).isOne();
    }

    @Test
    void one_that_always_hangs_is_reported_after_two_tries() {
        api.always("a", Answer.hangs());
        CompletableFuture<String> answer = run.list(Work.NEW_CALLS, "a");
        run.othersAreAnswered(Resource.CALLS, Duration.ofSeconds(20));
        assertThat(answer).isNotDone();
        run.othersAreAnswered(Resource.CALLS, Duration.ofSeconds(3));
        assertUnanswered(answer);
        assertThat(api.triesOf("a")).isEqualTo(2);
    }

    @Test
    void a_request_with_one_try_has_the_full_timeout() {
        api.always("a", Answer.hangs());
        CompletableFuture<String> answer = run.submit(Work.GAPS, Resource.CALLS, Patience.ONE_TRY, "a");
        run.othersAreAnswered(Resource.CALLS, Duration.ofMinutes(1));
        assertThat(answer).isNotDone();
        assertThat(api.tries().get(0).exchange()).isNotDone();
    }

    @Test
    void in_an_outage_nothing_is_reported_and_all_are_answered_when_it_ends() {
        List<CompletableFuture<String>> answers = outage(50, Duration.ofMinutes(10));
        assertThat(answers).noneMatch(CompletableFuture::isDone);
        assertThat(run.requests.isOut(Resource.CALLS)).isTrue();
        assertThat(run.requests.isAlive(Resource.CALLS)).isFalse();
        assertThat(run.requests.isAlive(Resource.PARTICIPANTS)).isTrue();
        assertThat(run.metric(Metric.RETRYING)).isOne();
        IntStream.range(0, 50).forEach(i -> api.recovers("a" + i));
        run.advance(31_000);
        assertThat(answers).allMatch(CompletableFuture::isDone).noneMatch(CompletableFuture::isCompletedExceptionally);
        assertThat(run.requests.isOut(Resource.CALLS)).isFalse();
        assertThat(run.requests.isAlive(Resource.CALLS)).isTrue();
        assertThat(run.metric(Metric.RETRYING)).isZero();
    }

    private List<CompletableFuture<String>> outage(int requests, Duration length) {
        List<CompletableFuture<String>> answers = new ArrayList<>();
        for (int i = 0; i < requests; i++) {
            api.alwaysFails("a" + i);
            answers.add(run.list(Work.HISTORY, "a" + i));
        }
        run.advance(length.toMillis());
        return answers;
    }

    @Test
    void failures_while_an_api_recovers_do_not_count_those_of_the_outage() {
        List<CompletableFuture<String>> answers = outage(20, Duration.ofMinutes(10));
        api.recovers("a0");
        run.advance(31_000);
        assertThat(answers.get(0)).isDone();
        assertThat(answers.subList(1, 20)).noneMatch(CompletableFuture::isDone);
        run.othersAreAnswered(Resource.CALLS, Duration.ofMinutes(2));
        answers.subList(1, 20).forEach(RequestsOutageTest::assertUnanswered);
    }

    @Test
    void requests_that_hung_through_an_outage_are_not_reported_when_it_ends() {
        List<CompletableFuture<String>> answers = new ArrayList<>();
        for (int i = 0; i < 15; i++) {
            String name = "a" + i;
            IntStream.range(0, 4)
                    .forEach(j -> api.then(name, new Answer(Duration.ofSeconds(30), Failures.unavailable())));
            api.then(name, Answer.hangs());
            answers.add(run.list(Work.HISTORY, name));
        }
        run.advance(130_000);
        assertThat(run.requests.isOut(Resource.CALLS)).isTrue();
        run.othersAreAnswered(Resource.CALLS, Duration.ofSeconds(60));
        assertThat(answers).allMatch(CompletableFuture::isDone).noneMatch(CompletableFuture::isCompletedExceptionally);
    }

    @Test
    void a_witness_that_is_answered_shows_that_the_failing_requests_are_at_fault() {
        witness(Resource.PARTICIPANTS, "witness");
        api.alwaysFails("sick");
        CompletableFuture<String> answer = run.participants(Work.NEW_CALLS, "sick");
        run.advance(15_000);
        assertThat(api.triesOf("witness")).isZero();
        run.advance(2_000);
        assertThat(api.triesOf("witness")).isOne();
        assertThat(answer).as("its next try shows").isNotDone();
        run.advance(16_000);
        assertUnanswered(answer);
        assertThat(run.requests.isOut(Resource.PARTICIPANTS)).isFalse();
        assertThat(log.all()).as("no outage").isEmpty();
    }

    private void witness(Resource resource, String name) {
        run.requests.witness(resource, () -> api.request(name).get());
    }

    @Test
    void in_an_outage_a_witness_is_sent_once_a_minute_and_the_log_has_one_line_at_each_end() {
        witness(Resource.CALLS, "witness");
        api.alwaysFails("witness");
        api.alwaysFails("a");
        CompletableFuture<String> answer = run.list(Work.NEW_CALLS, "a");
        run.advance(600_000);
        assertThat(api.triesOf("witness")).isBetween(9, 11);
        assertThat(log.all())
                .containsExactly("WARN Account emea: the API does not answer (requests for calls); requests are retried"
                        + " until it answers: GET /list was answered with 503: words");
        api.recovers("witness");
        api.recovers("a");
        run.advance(60_000);
        assertThat(answer).isCompletedWithValue("a");
        assertThat(log.all())
                .hasSize(2)
                .last()
                .asString()
                .matches("INFO Account emea: the API answers again, 6\\d\\d s after the first failure");
    }

    @Test
    void witnesses_do_not_pile_up_while_the_task_is_not_polled() {
        witness(Resource.CALLS, "witness");
        api.alwaysFails("witness");
        outage(1, Duration.ofSeconds(30));
        run.pause();
        run.advance(2_000);
        int before = api.triesOf("witness");
        run.advance(3_600_000);
        run.resume();
        run.advance(1_000);
        assertThat(api.triesOf("witness") - before).isLessThanOrEqualTo(1);
    }

    @Test
    void an_outage_of_both_resources_is_one_line_at_each_end() {
        api.alwaysFails("a");
        api.alwaysFails("b");
        run.list(Work.NEW_CALLS, "a");
        run.participants(Work.NEW_CALLS, "b");
        run.advance(600_000);
        assertThat(log.all()).hasSize(1);
        api.recovers("a");
        run.advance(31_000);
        assertThat(log.all()).as("participants are still out").hasSize(1);
        api.recovers("b");
        run.advance(31_000);
        assertThat(log.all()).hasSize(2);
    }

    @Test
    void failures_of_seconds_and_single_ones_between_answers_are_not_logged() {
        witness(Resource.CALLS, "witness");
        for (int i = 0; i < 200; i++) {
            api.fail("a" + i, Failures.unavailable(), Failures.unavailable());
            run.list(Work.NEW_CALLS, "a" + i);
            run.advance(7_000);
        }
        assertThat(log.all()).isEmpty();
        assertThat(run.metric(Metric.RETRYING)).isZero();
    }

    @Test
    void retrying_is_shown_while_one_request_is_unanswered_for_more_than_ten_seconds_though_others_are() {
        api.alwaysFails("sick");
        run.submit(Work.NEW_CALLS, Resource.CALLS, Patience.UNTIL_ANSWERED, "sick");
        run.othersAreAnswered(Resource.CALLS, Duration.ofSeconds(10));
        assertThat(run.metric(Metric.RETRYING)).isZero();
        for (int i = 0; i < 60; i++) {
            run.othersAreAnswered(Resource.CALLS, Duration.ofSeconds(2));
            assertThat(run.metric(Metric.RETRYING)).isOne();
        }
        api.recovers("sick");
        run.advance(31_000);
        assertThat(run.metric(Metric.RETRYING)).isZero();
    }

    @Test
    void one_call_that_fails_with_retry_after_takes_next_to_nothing_from_the_others() {
        api.always("sick", new Answer(ScriptedApi.LATENCY, Failures.unavailable()));
        run.submit(Work.NEW_CALLS, Resource.PARTICIPANTS, Patience.UNTIL_ANSWERED, "sick");
        IntStream.range(0, 4_000).forEach(i -> run.list(Work.HISTORY, "history"));
        run.advance(60_000);
        assertThat(api.triesOf("history")).isGreaterThan(3_450);
    }

    @Test
    void nothing_runs_on_the_loop_while_nothing_is_requested() {
        run.advance(60_000);
        long before = run.loop.steps();
        run.advance(60_000);
        assertThat(run.loop.steps() - before).as("the polls of the test").isLessThanOrEqualTo(121);
    }
}
