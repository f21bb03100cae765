package io.github.mpcconnect.batch;

import io.github.mpcconnect.offset.Position;
import io.github.mpcconnect.request.Work;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;

/**
 * The queue between the loop and {@code poll()}, with the only lock between them. First in, first out per partition (a
 * day or the live stream). Accounts take turns; within an account, the partition with the most urgent batch is served
 * first. Thread-safe.
 */
public final class BatchQueue implements AutoCloseable {

    private final List<Work> order;
    private final Consumer<Batch> onTaken;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();

    private final Map<String, AccountBatches> byAccount = new HashMap<>();
    private final List<AccountBatches> accounts = new ArrayList<>();
    private int turn;
    private RuntimeException failure;
    private boolean closed;

    /**
     * @param order the kinds of work, most urgent first
     * @param onTaken receives each batch taken, on the thread that takes it and without holding the lock
     */
    public BatchQueue(List<Work> order, Consumer<Batch> onTaken) {
        this.order = List.copyOf(order);
        this.onTaken = onTaken;
    }

    /** Adds a batch, unless the queue is closed. */
    public void put(Batch batch) {
        lock.lock();
        try {
            if (!closed) {
                byAccount
                        .computeIfAbsent(batch.account().id(), this::newAccount)
                        .put(batch);
                changed.signal();
            }
        } finally {
            lock.unlock();
        }
    }

    private AccountBatches newAccount(String id) {
        AccountBatches account = new AccountBatches(order);
        accounts.add(account);
        return account;
    }

    /**
     * Reports the failure that ended the reading: every {@link #take} from now on throws it. Only the first one counts.
     */
    public void fail(RuntimeException failure) {
        lock.lock();
        try {
            if (this.failure == null) {
                this.failure = failure;
            }
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /**
     * Returns the next batch; null if there is none within the given time, or if the queue is closed.
     *
     * @throws RuntimeException the failure that was reported to {@link #fail}
     */
    public Batch take(Duration timeout) throws InterruptedException {
        Batch batch = await(timeout.toNanos());
        if (batch != null) {
            onTaken.accept(batch);
        }
        return batch;
    }

    private Batch await(long timeout) throws InterruptedException {
        lock.lockInterruptibly();
        try {
            long remaining = timeout;
            Batch batch = next();
            while (batch == null && remaining > 0 && !closed) {
                remaining = changed.awaitNanos(remaining);
                batch = next();
            }
            return batch;
        } finally {
            lock.unlock();
        }
    }

    private Batch next() {
        if (failure != null) {
            throw failure;
        }
        for (int i = 0; i < accounts.size(); i++) {
            int index = Math.floorMod(turn + i, accounts.size());
            Batch batch = accounts.get(index).next();
            if (batch != null) {
                turn = index + 1;
                return batch;
            }
        }
        return null;
    }

    /** Whether no batch of the position's day, or of the live stream, is waiting. */
    public boolean isEmpty(Account account, Position position) {
        lock.lock();
        try {
            AccountBatches batches = byAccount.get(account.id());
            return batches == null || batches.isEmpty(position);
        } finally {
            lock.unlock();
        }
    }

    /** Discards all waiting batches. From now on every {@link #take} returns immediately. */
    @Override
    public void close() {
        lock.lock();
        try {
            closed = true;
            accounts.clear();
            byAccount.clear();
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }
}
