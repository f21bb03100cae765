package io.github.mpcconnect.request;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.PriorityQueue;
import java.util.Random;

/**
 * A server that counts a sliding period, and another program that uses a share of the allowance, always or in seeded
 * blocks of 30 to 90 s. Sends through a limiter as fast as it lets, and pauses after a refusal as requests do. Times
 * are nanoseconds from zero.
 */
public final class SharedAllowance {

    private static final int ALLOWANCE = 300;
    private static final long PERIOD = Duration.ofSeconds(5).toNanos();
    private static final int CONCURRENT = 16;

    private final Random random;
    private final double othersShare;
    private final Limiter limiter = Limiter.fresh(ALLOWANCE, Duration.ofNanos(PERIOD));
    private final Deque<Long> counted = new ArrayDeque<>();
    private final PriorityQueue<Event> events = new PriorityQueue<>();
    private boolean isOtherOn;
    private long blockEnds;
    private double left;
    private long now;
    private int inFlight;
    private int sent;
    private int refused;

    private SharedAllowance(long seed, double othersShare, boolean isAlways) {
        this.random = new Random(seed);
        this.othersShare = othersShare;
        this.isOtherOn = isAlways;
        this.blockEnds = isAlways ? Long.MAX_VALUE : 0;
    }

    /** The other program uses its share in blocks. */
    public static SharedAllowance inBlocks(long seed, double othersShare) {
        return new SharedAllowance(seed, othersShare, false);
    }

    static SharedAllowance always(long seed, double othersShare) {
        return new SharedAllowance(seed, othersShare, true);
    }

    private record Event(long at, Kind kind, boolean isAnswered) implements Comparable<Event> {
        @Override
        public int compareTo(Event other) {
            return Long.compare(at, other.at);
        }
    }

    private enum Kind {
        ARRIVAL,
        ANSWER,
        OTHER
    }

    public SharedAllowance run(Duration length) {
        events.add(new Event(0, Kind.OTHER, true));
        while (now < length.toNanos()) {
            long next = send();
            if (!events.isEmpty() && events.peek().at <= next) {
                Event event = events.remove();
                elapse(event.at);
                handle(event);
            } else {
                elapse(next);
            }
        }
        return this;
    }

    private void elapse(long to) {
        double share = isOtherOn ? 1 - othersShare : 1;
        left += share * ALLOWANCE * (to - now) / PERIOD;
        now = to;
    }

    /** Sends what the limiter lets, and returns when to look again. */
    private long send() {
        while (inFlight < CONCURRENT) {
            Duration wait = limiter.take(now);
            if (!wait.isZero()) {
                return now + wait.toNanos();
            }
            inFlight++;
            sent++;
            events.add(new Event(now + millis(30 + random.nextInt(40)), Kind.ARRIVAL, true));
        }
        return Long.MAX_VALUE;
    }

    private void handle(Event event) {
        switch (event.kind) {
            case ARRIVAL -> events.add(new Event(now + millis(30 + random.nextInt(40)), Kind.ANSWER, isCounted()));
            case ANSWER -> {
                inFlight--;
                limiter.answered(now);
                if (!event.isAnswered) {
                    refused++;
                    limiter.refused(now);
                    limiter.pause(now, Duration.ofMillis(250 + random.nextInt(250)));
                }
            }
            case OTHER -> other();
        }
    }

    private void other() {
        if (now >= blockEnds) {
            isOtherOn = !isOtherOn;
            blockEnds = now + millis(30_000 + random.nextInt(60_000));
        }
        if (isOtherOn) {
            isCounted();
        }
        events.add(new Event(now + (long) (PERIOD / (othersShare * ALLOWANCE)), Kind.OTHER, true));
    }

    private boolean isCounted() {
        while (!counted.isEmpty() && now - counted.peek() >= PERIOD) {
            counted.remove();
        }
        return counted.size() < ALLOWANCE && counted.add(now);
    }

    private static long millis(long millis) {
        return millis * 1_000_000;
    }

    public double shareRefused() {
        return (double) refused / sent;
    }

    public double shareOfRestUsed() {
        return (sent - refused) / left;
    }
}
