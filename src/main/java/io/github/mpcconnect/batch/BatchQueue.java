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
 * Where the loop and {@code poll()} meet, and the only lock between them. First in, first out per partition (day or
 * live stream); accounts take turns; within an account the partition with the most urgent batch goes first. Safe for
 * use by several threads.
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
     * @param order the kinds of work, the most urgent first
     * @param onTaken receives each batch that is taken, on the thread that takes it and outside the lock
     */
    public BatchQueue(List<Work> order, Consumer<Batch> onTaken) {
        this.order = List.copyOf(order);
        this.onTaken = onTaken;
    }

    /** Adds a frozen batch. */
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

    /** All reading ends with this failure: each {@link #take} from now on throws it. The first one counts. */
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
     * The next batch; null where none came in that time, or where the queue is closed.
     *
     * @throws RuntimeException what the reading failed with
     */
    public Batch take(Duration atMost) throws InterruptedException {
        Batch batch = await(atMost.toNanos());
        if (batch != null) {
            onTaken.accept(batch);
        }
        return batch;
    }

    private Batch await(long atMost) throws InterruptedException {
        lock.lockInterruptibly();
        try {
            long left = atMost;
            Batch batch = next();
            while (batch == null && left > 0 && !closed) {
                left = changed.awaitNanos(left);
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

    /** Whether nothing of that position's day, or of the live stream, waits. */
    public boolean isEmpty(Account account, Position position) {
        lock.lock();
        try {
            AccountBatches batches = byAccount.get(account.id());
            return batches == null || batches.isEmpty(position);
        } finally {
            lock.unlock();
        }
    }

    /** Drops what waits; each {@link #take} returns at once from now on. */
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
