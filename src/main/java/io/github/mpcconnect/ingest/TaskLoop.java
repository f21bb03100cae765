package io.github.mpcconnect.ingest;

import io.github.mpcconnect.request.Loop;

import java.time.Duration;
import java.util.Comparator;
import java.util.PriorityQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * The loop of a task: one daemon thread that runs steps in the order in which they were queued, and timers when they
 * are due. An exception or {@code Error} in a step is reported and ends the loop. Steps and timers that are left are
 * discarded.
 */
public final class TaskLoop implements Loop, AutoCloseable {

    private static final Duration MAX_CLOSE = Duration.ofMillis(900);

    private final BlockingQueue<Runnable> steps = new LinkedBlockingQueue<>();
    private final PriorityQueue<DueStep> timers = new PriorityQueue<>(DueStep.ORDER);
    private final Consumer<Throwable> failed;
    private final Thread thread;
    private long sequence;

    /** Written by any thread. */
    private volatile boolean open = true;

    /**
     * Starts the loop's thread.
     *
     * @param failed receives the exception of a step, on the loop's thread just before it ends
     */
    public TaskLoop(String threadName, Consumer<Throwable> failed) {
        this.failed = failed;
        this.thread = new Thread(this::run, threadName);
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public long nanos() {
        return System.nanoTime();
    }

    @Override
    public void execute(Runnable step) {
        if (open) {
            steps.add(step);
        }
    }

    /** @throws IllegalStateException if called on a thread other than the loop's */
    @Override
    public Timer schedule(Duration delay, Runnable step) {
        if (Thread.currentThread() != thread) {
            throw new IllegalStateException("Timers can be scheduled only on the loop's thread; use execute on others");
        }
        DueStep timer = new DueStep(this, nanos() + Math.max(0, delay.toNanos()), sequence++, step);
        timers.add(timer);
        return timer;
    }

    /**
     * Ends the loop after the current step and waits for it, for less than a second. On the loop's own thread it does
     * not wait.
     */
    @Override
    public void close() {
        open = false;
        steps.add(() -> {});
        if (Thread.currentThread() == thread) {
            return;
        }
        try {
            thread.join(MAX_CLOSE.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void run() {
        try {
            while (open) {
                runDueTimers();
                runNextStep();
            }
        } catch (InterruptedException | RuntimeException | Error e) {
            failed.accept(e);
        } finally {
            open = false;
            steps.clear();
            timers.clear();
        }
    }

    /**
     * Runs only the timers that are due when it starts, so that steps can run between timers that are due immediately.
     */
    private void runDueTimers() {
        long now = nanos();
        long scheduled = sequence;
        for (DueStep timer = timers.peek();
                open && timer != null && timer.isDue(now, scheduled);
                timer = timers.peek()) {
            timers.remove();
            timer.step.run();
        }
    }

    private void runNextStep() throws InterruptedException {
        DueStep timer = timers.peek();
        Runnable step = timer == null ? steps.take() : steps.poll(timer.due - nanos(), TimeUnit.NANOSECONDS);
        if (step != null && open) {
            step.run();
        }
    }

    /** A timer, confined to the loop's thread. */
    private record DueStep(TaskLoop loop, long due, long sequence, Runnable step) implements Timer {

        /** Compares clock readings by their difference, because they may overflow. */
        private static final Comparator<DueStep> ORDER = (one, other) ->
                one.due == other.due ? Long.compare(one.sequence, other.sequence) : Long.signum(one.due - other.due);

        boolean isDue(long now, long scheduled) {
            return due - now <= 0 && sequence < scheduled;
        }

        /** Compares by identity, which is fast: cancelling compares a timer with many others. */
        @Override
        public boolean equals(Object other) {
            return this == other;
        }

        @Override
        public int hashCode() {
            return Long.hashCode(sequence);
        }

        @Override
        public void cancel() {
            loop.timers.remove(this);
        }
    }
}
