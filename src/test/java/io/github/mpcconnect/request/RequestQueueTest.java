package io.github.mpcconnect.request;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

@Timeout(10)
class RequestQueueTest {

    private final CountDownLatch blocking = new CountDownLatch(1);
    private final CountDownLatch running = new CountDownLatch(1);
    private final List<String> made = new CopyOnWriteArrayList<>();
    private final List<Thread> threads = new CopyOnWriteArrayList<>();
    private final CountDownLatch turn = new CountDownLatch(1);
    private final RequestQueue queue = withThreads(1, () -> {});

    private RequestQueue withThreads(int concurrent, RequestQueue.Turn turns) {
        return RequestQueue.withThreads(
                concurrent,
                work -> {
                    Thread thread = new Thread(work, "requests");
                    threads.add(thread);
                    return thread;
                },
                turns);
    }

    @AfterEach
    void close() {
        queue.close();
    }

    @Test
    void which_is_next_is_decided_when_it_is_somebodys_turn() throws Exception {
        try (RequestQueue waiting = withThreads(2, turn::await)) {
            List<CompletableFuture<Boolean>> answers = Stream.of(Work.HISTORY, Work.HISTORY, Work.AUDIT, Work.NEW_CALLS)
                    .map(work -> waiting.submit(Rank.list(work), () -> made.add(work.name())))
                    .toList();
            turn.countDown();
            for (CompletableFuture<Boolean> answer : answers) {
                answer.get();
            }
            assertThat(made.subList(0, 2)).containsExactlyInAnyOrder("NEW_CALLS", "AUDIT");
        }
    }

    @Test
    void what_waits_is_made_by_rank_and_within_a_rank_first_come_first_served() throws Exception {
        block();
        CompletableFuture<String> last = submit(Rank.participants(Work.HISTORY), "history's participants");
        submit(Rank.list(Work.HISTORY), "history 1");
        submit(Rank.participants(Work.NEW_CALLS), "new participants");
        submit(Rank.list(Work.HISTORY), "history 2");
        submit(Rank.list(Work.NEW_CALLS), "new calls");
        submit(Rank.list(Work.HISTORY), "history 3");
        blocking.countDown();
        last.get(5, TimeUnit.SECONDS);
        assertThat(made)
                .containsExactly(
                        "new calls",
                        "new participants",
                        "history 1",
                        "history 2",
                        "history 3",
                        "history's participants");
    }

    @Test
    void what_is_cancelled_before_its_turn_is_never_made() throws Exception {
        block();
        CompletableFuture<String> cancelled = submit(Rank.list(Work.NEW_CALLS), "cancelled");
        CompletableFuture<String> other = submit(Rank.list(Work.HISTORY), "other");
        cancelled.cancel(false);
        blocking.countDown();
        other.get(5, TimeUnit.SECONDS);
        assertThat(made).containsExactly("other");
    }

    @Test
    void a_failure_comes_out_with_its_cause() {
        FatalException failure = new FatalException("words", null);
        CompletableFuture<String> answer = queue.submit(Rank.list(Work.HISTORY), () -> {
            throw failure;
        });
        assertThatThrownBy(() -> answer.get(5, TimeUnit.SECONDS)).hasCause(failure);
    }

    @Test
    void what_fails_while_a_turn_is_waited_for_fails_a_request_and_leaves_none_behind() {
        Error error = new InternalError("words");
        try (RequestQueue failing = withThreads(1, () -> {
            throw error;
        })) {
            CompletableFuture<String> answer = failing.submit(Rank.list(Work.HISTORY), () -> "answer");
            assertThatThrownBy(() -> answer.get(5, TimeUnit.SECONDS)).hasCause(error);
        }
    }

    @Test
    void closing_interrupts_what_runs_and_ends_the_threads() throws Exception {
        CompletableFuture<Boolean> cut = block();
        queue.close();
        assertThatThrownBy(() -> cut.get(5, TimeUnit.SECONDS)).isInstanceOf(CancellationException.class);
        threads.get(0).join(5_000);
        assertThat(threads).allMatch(thread -> !thread.isAlive());
    }

    @Test
    void so_many_requests_run_at_a_time_and_no_more() throws Exception {
        try (RequestQueue three = withThreads(3, () -> {})) {
            CountDownLatch all = new CountDownLatch(3);
            List<CompletableFuture<Boolean>> answers = IntStream.range(0, 9)
                    .mapToObj(i -> three.submit(Rank.list(Work.HISTORY), () -> {
                        all.countDown();
                        return all.await(5, TimeUnit.SECONDS);
                    }))
                    .toList();
            for (CompletableFuture<Boolean> answer : answers) {
                assertThat(answer.get(5, TimeUnit.SECONDS)).isTrue();
            }
            assertThat(threads).hasSize(3);
        }
    }

    @Test
    void in_the_callers_thread_a_request_is_made_at_once() {
        try (RequestQueue direct = RequestQueue.inCallersThread()) {
            CompletableFuture<Thread> answer = direct.submit(Rank.list(Work.HISTORY), Thread::currentThread);
            assertThat(answer).isCompletedWithValue(Thread.currentThread());
        }
    }

    /** Occupies the only thread until it is let go. */
    private CompletableFuture<Boolean> block() throws InterruptedException {
        CompletableFuture<Boolean> answer = queue.submit(Rank.list(Work.NEW_CALLS), () -> {
            running.countDown();
            blocking.await();
            return true;
        });
        assertThat(running.await(5, TimeUnit.SECONDS)).isTrue();
        return answer;
    }

    private CompletableFuture<String> submit(Rank rank, String name) {
        return queue.submit(rank, () -> {
            made.add(name);
            return name;
        });
    }
}
