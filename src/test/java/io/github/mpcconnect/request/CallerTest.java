package io.github.mpcconnect.request;

import io.github.mpcconnect.api.ApiException;
import io.github.mpcconnect.api.ApiException.Kind;
import io.github.mpcconnect.metrics.AccountMetrics;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class CallerTest {

    private final VirtualTime time = new VirtualTime();
    private final Limiter limiter = Limiter.fresh(300, Duration.ofSeconds(5));
    private final Caller caller = caller(new Gate(() -> 0));
    private int requests;

    private Caller caller(Gate gate) {
        Backoff backoff = new Backoff(Duration.ofMillis(500), Duration.ofSeconds(30), () -> 0);
        return new Caller(
                gate, limiter, backoff, new Outage("emea", new AccountMetrics(), time), new AccountMetrics(), time);
    }

    @Test
    void an_answer_comes_back_at_once() throws InterruptedException {
        assertThat(caller.call(() -> "answer")).isEqualTo("answer");
        assertThat(time.slept()).isZero();
    }

    @Test
    void what_fails_for_now_is_asked_again_with_back_off_until_it_is_answered() throws InterruptedException {
        assertThat(ask(Failures.unavailable(), ApiException.noAnswer("reset", null), Failures.unavailable()))
                .isEqualTo("answer");
        assertThat(requests).isEqualTo(4);
        assertThat(time.slept()).isEqualTo(Duration.ofMillis(500 + 1_000 + 2_000));
    }

    @Test
    void it_asks_for_ever() throws InterruptedException {
        ApiException[] failures =
                Stream.generate(Failures::unavailable).limit(1_000).toArray(ApiException[]::new);
        assertThat(ask(failures)).isEqualTo("answer");
        assertThat(time.slept()).isGreaterThan(Duration.ofHours(8));
    }

    @Test
    void retry_after_wins_over_back_off_and_holds_up_the_whole_account() throws InterruptedException {
        long[] sent = new long[2];
        caller.call(() -> {
            sent[requests] = time.nanos();
            if (requests++ == 0) {
                throw Failures.tooMany(Duration.ofSeconds(7));
            }
            return true;
        });
        assertThat(sent[1] - sent[0]).isEqualTo(Duration.ofSeconds(7).toNanos());
        assertThat(limiter.allowance()).isEqualTo(180);
    }

    @Test
    void retry_after_is_kept_to_for_five_minutes_at_most() throws InterruptedException {
        ask(Failures.tooMany(Duration.ofDays(300)));
        assertThat(time.slept()).isEqualTo(Duration.ofMinutes(5));
    }

    @Test
    void a_429_without_retry_after_halves_the_allowance_and_backs_off() throws InterruptedException {
        ask(Failures.tooMany(null));
        assertThat(limiter.allowance()).isEqualTo(150);
        assertThat(time.slept()).isEqualTo(Duration.ofMillis(500));
    }

    @Test
    void not_found_comes_out_as_it_is() {
        assertThatThrownBy(() -> ask(Failures.notFound()))
                .isInstanceOfSatisfying(
                        ApiException.class, e -> assertThat(e.kind()).isEqualTo(Kind.NOT_FOUND));
        assertThat(requests).isOne();
    }

    @Test
    void a_refusal_is_fatal_and_not_asked_again() {
        assertThatThrownBy(() -> ask(Failures.status(Kind.REFUSED, 302))).isInstanceOf(FatalException.class);
        assertThat(requests).isOne();
    }

    @Test
    void credentials_that_stay_refused_are_fatal_after_ten_seconds() {
        assertThatThrownBy(() ->
                        ask(Stream.generate(Failures::unauthorized).limit(100).toArray(ApiException[]::new)))
                .isInstanceOf(FatalException.class);
        assertThat(time.slept()).isBetween(Duration.ofSeconds(10), Duration.ofSeconds(20));
    }

    @Test
    void a_permit_is_given_back_however_the_request_ends() throws InterruptedException {
        Limiter one = Limiter.fresh(1, Duration.ofSeconds(5));
        Caller strict = new Caller(
                new Gate(() -> 0),
                one,
                new Backoff(Duration.ofMillis(1), Duration.ofMillis(1), () -> 0),
                new Outage("emea", new AccountMetrics(), time),
                new AccountMetrics(),
                time);
        assertThatThrownBy(() -> strict.call(() -> {
                    throw new IllegalStateException("a bug");
                }))
                .isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> strict.call(() -> {
                    throw Failures.notFound();
                }))
                .isInstanceOf(ApiException.class);
        assertThat(strict.call(() -> "answer")).isEqualTo("answer");
        assertThat(time.slept()).isBetween(Duration.ofSeconds(10), Duration.ofSeconds(11));
    }

    @Test
    void a_request_that_is_cut_off_by_an_interrupt_ends_the_work() {
        assertThatThrownBy(() -> caller.call(() -> {
                    requests++;
                    Thread.currentThread().interrupt();
                    throw ApiException.noAnswer("closed", null);
                }))
                .isInstanceOf(InterruptedException.class);
        assertThat(requests).isOne();
    }

    @Test
    @Timeout(10)
    void while_the_task_is_not_polled_no_request_is_made() throws Exception {
        AtomicLong nanos = new AtomicLong();
        Gate gate = new Gate(nanos::get);
        nanos.set(Duration.ofMillis(2_001).toNanos());
        answersOnlyOncePolled(caller(gate), gate);
    }

    @Test
    @Timeout(10)
    void who_waits_for_a_permit_while_the_task_is_paused_makes_no_request_until_it_is_polled() throws Exception {
        Gate gate = new Gate(time::nanos);
        Caller paused = caller(gate);
        limiter.take(time.nanos());
        limiter.pause(time.nanos(), Duration.ofSeconds(60));
        answersOnlyOncePolled(paused, gate);
    }

    private static void answersOnlyOncePolled(Caller caller, Gate gate) throws Exception {
        CompletableFuture<String> answer = new CompletableFuture<>();
        Thread thread = new Thread(() -> {
            try {
                answer.complete(caller.call(() -> "answer"));
            } catch (InterruptedException e) {
                answer.completeExceptionally(e);
            }
        });
        thread.start();
        while (thread.getState() != Thread.State.WAITING) {
            assertThat(answer).isNotDone();
            Thread.onSpinWait();
        }
        gate.polled();
        assertThat(answer.get(5, TimeUnit.SECONDS)).isEqualTo("answer");
    }

    @Test
    void a_gate_is_open_for_two_seconds_after_a_poll() throws InterruptedException {
        AtomicLong nanos = new AtomicLong();
        Gate gate = new Gate(nanos::get);
        nanos.set(Duration.ofSeconds(2).toNanos());
        assertThat(caller(gate).call(() -> "answer")).isEqualTo("answer");
    }

    private String ask(ApiException... failures) throws InterruptedException {
        Queue<ApiException> left = new ArrayDeque<>(List.of(failures));
        return caller.call(() -> {
            requests++;
            if (!left.isEmpty()) {
                throw left.remove();
            }
            return "answer";
        });
    }
}
