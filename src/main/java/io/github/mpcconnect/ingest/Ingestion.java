package io.github.mpcconnect.ingest;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * All the reading of a task: a reader thread and a queue of requests for each account, and the hand-over to the task's
 * poll. Closed, its threads end as soon as they notice.
 */
public final class Ingestion implements AutoCloseable {

    private static final Duration THREADS_END = Duration.ofSeconds(1);

    private final HandOver handOver;
    private final Runnable cutOff;
    private final List<RequestQueue> queues = new ArrayList<>();
    private final List<Thread> threads = new ArrayList<>();

    /**
     * Starts to read.
     *
     * @param name what its threads are called, and an account's name after it
     * @param cutOff ends the requests that are under way
     */
    public Ingestion(
            String name,
            List<AccountApi> accounts,
            ReaderSettings settings,
            RequestSettings requests,
            OffsetLookup offsets,
            Runnable cutOff) {
        this.cutOff = cutOff;
        Gate gate = new Gate(Time.SYSTEM::nanos);
        this.handOver = new HandOver(gate);
        for (AccountApi account : accounts) {
            ThreadFactory factory = threads(name + "-" + account.account().name());
            RequestQueue queue = RequestQueue.withThreads(requests.concurrent(), factory);
            queues.add(queue);
            Runnable loop = new AccountLoop(
                    account,
                    settings,
                    requests,
                    handOver,
                    gate,
                    queue,
                    offsets,
                    Time.SYSTEM,
                    () -> ThreadLocalRandom.current().nextDouble());
            threads.add(factory.newThread(loop));
        }
        threads.forEach(Thread::start);
    }

    /**
     * What is to be sent next, or null where nothing is within the given time. As long as nobody asks, nothing is read.
     *
     * @throws FatalException where reading cannot go on
     */
    public Batch next(Duration most) throws InterruptedException {
        return handOver.take(most);
    }

    /** Interrupts the threads, cuts off their requests, and waits for a second at most until they have ended. */
    @Override
    public void close() {
        queues.forEach(RequestQueue::close);
        threads.forEach(Thread::interrupt);
        cutOff.run();
        long end = System.nanoTime() + THREADS_END.toNanos();
        try {
            for (Thread thread : threads) {
                thread.join(Math.max(1, (end - System.nanoTime()) / 1_000_000));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static ThreadFactory threads(String name) {
        AtomicInteger count = new AtomicInteger();
        return work -> {
            Thread thread = new Thread(work, name + "-" + count.getAndIncrement());
            thread.setDaemon(true);
            return thread;
        };
    }
}
