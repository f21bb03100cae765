package io.github.mpcconnect.request;

import java.time.Duration;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.PriorityBlockingQueue;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;

/**
 * Runs an account's requests, the highest rank first, first come first served within a rank, so many at a time. Which
 * one is next is decided only when it is a request's turn. Threads are there only while there are requests.
 */
public final class RequestQueue implements AutoCloseable {

    private static final Duration THREAD_IDLE = Duration.ofSeconds(2);

    private final PriorityBlockingQueue<Job<?>> waiting = new PriorityBlockingQueue<>();
    private final AtomicLong sequence = new AtomicLong();
    private final Executor executor;
    private final Runnable close;
    private final Turn turn;

    private RequestQueue(Executor executor, Runnable close, Turn turn) {
        this.executor = executor;
        this.close = close;
        this.turn = turn;
    }

    /**
     * @param concurrent how many requests run at a time
     * @param turn waits until a request can be made
     */
    public static RequestQueue withThreads(int concurrent, ThreadFactory threads, Turn turn) {
        ThreadPoolExecutor executor = new ThreadPoolExecutor(
                concurrent,
                concurrent,
                THREAD_IDLE.toMillis(),
                TimeUnit.MILLISECONDS,
                new LinkedBlockingQueue<>(),
                threads);
        executor.allowCoreThreadTimeOut(true);
        return new RequestQueue(executor, executor::shutdownNow, turn);
    }

    /** Each request is made at once, by the thread that submits it. */
    public static RequestQueue inCallersThread() {
        return new RequestQueue(Runnable::run, () -> {}, () -> {});
    }

    /** When a request can be made. */
    @FunctionalInterface
    public interface Turn {
        void await() throws InterruptedException;
    }

    /** A request may be several, one after the other: it is ranked, and counted as running, as one. */
    @FunctionalInterface
    public interface Request<T> {
        T make() throws InterruptedException;
    }

    /** The answer to come. A future that is done before its request's turn, because it was cancelled, makes none. */
    public <T> CompletableFuture<T> submit(Rank rank, Request<T> request) {
        Job<T> job = new Job<>(rank, sequence.getAndIncrement(), request, new CompletableFuture<>());
        waiting.add(job);
        executor.execute(this::runNext);
        return job.answer;
    }

    private void runNext() {
        try {
            turn.await();
            next(Job::run);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException | Error e) {
            next(job -> job.answer.completeExceptionally(e));
        }
    }

    private void next(Consumer<Job<?>> then) {
        Job<?> job = waiting.poll();
        if (job != null) {
            then.accept(job);
        }
    }

    /** Ends the threads: what waits is dropped, what runs is interrupted. */
    @Override
    public void close() {
        close.run();
    }

    private record Job<T>(Rank rank, long sequence, Request<T> request, CompletableFuture<T> answer)
            implements Comparable<Job<?>> {

        void run() {
            if (answer.isDone()) {
                return;
            }
            try {
                answer.complete(request.make());
            } catch (InterruptedException e) {
                answer.completeExceptionally(new CancellationException("The task stops"));
                Thread.currentThread().interrupt();
            } catch (RuntimeException | Error e) {
                answer.completeExceptionally(e);
            }
        }

        @Override
        public int compareTo(Job<?> other) {
            int byRank = rank.compareTo(other.rank);
            return byRank != 0 ? byRank : Long.compare(sequence, other.sequence);
        }
    }
}
