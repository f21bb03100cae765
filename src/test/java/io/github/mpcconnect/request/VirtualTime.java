package io.github.mpcconnect.request;

import io.github.mpcconnect.simulator.SimulatedClock;

import java.time.Duration;
import java.time.Instant;

/** Time that passes only where somebody sleeps or moves it by hand; the API's clock goes along. */
public final class VirtualTime implements Time {

    private final SimulatedClock clock;
    private long nanos = Long.MAX_VALUE - Duration.ofMinutes(1).toNanos();
    private Duration slept = Duration.ZERO;

    /** @param now what it is at the API at first */
    public VirtualTime(Instant now) {
        this.clock = SimulatedClock.stoppedAt(now);
    }

    public VirtualTime() {
        this(Instant.parse("2026-11-21T12:00:00Z"));
    }

    /** The API's clock. */
    public SimulatedClock clock() {
        return clock;
    }

    @Override
    public long nanos() {
        return nanos;
    }

    @Override
    public void sleep(Duration duration) throws InterruptedException {
        if (Thread.interrupted()) {
            throw new InterruptedException("interrupted while asleep");
        }
        slept = slept.plus(duration);
        advance(duration);
    }

    public void advance(Duration duration) {
        nanos += duration.toNanos();
        clock.advance(duration);
    }

    /** How long all sleeps together were. */
    public Duration slept() {
        return slept;
    }
}
