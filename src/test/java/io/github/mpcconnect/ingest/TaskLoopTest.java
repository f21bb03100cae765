package io.github.mpcconnect.ingest;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

@Timeout(10)
class TaskLoopTest {

    private final CompletableFuture<Throwable> failure = new CompletableFuture<>();
    private final TaskLoop loop = new TaskLoop("loop-of-a-test", failure::complete);

    @AfterEach
    void closeLoop() {
        loop.close();
    }

    @Test
    void steps_run_in_order_on_one_daemon_thread() throws Exception {
        List<Integer> ran = new ArrayList<>();
        List<Thread> threads = new ArrayList<>();
        CompletableFuture<Void> done = new CompletableFuture<>();
        for (int i = 0; i < 1_000; i++) {
            int step = i;
            loop.execute(() -> {
                ran.add(step);
                threads.add(Thread.currentThread());
            });
        }
        loop.execute(() -> done.complete(null));
        done.get();
        assertThat(ran).hasSize(1_000).isSorted();
        assertThat(threads).containsOnly(threads.get(0));
        assertThat(threads.get(0).isDaemon()).isTrue();
        assertThat(threads.get(0).getName()).isEqualTo("loop-of-a-test");
    }

    @Test
    void timers_run_in_the_order_of_time_then_of_scheduling_and_not_before_they_are_due() throws Exception {
        List<String> ran = new ArrayList<>();
        CompletableFuture<Long> done = new CompletableFuture<>();
        long start = System.nanoTime();
        loop.execute(() -> {
            loop.schedule(Duration.ofMillis(30), () -> done.complete(System.nanoTime() - start));
            loop.schedule(Duration.ofMillis(20), () -> ran.add("later"));
            loop.schedule(Duration.ZERO, () -> ran.add("first"));
            loop.schedule(Duration.ZERO, () -> ran.add("second"));
        });
        assertThat(done.get()).isGreaterThanOrEqualTo(Duration.ofMillis(30).toNanos());
        assertThat(ran).containsExactly("first", "second", "later");
    }

    @Test
    void a_cancelled_timer_does_not_run() throws Exception {
        CompletableFuture<Boolean> ran = new CompletableFuture<>();
        loop.execute(() -> {
            loop.schedule(Duration.ofMillis(1), () -> ran.complete(true)).cancel();
            loop.schedule(Duration.ofMillis(2), () -> ran.complete(false));
        });
        assertThat(ran.get()).isFalse();
    }

    @Test
    void timers_that_are_always_due_do_not_starve_steps() throws Exception {
        CompletableFuture<Void> ran = new CompletableFuture<>();
        loop.execute(this::scheduleForever);
        loop.execute(() -> loop.execute(() -> ran.complete(null)));
        assertThat(ran).succeedsWithin(Duration.ofSeconds(5));
    }

    private void scheduleForever() {
        loop.schedule(Duration.ZERO, this::scheduleForever);
    }

    @Test
    void timers_belong_to_the_loops_thread() {
        assertThatIllegalStateException().isThrownBy(() -> loop.schedule(Duration.ZERO, () -> {}));
    }

    @Test
    void what_a_step_throws_is_reported_and_ends_the_loop() throws Exception {
        IllegalStateException thrown = new IllegalStateException("words");
        CompletableFuture<Thread> thread = new CompletableFuture<>();
        loop.execute(() -> thread.complete(Thread.currentThread()));
        loop.execute(() -> {
            throw thrown;
        });
        CompletableFuture<Void> after = new CompletableFuture<>();
        loop.execute(() -> after.complete(null));
        assertThat(failure.get()).isSameAs(thrown);
        thread.get().join();
        assertThat(after).isNotDone();
    }

    @Test
    void an_error_in_a_timer_is_reported_too() throws Exception {
        AssertionError thrown = new AssertionError("words");
        loop.execute(() -> loop.schedule(Duration.ZERO, () -> {
            throw thrown;
        }));
        assertThat(failure.get()).isSameAs(thrown);
    }

    @Test
    void close_drops_what_waits_and_returns_when_the_thread_has_ended() throws Exception {
        CompletableFuture<Thread> thread = new CompletableFuture<>();
        CompletableFuture<Void> dropped = new CompletableFuture<>();
        loop.execute(() -> {
            loop.schedule(Duration.ofMillis(100), () -> dropped.complete(null));
            thread.complete(Thread.currentThread());
        });
        thread.get();
        long start = System.nanoTime();
        loop.close();
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofMillis(500));
        assertThat(thread.get().isAlive()).isFalse();
        loop.execute(() -> dropped.complete(null));
        assertThat(dropped).isNotDone();
        assertThat(failure).isNotDone();
    }

    @Test
    void close_returns_within_a_second_though_a_step_blocks() throws Exception {
        CountDownLatch blocked = new CountDownLatch(1);
        CountDownLatch release = new CountDownLatch(1);
        loop.execute(() -> {
            blocked.countDown();
            awaitUninterrupted(release);
        });
        blocked.await();
        long start = System.nanoTime();
        loop.close();
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofMillis(1_500));
        release.countDown();
    }

    private static void awaitUninterrupted(CountDownLatch latch) {
        try {
            assertThat(latch.await(9, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            throw new AssertionError("A step is never interrupted", e);
        }
    }

    @Test
    void a_step_can_close_the_loop() throws Exception {
        CompletableFuture<Thread> thread = new CompletableFuture<>();
        loop.execute(() -> {
            loop.close();
            thread.complete(Thread.currentThread());
        });
        thread.get().join();
        assertThat(failure).isNotDone();
    }
}
