package io.github.mpcconnect.request;

import java.time.Duration;

/** Monotonic time and waiting, apart from the work, so that a test can move both by hand. */
public interface Time {

    /** This machine's monotonic time. */
    Time SYSTEM = new Time() {
        @Override
        public long nanos() {
            return System.nanoTime();
        }

        @Override
        public void sleep(Duration duration) throws InterruptedException {
            Thread.sleep(duration.toMillis(), duration.toNanosPart() % 1_000_000);
        }
    };

    /** Nanoseconds since some moment; only differences mean something. */
    long nanos();

    /** @throws InterruptedException when the work is to end */
    void sleep(Duration duration) throws InterruptedException;

    /** How long ago an earlier {@link #nanos} was. */
    default Duration since(long earlierNanos) {
        return Duration.ofNanos(nanos() - earlierNanos);
    }
}
