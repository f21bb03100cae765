package io.github.mpcconnect.simulator;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/** The API's clock: it runs with the wall's, at any distance, or stands still and is moved by hand. Thread-safe. */
public final class SimulatedClock implements InstantSource {
    private final InstantSource base;
    private volatile Duration ahead = Duration.ZERO;

    private SimulatedClock(InstantSource base) {
        this.base = base;
    }

    /** The wall's time. */
    public static SimulatedClock running() {
        return new SimulatedClock(InstantSource.system());
    }

    /** It is that instant now, and the clock runs. */
    public static SimulatedClock runningFrom(Instant now) {
        SimulatedClock clock = running();
        clock.set(now);
        return clock;
    }

    /** Stands still. */
    public static SimulatedClock stoppedAt(Instant now) {
        return new SimulatedClock(InstantSource.fixed(now));
    }

    public static SimulatedClock stoppedAt(String now) {
        return stoppedAt(Instant.parse(now));
    }

    @Override
    public Instant instant() {
        return base.instant().plus(ahead);
    }

    /** Moves it on, or back where the duration is negative; it runs, or stands, as before. */
    public synchronized void advance(Duration by) {
        ahead = ahead.plus(by);
    }

    /** Moves it to that instant; it runs, or stands, as before. */
    public synchronized void set(Instant now) {
        ahead = Duration.between(base.instant(), now);
    }
}
