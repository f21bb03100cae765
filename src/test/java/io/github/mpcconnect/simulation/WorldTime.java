package io.github.mpcconnect.simulation;

import io.github.mpcconnect.request.VirtualLoop;

import java.time.Duration;
import java.time.Instant;

/** The API's time, over the restarts of the connector: each has a loop of its own. */
final class WorldTime {

    private final Instant start;
    private Duration before = Duration.ZERO;
    private Duration jumped = Duration.ZERO;
    private VirtualLoop loop = new VirtualLoop();

    WorldTime(Instant start) {
        this.start = start;
    }

    Instant now() {
        return start.plus(elapsed()).plus(jumped);
    }

    /** What really passed since the start, without jumps of the clock. */
    Duration elapsed() {
        return before.plus(loop.now());
    }

    VirtualLoop loop() {
        return loop;
    }

    /** The connector is down for a while and comes back with a new loop. */
    void restart(Duration down) {
        before = elapsed().plus(down);
        loop = new VirtualLoop();
    }

    void jump(Duration by) {
        jumped = jumped.plus(by);
    }
}
