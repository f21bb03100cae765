package io.github.mpcconnect;

import java.time.Duration;
import java.util.Optional;
import java.util.function.LongSupplier;

/**
 * How many records Connect has that are not in Kafka yet. Connect's producer accepts tens of thousands before it
 * blocks, each held in memory until it is written: more than a small worker's heap. So no further batch is passed on
 * while there are a given number or more. Safe for use by several threads.
 *
 * <p>With transactions the polling thread itself reports what is written, when a transaction ends; and records that a
 * transform dropped are reported only at the end of a transaction that has records. Waiting inside {@code poll()} would
 * block the very reports it waits for. So nothing waits until another thread has reported a record.
 */
final class InFlightRecords {

    /** After so long without a report the producer may be waiting for the next batch: it gets one. */
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

    /** Records were passed to Connect; by the thread that polls. */
    synchronized void passed(int count) {
        records += count;
        poller = Thread.currentThread();
        lastChange = nanoTime.getAsLong();
    }

    /** A record was written, or never will be. */
    synchronized void written() {
        records--;
        reportedByAnother = reportedByAnother || Thread.currentThread() != poller;
        lastChange = nanoTime.getAsLong();
        if (records < max) {
            notifyAll();
        }
    }

    /** What is left of the given time once a further batch may be passed on; empty where that takes longer. */
    synchronized Optional<Duration> awaitRoom(Duration atMost) throws InterruptedException {
        long end = nanoTime.getAsLong() + atMost.toNanos();
        long left = atMost.toNanos();
        while (isFull() && left > 0) {
            wait(Math.max(1, left / 1_000_000));
            left = end - nanoTime.getAsLong();
        }
        return isFull() ? Optional.empty() : Optional.of(Duration.ofNanos(left));
    }

    private boolean isFull() {
        return reportedByAnother && records >= max && nanoTime.getAsLong() - lastChange < MAX_SILENCE.toNanos();
    }
}
