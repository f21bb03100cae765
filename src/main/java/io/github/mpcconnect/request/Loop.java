package io.github.mpcconnect.request;

import java.time.Duration;

/**
 * The one thread that makes all decisions of a task. A step never blocks and is short; whatever takes longer is a
 * request or a timer whose end comes back as a step.
 */
public interface Loop {

    /** Monotonic nanoseconds; only differences mean something. */
    long nanos();

    /** Runs a step soon, after those that were handed in before. The only method for other threads, too. */
    void execute(Runnable step);

    /** Runs a step after a delay; on the loop's own thread only. */
    Timer schedule(Duration delay, Runnable step);

    /** A step that is due later. */
    interface Timer {
        /** It will not run. */
        void cancel();
    }
}
