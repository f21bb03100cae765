package io.github.mpcconnect.request;

import java.time.Duration;

/**
 * The single thread that makes all decisions of a task. Steps are short and never block; anything longer is a request
 * or a timer that continues in a later step.
 */
public interface Loop {

    /** Monotonic nanoseconds; only differences are meaningful. */
    long nanos();

    /** Queues a step, to run after all steps queued before. The only method that other threads may call. */
    void execute(Runnable step);

    /** Runs a step after a delay. May be called only on the loop's thread. */
    Timer schedule(Duration delay, Runnable step);

    /** A scheduled step. */
    interface Timer {
        /** Prevents the step from running. */
        void cancel();
    }
}
