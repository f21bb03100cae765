package io.github.mpcconnect.request;

import java.time.Duration;
import java.util.function.Supplier;

/**
 * Decides when to look for requests that can be sent: soon after something changed, or when a wait is over; and not at
 * all while the task was not polled for two seconds. Confined to the loop.
 */
final class Pump {

    /** Until {@link #soon} is called. */
    static final Duration UNTIL_CHANGED = Duration.ofSeconds(Long.MAX_VALUE);

    private static final long OPEN_NANOS = Duration.ofSeconds(2).toNanos();

    private final Loop loop;
    private final Supplier<Duration> send;
    private long lastPoll;
    private boolean isDueSoon;
    private Loop.Timer timer;
    private long timerDue;
    private boolean closed;

    /** @param send sends what can be sent, and returns how long to wait before the next time */
    Pump(Loop loop, Supplier<Duration> send) {
        this.loop = loop;
        this.send = send;
        this.lastPoll = loop.nanos();
    }

    /** Something changed: looks again, after the present step. */
    void soon() {
        if (!isDueSoon && !closed) {
            isDueSoon = true;
            loop.execute(() -> {
                isDueSoon = false;
                look();
            });
        }
    }

    void polled() {
        boolean wasOpen = isOpen();
        lastPoll = loop.nanos();
        if (!wasOpen) {
            soon();
        }
    }

    private boolean isOpen() {
        return loop.nanos() - lastPoll < OPEN_NANOS;
    }

    private void look() {
        if (closed || !isOpen()) {
            return;
        }
        Duration wait = send.get();
        if (!wait.equals(UNTIL_CHANGED)) {
            lookIn(wait);
        }
    }

    /** A timer that is due sooner stays: it looks too early, and again. */
    private void lookIn(Duration wait) {
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
            look();
        });
    }

    boolean isClosed() {
        return closed;
    }

    /** Nothing is sent from now on. */
    void close() {
        closed = true;
        if (timer != null) {
            timer.cancel();
        }
    }
}
