package io.github.mpcconnect.request;

import io.github.mpcconnect.metrics.Metric;
import io.github.mpcconnect.request.ScriptedApi.Answer;
import io.github.mpcconnect.request.ScriptedApi.Failures;
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

/** Resources whose requests are all unanswered. */
class RequestsOutageTest {

    private final RequestsRun run = new RequestsRun();
    private final ScriptedApi api = run.api;
    private final LogLines log = LogLines.of("io.github.mpcconnect.request");

    @AfterEach
    void closeLog() {
        log.close();
    }

    private static void assertUnanswered(CompletableFuture<String> answer) {
        assertThatThrownBy(answer::join)
                .cause()
                .isInstanceOf(UnansweredException.class)
                .hasMessageContaining("Account emea: a request for ")
                .hasMessageContaining("got no usable response in");
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

    @Test
    void a_try_from_before_the_witness_was_answered_proves_nothing() {
        witness(Resource.CALLS, "witness");
        api.alwaysFails("sick");
        api.fail("slow", Failures.unavailable(), Failures.unavailable());
        api.then("slow", new Answer(Duration.ofSeconds(20), Failures.unavailable()));
        run.list(Work.NEW_CALLS, "sick");
        CompletableFuture<String> slow = run.list(Work.NEW_CALLS, "slow");
        run.advance(17_000);
        assertThat(api.triesOf("witness")).isOne();
        assertThat(api.triesOf("slow")).isEqualTo(3);
        run.advance(10_000);
        assertThat(slow).isCompletedWithValue("slow");
    }

    private void witness(Resource resource, String name) {
        run.requests.setProbe(resource, () -> api.request(name).get());
    }

    @Test
    void in_an_outage_a_witness_is_sent_each_minute_and_two_lines_are_logged() {
        witness(Resource.CALLS, "witness");
        api.alwaysFails("witness");
        api.alwaysFails("a");
        CompletableFuture<String> answer = run.list(Work.NEW_CALLS, "a");
        run.advance(600_000);
        assertThat(api.triesOf("witness")).isBetween(9, 11);
        assertThat(log.all())
                .containsExactly("WARN Account emea: the API does not respond (requests for calls); retrying"
                        + " until it recovers: GET /list was answered with 503: words");
        api.recovers("witness");
        api.recovers("a");
        run.advance(60_000);
        assertThat(answer).isCompletedWithValue("a");
        assertThat(log.all())
                .hasSize(2)
                .last()
                .asString()
                .matches("INFO Account emea: the API responds again, 6\\d\\d s after the first failure");
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
}
