package io.github.mpcconnect.ingest;

import io.github.mpcconnect.batch.Batch;
import io.github.mpcconnect.batch.BatchQueue;
import io.github.mpcconnect.config.HistorySettings.BackfillOrder;
import io.github.mpcconnect.days.send.TaskMemory;
import io.github.mpcconnect.offset.OffsetLookup;
import io.github.mpcconnect.request.VirtualLoop;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.DoubleSupplier;

/** One start of the task in virtual time: the real reading of its accounts, without Kafka and without threads. */
public final class VirtualEngine {

    private static final long MAX_BYTES = 32L << 20;

    private final VirtualLoop loop;
    private final BatchQueue queue;
    private final TaskMemory memory;
    private final TaskParts parts;
    private final Map<String, AccountIngestion> accounts = new LinkedHashMap<>();

    /**
     * @param offsets what is stored of earlier starts
     * @param random for the jitter of retries
     */
    public VirtualEngine(
            VirtualLoop loop, BackfillOrder order, long maxIds, OffsetLookup offsets, DoubleSupplier random) {
        this.loop = loop;
        this.memory = new TaskMemory(MAX_BYTES, maxIds);
        this.queue = new BatchQueue(WorkOrder.of(order), this::taken);
        this.parts = new TaskParts(loop, queue, memory, offsets, Runnable::run, random);
    }

    /** Begins to read one more account, at the loop's next step. */
    public void start(AccountApi account) {
        AccountIngestion ingestion = new AccountIngestion(account, parts);
        accounts.put(account.account().id(), ingestion);
        loop.execute(ingestion::start);
    }

    private void taken(Batch batch) {
        loop.execute(() -> {
            memory.taken(batch);
            accounts.get(batch.account().id()).taken();
        });
    }

    /** Connect polls the task. */
    public void polled() {
        loop.execute(() -> accounts.values().forEach(AccountIngestion::polled));
    }

    /** The next batch; null where none waits. */
    public Batch take() {
        try {
            return queue.take(Duration.ZERO);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** What is held between the API and Kafka. */
    public long heldBytes() {
        return memory.used();
    }

    /** Ends all work; what was not taken is lost. */
    public void close() {
        queue.close();
        loop.execute(() -> accounts.values().forEach(AccountIngestion::close));
        loop.runDue();
    }
}
