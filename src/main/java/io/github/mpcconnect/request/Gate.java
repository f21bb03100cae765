package io.github.mpcconnect.request;

import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * Open while the task is polled: when it was not for two seconds, because it is paused or Kafka is slow, requests wait
 * here until the next poll.
 */
public final class Gate {

    private static final long OPEN_NANOS = Duration.ofSeconds(2).toNanos();

    private final LongSupplier nanoTime;
    private long lastPoll;

    public Gate(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
        this.lastPoll = nanoTime.getAsLong();
    }

    /** The task was polled just now. */
    public synchronized void polled() {
        lastPoll = nanoTime.getAsLong();
        notifyAll();
    }

    /** Returns as soon as the gate is open. */
    public synchronized void await() throws InterruptedException {
        while (nanoTime.getAsLong() - lastPoll > OPEN_NANOS) {
            wait();
        }
    }
}
