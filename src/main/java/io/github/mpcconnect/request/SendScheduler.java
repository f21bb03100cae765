package io.github.mpcconnect.request;

import java.time.Duration;
import java.util.function.Supplier;

/**
 * Decides when to send: soon after a change, or when a wait has passed, but never if the task was last polled more than
 * two seconds ago. Confined to the loop.
 */
final class SendScheduler {

    /** Wait until {@link #soon} is called. */
    static final Duration UNTIL_CHANGED = Duration.ofSeconds(Long.MAX_VALUE);

    private static final long MAX_IDLE_NANOS = Duration.ofSeconds(2).toNanos();

    private final Loop loop;
    private final Supplier<Duration> send;
    private long lastPoll;
    private boolean isDueSoon;
    private Loop.Timer timer;
    private long timerDue;
    private boolean closed;

    /** @param send sends all requests that can be sent now, and returns how long to wait before the next try */
    SendScheduler(Loop loop, Supplier<Duration> send) {
        this.loop = loop;
        this.send = send;
        this.lastPoll = loop.nanos();
    }

    /** Sends again after the current step, because something changed. */
    void soon() {
        if (!isDueSoon && !closed) {
            isDueSoon = true;
            loop.execute(() -> {
                isDueSoon = false;
                run();
            });
        }
    }

    void polled() {
        boolean wasPolled = isPolled();
        lastPoll = loop.nanos();
        if (!wasPolled) {
            soon();
        }
    }

    private boolean isPolled() {
        return loop.nanos() - lastPoll < MAX_IDLE_NANOS;
    }

    private void run() {
        if (closed || !isPolled()) {
            return;
        }
        Duration wait = send.get();
        if (!wait.equals(UNTIL_CHANGED)) {
            runIn(wait);
        }
    }

    /** An earlier timer is kept: when it fires, it schedules the next one. */
    private void runIn(Duration wait) {
        long due = loop.nanos() + wait.toNanos();
        if (timer != null) {
            if (timerDue - due <= 0) {
                return;
            }
            timer.cancel();
        }
        timerDue = due;
        timer = loop.schedule(wait, () -> {
            timer = null;
            run();
        });
    }

    boolean isClosed() {
        return closed;
    }

    /** No request is sent from now on. */
    void close() {
        closed = true;
        if (timer != null) {
            timer.cancel();
        }
    }
}
