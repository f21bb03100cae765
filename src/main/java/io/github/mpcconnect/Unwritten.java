package io.github.mpcconnect;

import java.time.Duration;

/**
 * How many records were handed to Connect and are not in Kafka yet. Connect's producer takes tens of thousands before
 * it makes anybody wait, each with its record held until it is written: more than a small worker's heap holds. So no
 * further batch is handed over while there are a given number or more; that begins when the first one is told as
 * written. Safe for use by several threads.
 */
final class Unwritten {

    /** After so long without a single one, it may be that Connect waits for the next batch to write those before it. */
    private static final Duration GIVE_WAY = Duration.ofSeconds(30);

    private final int most;
    private int records;
    private boolean told;
    private long lastWritten;

    Unwritten(int most) {
        this.most = most;
    }

    synchronized void handedOver(int count) {
        records += count;
    }

    /** A record was written, or will never be. */
    synchronized void written() {
        records--;
        told = true;
        lastWritten = System.nanoTime();
        if (records < most) {
            notifyAll();
        }
    }

    /** True as soon as a further batch may be handed over; false where that takes longer than the given time. */
    synchronized boolean awaitRoom(Duration atMost) throws InterruptedException {
        long end = System.nanoTime() + atMost.toNanos();
        for (long left = atMost.toNanos(); isFull() && left > 0; left = end - System.nanoTime()) {
            wait(Math.max(1, left / 1_000_000));
        }
        return !isFull();
    }

    private boolean isFull() {
        return told && records >= most && System.nanoTime() - lastWritten < GIVE_WAY.toNanos();
    }
}
