package io.github.mpcconnect.simulation;

import io.github.mpcconnect.request.VirtualLoop;
import io.github.mpcconnect.simulation.World.Span;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** The API's time and the connector's sleep, over its restarts: each start has a loop of its own. */
final class WorldTime {

    private static final Duration AROUND = Duration.ofSeconds(100);
    private static final Duration AHEAD = Duration.ofSeconds(20);

    private final Instant start;
    private final List<Instant> moments;
    private final List<Span> notRunning = new ArrayList<>();
    private Duration asleep = Duration.ZERO;
    private int nextMoment;
    private Duration before = Duration.ZERO;
    private Duration jumped = Duration.ZERO;
    private VirtualLoop loop = new VirtualLoop();

    WorldTime(World world) {
        this.start = world.start();
        this.moments = world.moments();
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

    /** The clock moves ahead. What is due around that time needs its time again. */
    void jump(Duration by) {
        Instant earlier = now();
        jumped = jumped.plus(by);
        notRunning.add(new Span(earlier.minusSeconds(60), now().plusSeconds(60)));
    }

    // When something happens

    boolean isMomentNear() {
        while (nextMoment < moments.size()
                && moments.get(nextMoment).plus(AROUND).isBefore(now())) {
            nextMoment++;
        }
        return nextMoment < moments.size()
                && !moments.get(nextMoment).minus(AHEAD).isAfter(now());
    }

    boolean isLastMomentOver() {
        return !moments.get(moments.size() - 1).isAfter(now());
    }

    /** The time, or shortly before the next moment. */
    Instant noLaterThanMoment(Instant time) {
        if (nextMoment >= moments.size()) {
            return time;
        }
        Instant next = moments.get(nextMoment).minus(AHEAD);
        return next.isBefore(time) ? next : time;
    }

    // When the connector does not run

    /** From then until now nothing ran. */
    void slept(Instant from) {
        notPolled(from);
        asleep = asleep.plus(Duration.between(from, now()));
    }

    /** From then until now the task was not polled. */
    void notPolled(Instant from) {
        notRunning.add(new Span(from, now()));
    }

    List<Span> notRunning() {
        return notRunning;
    }

    long awakeSeconds() {
        return elapsed().minus(asleep).toSeconds();
    }
}
