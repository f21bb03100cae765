package io.github.mpcconnect;

import java.time.Duration;

/**
 * How many records were handed to Connect and are not in Kafka yet. Connect's producer takes tens of thousands before
 * it makes anybody wait, each with its record held until it is written: more than a small worker's heap holds. So no
 * further batch is handed over while there are a given number or more. Safe for use by several threads.
 */
final class Unwritten {

    /** Not even one was written for so long: nothing tells that Connect does not wait for the next batch. */
    private static final Duration GIVE_WAY = Duration.ofSeconds(30);

    private final int most;
    private int records;
    private long lastWritten = System.nanoTime();

    Unwritten(int most) {
        this.most = most;
    }

    synchronized void handedOver(int count) {
        lastWritten = records == 0 ? System.nanoTime() : lastWritten;
        records += count;
    }

    /** A record was written, or will never be. */
    synchronized void written() {
        records--;
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
        return records >= most && System.nanoTime() - lastWritten < GIVE_WAY.toNanos();
    }
}
