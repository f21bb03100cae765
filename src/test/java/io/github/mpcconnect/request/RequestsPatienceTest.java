package io.github.mpcconnect.request;

import io.github.mpcconnect.api.ApiException;
import io.github.mpcconnect.api.ApiException.Kind;
import io.github.mpcconnect.metrics.Metric;
import io.github.mpcconnect.request.ScriptedApi.Answer;
import io.github.mpcconnect.request.ScriptedApi.Failures;
import io.github.mpcconnect.support.LogLines;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** Requests that fail or hang while others are answered. */
class RequestsPatienceTest {
    private static final Duration FIRST = Duration.ofMillis(500);
    private static final Duration MAX = Duration.ofSeconds(30);

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
                .hasMessageContaining("got no usable response in");
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
        CompletableFuture<String> answer = run.submit(Work.NEW_CALLS, Resource.CALLS, Patience.UNTIL_ANSWERED, "a");
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
    void retrying_is_shown_while_one_request_is_unanswered_for_over_ten_seconds() {
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
        ApiException failure =
                new ApiException(Kind.TRANSIENT, 503, Duration.ofSeconds(10), "GET /list was answered with 503", null);
        api.always("sick", new Answer(ScriptedApi.LATENCY, failure));
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

    // Backoff

    @Test
    void waits_double_up_to_the_most() {
        assertThat(waits(0)).containsExactly(500L, 1_000L, 2_000L, 4_000L, 8_000L, 16_000L, 30_000L, 30_000L);
    }

    @Test
    void chance_takes_off_up_to_half() {
        assertThat(waits(0.5)).startsWith(375L, 750L).endsWith(22_500L, 22_500L);
        assertThat(waits(0.999_999_999)).startsWith(250L, 500L).endsWith(15_000L, 15_000L);
    }

    @Test
    void a_thousand_failures_in_a_row_wait_no_longer_than_the_most() {
        Backoff backoff = new Backoff(FIRST, MAX, () -> 0);
        assertThat(backoff.after(1_000)).isEqualTo(MAX);
        assertThat(backoff.after(Integer.MAX_VALUE)).isEqualTo(MAX);
    }

    private static List<Long> waits(double random) {
        Backoff backoff = new Backoff(FIRST, MAX, () -> random);
        return IntStream.rangeClosed(1, 8)
                .mapToObj(failures -> backoff.after(failures).toMillis())
                .toList();
    }
}
