package io.github.mpcconnect.batch;

import io.github.mpcconnect.offset.Position;

import java.time.Duration;

/**
 * Where the loop and {@code poll()} meet, and the only lock between them. First in, first out per position (day or live
 * stream); accounts take turns; within an account the most urgent work goes first. (To be written.)
 */
public final class BatchQueue {

    /** Adds a frozen batch. */
    public void put(Batch batch) {
        throw new UnsupportedOperationException();
    }

    /** All reading ends with this failure: the next {@link #take} throws it. */
    public void fail(RuntimeException failure) {
        throw new UnsupportedOperationException();
    }

    /** The next batch; null where none came in that time. */
    public Batch take(Duration atMost) throws InterruptedException {
        throw new UnsupportedOperationException();
    }

    /** Whether nothing of that position waits. */
    public boolean isEmpty(Account account, Position position) {
        throw new UnsupportedOperationException();
    }
}
