package io.github.mpcconnect.ingest;

import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * Does steps one after the other, by one thread at a time, and by none while nothing is due: then it waits for its
 * alarm, or for somebody to wake it. Its steps see each other's changes whichever threads do them. Ends when its
 * threads do, or with a step that fails.
 */
final class OnDemand {

    /** What is done. */
    @FunctionalInterface
    interface Steps {
        /** Does one thing. Returns how long nothing is due, zero where something may be at once. */
        Duration step() throws InterruptedException;
    }

    private static final long SHORTEST_PAUSE = TimeUnit.MILLISECONDS.toNanos(1);

    private final Executor threads;
    private final ScheduledExecutorService alarms;
    private final Consumer<RuntimeException> failed;
    private Steps steps;
    private Future<?> alarm;
    private boolean running;
    private boolean woken;

    /** @param failed is told what a step failed with, or why there is no thread for it */
    OnDemand(Executor threads, ScheduledExecutorService alarms, Consumer<RuntimeException> failed) {
        this.threads = threads;
        this.alarms = alarms;
        this.failed = failed;
    }

    /** Begins with the first step. */
    void begin(Steps first) {
        steps = first;
        wake();
    }

    /** A step may have something to do: one is done soon after this, or by now. */
    void wake() {
        if (isToRun()) {
            executeUnlessClosed();
        }
    }

    private synchronized boolean isToRun() {
        woken = true;
        if (running || steps == null) {
            return false;
        }
        running = true;
        if (alarm != null) {
            alarm.cancel(false);
        }
        return true;
    }

    /** Holds no lock: it may be that a failure is told. */
    private void executeUnlessClosed() {
        try {
            threads.execute(this::run);
        } catch (RejectedExecutionException e) {
            end();
        } catch (Error e) {
            failed.accept(ended(e));
        }
    }

    private synchronized void end() {
        steps = null;
    }

    /** Whoever wakes it, and a thread pool, would let an error go by, and nobody would read on. */
    private static RuntimeException ended(Error e) {
        return new IllegalStateException("Reading ended with an error: " + e, e);
    }

    private void run() {
        try {
            Duration idle = next();
            while (!pause(idle)) {
                idle = next();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (RejectedExecutionException e) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException e) {
            failed.accept(e);
        } catch (Error e) {
            failed.accept(ended(e));
        }
    }

    private Duration next() throws InterruptedException {
        synchronized (this) {
            woken = false;
        }
        return steps.step();
    }

    /** False where there may be something to do already. */
    private synchronized boolean pause(Duration idle) {
        if (idle.isZero() || woken) {
            return false;
        }
        alarm = alarms.schedule(this::wake, Math.max(SHORTEST_PAUSE, idle.toNanos()), TimeUnit.NANOSECONDS);
        running = false;
        return true;
    }
}
