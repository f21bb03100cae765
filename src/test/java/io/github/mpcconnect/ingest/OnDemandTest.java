package io.github.mpcconnect.ingest;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import static org.assertj.core.api.Assertions.assertThat;

@Timeout(20)
class OnDemandTest {

    private static final Duration LONG = Duration.ofHours(1);

    private final ThreadPoolExecutor threads =
            new ThreadPoolExecutor(0, 100, 10, TimeUnit.MILLISECONDS, new SynchronousQueue<>());
    private final ScheduledThreadPoolExecutor alarms = Ingestion.alarms(Executors.defaultThreadFactory());
    private final CompletableFuture<RuntimeException> failed = new CompletableFuture<>();
    private final OnDemand onDemand = new OnDemand(threads, alarms, failed::complete);
    private final BlockingQueue<Integer> steps = new LinkedBlockingQueue<>();
    private final AtomicInteger step = new AtomicInteger();

    @AfterEach
    void close() {
        threads.shutdownNow();
        alarms.shutdownNow();
    }

    @Test
    void steps_go_on_as_long_as_something_is_due_then_no_thread_is_left_until_the_alarm() throws Exception {
        onDemand.begin(() -> {
            steps.add(step.incrementAndGet());
            return step.get() % 3 == 0 ? Duration.ofMillis(300) : Duration.ZERO;
        });
        for (int i = 1; i <= 3; i++) {
            assertThat(steps.take()).isEqualTo(i);
        }
        while (threads.getPoolSize() > 0) {
            assertThat(steps).isEmpty();
            Thread.onSpinWait();
        }
        assertThat(steps.take()).isEqualTo(4);
    }

    @Test
    void who_is_woken_does_not_wait_for_the_alarm() throws Exception {
        onDemand.begin(() -> {
            steps.add(step.incrementAndGet());
            return LONG;
        });
        for (int i = 1; i <= 50; i++) {
            assertThat(steps.take()).isEqualTo(i);
            onDemand.wake();
            assertThat(alarms.getQueue()).as("alarms set").hasSizeLessThanOrEqualTo(1);
        }
    }

    @Test
    void steps_never_run_at_the_same_time_however_often_it_is_woken() throws Exception {
        AtomicInteger atOnce = new AtomicInteger();
        onDemand.begin(() -> {
            steps.add(atOnce.incrementAndGet());
            Thread.yield();
            atOnce.decrementAndGet();
            return LONG;
        });
        for (int i = 0; i < 100; i++) {
            assertThat(steps.take()).isOne();
            onDemand.wake();
            onDemand.wake();
        }
    }

    @Test
    void a_failure_is_told_and_ends_it() throws Exception {
        RuntimeException failure = new IllegalStateException("words");
        onDemand.begin(() -> {
            steps.add(step.incrementAndGet());
            throw failure;
        });
        assertThat(failed.get()).isSameAs(failure);
        onDemand.wake();
        assertThat(steps).containsExactly(1);
    }

    @Test
    void an_error_is_told_with_its_cause_like_any_other_failure() throws Exception {
        Error error = new StackOverflowError("words");
        onDemand.begin(() -> {
            throw error;
        });
        assertThat(failed.get(5, TimeUnit.SECONDS)).hasCause(error);
    }

    @Test
    void where_no_thread_can_be_had_it_is_told_by_whoever_wakes_it_holding_no_lock_of_its() throws Exception {
        Error error = new InternalError("no thread");
        CompletableFuture<OnDemand> self = new CompletableFuture<>();
        CompletableFuture<Boolean> locked = new CompletableFuture<>();
        OnDemand threadless = new OnDemand(
                work -> {
                    throw error;
                },
                alarms,
                failure -> {
                    locked.complete(Thread.holdsLock(self.join()));
                    failed.complete(failure);
                });
        self.complete(threadless);
        threadless.begin(() -> LONG);
        assertThat(failed.get(5, TimeUnit.SECONDS)).hasCause(error);
        assertThat(locked).isCompletedWithValue(false);
    }
}
