package io.github.mpcconnect.request;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.PriorityQueue;
import java.util.Queue;
import java.util.function.BooleanSupplier;

/**
 * A loop in virtual time, run by the test's own thread: steps in the order they were handed in, due timers in the order
 * of time, then of scheduling. Time moves only when there is no step left.
 */
public final class VirtualLoop implements Loop {

    private static final int MAX_STEPS_AT_ONE_INSTANT = 1_000_000;

    private final Queue<Runnable> steps = new ArrayDeque<>();
    private final PriorityQueue<VirtualTimer> timers = new PriorityQueue<>(
            Comparator.comparingLong((VirtualTimer timer) -> timer.due).thenComparingLong(timer -> timer.sequence));
    private long nanos;
    private long sequence;
    private long stepsRun;
    private int stepsAtThisInstant;

    @Override
    public long nanos() {
        return nanos;
    }

    @Override
    public void execute(Runnable step) {
        steps.add(step);
    }

    @Override
    public Timer schedule(Duration delay, Runnable step) {
        VirtualTimer timer = new VirtualTimer(nanos + Math.max(0, delay.toNanos()), sequence++, step);
        timers.add(timer);
        return timer;
    }

    /** Runs all that is due now and until the end of that time. */
    public void advance(Duration time) {
        runUntil(() -> false, nanos + time.toNanos());
    }

    /** Runs until a condition holds. Fails where it does not within that time. */
    public void runUntil(BooleanSupplier condition, Duration max) {
        if (!runUntil(condition, nanos + max.toNanos())) {
            throw new AssertionError("Not within " + max);
        }
    }

    /** Runs what is due now. */
    public void runDue() {
        advance(Duration.ZERO);
    }

    /** Time passes and nothing runs, as while a machine sleeps: timers that become due meanwhile run late. */
    public void sleep(Duration time) {
        moveTo(nanos + time.toNanos());
    }

    /** How many steps were run so far, those of timers included. */
    public long steps() {
        return stepsRun;
    }

    /** Since the loop began. */
    public Duration now() {
        return Duration.ofNanos(nanos);
    }

    private boolean runUntil(BooleanSupplier condition, long end) {
        while (!condition.getAsBoolean()) {
            Runnable step = next(end);
            if (step == null) {
                moveTo(end);
                return condition.getAsBoolean();
            }
            if (++stepsAtThisInstant > MAX_STEPS_AT_ONE_INSTANT) {
                throw new AssertionError("A million steps and time did not move; the last one: " + step);
            }
            stepsRun++;
            step.run();
        }
        return true;
    }

    private Runnable next(long end) {
        if (!steps.isEmpty()) {
            return steps.remove();
        }
        VirtualTimer timer = timers.peek();
        if (timer == null || timer.due - end > 0) {
            return null;
        }
        moveTo(timer.due);
        return timers.remove().step;
    }

    private void moveTo(long to) {
        if (to - nanos > 0) {
            nanos = to;
            stepsAtThisInstant = 0;
        }
    }

    private final class VirtualTimer implements Timer {

        private final long due;
        private final long sequence;
        private final Runnable step;

        VirtualTimer(long due, long sequence, Runnable step) {
            this.due = due;
            this.sequence = sequence;
            this.step = step;
        }

        @Override
        public void cancel() {
            timers.remove(this);
        }
    }
}
