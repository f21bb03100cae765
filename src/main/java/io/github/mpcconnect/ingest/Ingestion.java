package io.github.mpcconnect.ingest;

import io.github.mpcconnect.request.FatalException;
import io.github.mpcconnect.request.Gate;
import io.github.mpcconnect.request.RequestQueue;
import io.github.mpcconnect.request.RequestSettings;
import io.github.mpcconnect.request.Time;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * All the reading of a task: a reader and a queue of requests for each account, and the hand-over to the task's poll.
 * Threads are there for the accounts that are at work, and one for the alarms of those that are not. Closed, they end
 * as soon as they notice.
 */
public final class Ingestion implements AutoCloseable {

    private static final Duration THREADS_END = Duration.ofSeconds(1);
    private static final Duration THREAD_IDLE = Duration.ofSeconds(2);

    private final HandOver handOver;
    private final Runnable cutOff;
    private final List<RequestQueue> queues = new ArrayList<>();
    private final ExecutorService readers;
    private final ScheduledExecutorService alarms;

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
        this.readers = readers(threads(name + "-reader"));
        this.alarms = alarms(threads(name + "-alarm"));
        for (AccountApi account : accounts) {
            ThreadFactory factory = threads(name + "-" + account.account().name());
            OnDemand reader = new OnDemand(readers, alarms, handOver::fail);
            AccountLoop loop = new AccountLoop(
                    account,
                    settings,
                    requests,
                    handOver,
                    gate,
                    turn -> opened(RequestQueue.withThreads(requests.concurrent(), factory, turn)),
                    offsets,
                    Time.SYSTEM,
                    () -> ThreadLocalRandom.current().nextDouble(),
                    reader::wake);
            reader.begin(loop);
        }
    }

    private RequestQueue opened(RequestQueue queue) {
        queues.add(queue);
        return queue;
    }

    private static ExecutorService readers(ThreadFactory threads) {
        return new ThreadPoolExecutor(
                0, Integer.MAX_VALUE, THREAD_IDLE.toMillis(), TimeUnit.MILLISECONDS, new SynchronousQueue<>(), threads);
    }

    /** Readers are woken far more often than their alarms ring: those are not to pile up until their time. */
    static ScheduledThreadPoolExecutor alarms(ThreadFactory threads) {
        ScheduledThreadPoolExecutor alarms = new ScheduledThreadPoolExecutor(1, threads);
        alarms.setRemoveOnCancelPolicy(true);
        return alarms;
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
        readers.shutdownNow();
        alarms.shutdownNow();
        cutOff.run();
        try {
            readers.awaitTermination(THREADS_END.toMillis(), TimeUnit.MILLISECONDS);
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
