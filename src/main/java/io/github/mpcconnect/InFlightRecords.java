package io.github.mpcconnect;

import java.time.Duration;
import java.util.Optional;
import java.util.function.LongSupplier;

/**
 * Limits the number of records that were passed to Connect and are not in Kafka yet. Connect's producer accepts tens of
 * thousands of records before it blocks, which may exceed the heap of a small worker. So no batch is passed on while a
 * maximum number of records is in flight. Thread-safe.
 *
 * <p>With transactions, the polling thread itself reports written records at the end of a transaction, and records
 * dropped by a transform are reported only at the end of a transaction that has records. Waiting inside {@code poll()}
 * would then block the reports that it waits for. So it never waits before another thread has reported a record.
 */
final class InFlightRecords {

    /** After this time without a report, the next batch is passed on, because the producer may be waiting for it. */
    private static final Duration MAX_SILENCE = Duration.ofSeconds(30);

    private final int max;
    private final LongSupplier nanoTime;
    private int records;
    private Thread poller;
    private boolean reportedByAnother;
    private long lastChange;

    InFlightRecords(int max, LongSupplier nanoTime) {
        this.max = max;
        this.nanoTime = nanoTime;
    }

    /** Counts records passed to Connect. Called by the polling thread. */
    /** The number of records passed to Connect and not written yet. */
    synchronized int size() {
        return records;
    }

    synchronized void passed(int count) {
        records += count;
        poller = Thread.currentThread();
        lastChange = nanoTime.getAsLong();
    }

    /** Counts a record that was written or never will be. */
    synchronized void written() {
        records--;
        reportedByAnother = reportedByAnother || Thread.currentThread() != poller;
        lastChange = nanoTime.getAsLong();
        if (records < max) {
            notifyAll();
        }
    }

    /**
     * Waits until another batch may be passed on. Returns the remaining time, or empty if the given time was not
     * enough.
     */
    synchronized Optional<Duration> awaitRoom(Duration timeout) throws InterruptedException {
        long end = nanoTime.getAsLong() + timeout.toNanos();
        long remaining = timeout.toNanos();
        while (isFull() && remaining > 0) {
            wait(Math.max(1, remaining / 1_000_000));
            remaining = end - nanoTime.getAsLong();
        }
        return isFull() ? Optional.empty() : Optional.of(Duration.ofNanos(remaining));
    }

    private boolean isFull() {
        return reportedByAnother && records >= max && nanoTime.getAsLong() - lastChange < MAX_SILENCE.toNanos();
    }
}
