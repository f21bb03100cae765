package io.github.mpcconnect.ingest;

import io.github.mpcconnect.batch.Batch;
import io.github.mpcconnect.batch.BatchQueue;
import io.github.mpcconnect.config.HistorySettings.BackfillOrder;
import io.github.mpcconnect.days.send.TaskMemory;
import io.github.mpcconnect.offset.OffsetLookup;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/**
 * Reads the accounts of a task, on one loop, into one queue of batches that the task polls. The public methods are
 * called on the task's thread.
 */
public final class Ingestion implements AutoCloseable {

    private static final long MAX_IN_FLIGHT_BYTES = 32L * 1024 * 1024;
    private static final long MAX_IDS = 2_000_000;
    private static final Duration MAX_CLOSE = Duration.ofMillis(500);

    private final BatchQueue queue;
    private final TaskMemory memory = new TaskMemory(MAX_IN_FLIGHT_BYTES, MAX_IDS);
    private final TaskLoop loop;
    private final Map<String, AccountIngestion> accounts;

    /** Starts reading; where it fails, nothing runs. */
    public Ingestion(String threadName, List<AccountApi> accounts, BackfillOrder order, OffsetLookup offsets) {
        this.queue = new BatchQueue(WorkOrder.of(order), this::taken);
        this.loop = new TaskLoop(threadName, failure -> queue.fail(asException(failure)));
        TaskParts parts = new TaskParts(
                loop, queue, memory, offsets, work -> thread(threadName + "-offsets", work), Ingestion::random);
        try {
            this.accounts = accounts.stream()
                    .collect(Collectors.toMap(
                            account -> account.account().id(), account -> new AccountIngestion(account, parts)));
        } catch (RuntimeException | Error e) {
            loop.close();
            throw e;
        }
        this.accounts.values().forEach(account -> loop.execute(account::start));
    }

    private static double random() {
        return ThreadLocalRandom.current().nextDouble();
    }

    private static void thread(String name, Runnable work) {
        Thread thread = new Thread(work, name);
        thread.setDaemon(true);
        thread.start();
    }

    static RuntimeException asException(Throwable failure) {
        return failure instanceof RuntimeException known
                ? known
                : new IllegalStateException("Reading calls failed unexpectedly: " + failure, failure);
    }

    /**
     * Returns the next batch; null if there is none within the given time.
     *
     * @throws RuntimeException the failure that ended the reading
     */
    public Batch poll(Duration timeout) throws InterruptedException {
        loop.execute(() -> accounts.values().forEach(AccountIngestion::polled));
        return queue.take(timeout);
    }

    private void taken(Batch batch) {
        loop.execute(() -> {
            memory.taken(batch);
            accounts.get(batch.account().id()).taken();
        });
    }

    /** Stops reading, in less than a second and a half. Requests in flight are aborted. */
    @Override
    public void close() {
        queue.close();
        CountDownLatch done = new CountDownLatch(1);
        loop.execute(() -> {
            accounts.values().forEach(AccountIngestion::close);
            done.countDown();
        });
        try {
            done.await(MAX_CLOSE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        loop.close();
    }
}
