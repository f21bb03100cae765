package io.github.mpcconnect;

import java.time.Duration;
import java.util.Optional;
import java.util.function.LongSupplier;

/**
 * How many records were handed to Connect and are not in Kafka yet. Connect's producer takes tens of thousands before
 * it makes anybody wait, each with its record held until it is written: more than a small worker's heap holds. So no
 * further batch is handed over while there are a given number or more; that begins when the first one is told as
 * written. Safe for use by several threads.
 *
 * <p>With transactions it is the very thread that polls which tells what is written, when one ends, and what a
 * transform dropped is told only at the end of one that has records: who waited in the poll would hold up what it waits
 * for. So nothing is waited for until another thread has told of a record.
 */
final class Unwritten {

    /** After so long without a single one, it may be that the producer waits for the next batch: it gets one. */
    private static final Duration GIVE_WAY = Duration.ofSeconds(30);

    private final int most;
    private final LongSupplier nanoTime;
    private int records;
    private Thread poller;
    private boolean toldByAnother;
    private long lastChange;

    Unwritten(int most, LongSupplier nanoTime) {
        this.most = most;
        this.nanoTime = nanoTime;
    }

    /** By the thread that polls. */
    synchronized void handedOver(int count) {
        records += count;
        poller = Thread.currentThread();
        lastChange = nanoTime.getAsLong();
    }

    /** A record was written, or will never be. */
    synchronized void written() {
        records--;
        toldByAnother = toldByAnother || Thread.currentThread() != poller;
        lastChange = nanoTime.getAsLong();
        if (records < most) {
            notifyAll();
        }
    }

    /** What is left of the given time as soon as a further batch may be handed over; empty where that takes longer. */
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
        return toldByAnother && records >= most && nanoTime.getAsLong() - lastChange < GIVE_WAY.toNanos();
    }
}
