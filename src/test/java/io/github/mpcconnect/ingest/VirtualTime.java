package io.github.mpcconnect.ingest;

import io.github.mpcconnect.simulator.SimulatedClock;

import java.time.Duration;

/** Time that passes only when somebody sleeps or says so; the world's clock goes with it. */
final class VirtualTime implements Time {

    private final SimulatedClock clock;
    private long nanos = 42;

    VirtualTime(SimulatedClock clock) {
        this.clock = clock;
    }

    @Override
    public long nanos() {
        return nanos;
    }

    @Override
    public void sleep(Duration duration) {
        nanos += duration.toNanos();
        clock.advance(duration);
    }
}
