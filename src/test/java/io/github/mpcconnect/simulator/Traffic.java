package io.github.mpcconnect.simulator;

import io.github.mpcconnect.simulator.SimulatedRequest.Kind;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/**
 * What was asked of the server: counters over its whole life, or since {@link #reset}, and a log of the last requests.
 * A request is counted and logged when its answer is chosen, before any delay; spans go by arrival, on the wall's
 * clock.
 */
public final class Traffic {
    private final Map<Kind, Long> byKind = new EnumMap<>(Kind.class);
    private final Map<Integer, Long> byStatus = new TreeMap<>();
    private final Map<String, SlidingCount> byAccount = new ConcurrentHashMap<>();
    private final Deque<Logged> log = new ArrayDeque<>();
    private int logged = 10_000;
    private int open;
    private int mostOpen;
    private Duration longestWindow = Duration.ZERO;
    private int deepestOffset;

    /** @param window from the lower to the upper end_time bound; null where one is missing */
    public record Logged(
            Instant time,
            String path,
            String account,
            Kind kind,
            Map<String, String> params,
            int status,
            Duration window) {}

    /** How many requests the log holds: 10,000 by default, 0 for none. */
    public synchronized Traffic logLast(int requests) {
        logged = requests;
        trim();
        return this;
    }

    /** Forgets everything but the requests being answered now. */
    public synchronized void reset() {
        byKind.clear();
        byStatus.clear();
        byAccount.clear();
        log.clear();
        mostOpen = open;
        longestWindow = Duration.ZERO;
        deepestOffset = 0;
    }

    /** The last requests, oldest first. */
    public synchronized List<Logged> log() {
        return List.copyOf(log);
    }

    public synchronized long count() {
        return byKind.values().stream().mapToLong(Long::longValue).sum();
    }

    public synchronized long count(Kind kind) {
        return byKind.getOrDefault(kind, 0L);
    }

    public synchronized long status(int status) {
        return byStatus.getOrDefault(status, 0L);
    }

    /** Answers of 400 to 499. */
    public synchronized long refused() {
        return byStatus.entrySet().stream()
                .filter(entry -> entry.getKey() / 100 == 4)
                .mapToLong(Map.Entry::getValue)
                .sum();
    }

    /** The maximum range of end times that a request had with both bounds; zero if none did. */
    public synchronized Duration longestWindow() {
        return longestWindow;
    }

    public synchronized int deepestOffset() {
        return deepestOffset;
    }

    /** The maximum number of requests answered at one time. */
    public synchronized int mostAtOnce() {
        return mostOpen;
    }

    /** The maximum number of requests of an account, by arrival, in any span as long as its allowance's. */
    public int mostInAnySpan(String authId) {
        SlidingCount arrivals = byAccount.get(authId);
        return arrivals == null ? 0 : arrivals.max();
    }

    /** Waits until so many requests of a kind have been counted; false where that does not happen in time. */
    public synchronized boolean await(Kind kind, long count, Duration atMost) throws InterruptedException {
        long deadline = System.nanoTime() + atMost.toNanos();
        while (count(kind) < count) {
            long left = deadline - System.nanoTime();
            if (left <= 0) {
                return false;
            }
            TimeUnit.NANOSECONDS.timedWait(this, left);
        }
        return true;
    }

    void arrived(SimulatedAccount account, long nanos) {
        synchronized (this) {
            mostOpen = Math.max(mostOpen, ++open);
        }
        if (account != null) {
            byAccount
                    .computeIfAbsent(account.authId(), id -> new SlidingCount())
                    .add(nanos, Integer.MAX_VALUE, account.allowance().period());
        }
    }

    synchronized void answered(SimulatedRequest request, Duration window, int status) {
        byKind.merge(request.kind(), 1L, Long::sum);
        byStatus.merge(status, 1L, Long::sum);
        deepestOffset = Math.max(deepestOffset, request.number("offset", 0));
        if (window != null && window.compareTo(longestWindow) > 0) {
            longestWindow = window;
        }
        log.add(new Logged(
                request.arrived(),
                request.path(),
                request.account(),
                request.kind(),
                request.params(),
                status,
                window));
        trim();
        notifyAll();
    }

    synchronized void done() {
        open--;
    }

    private void trim() {
        while (log.size() > logged) {
            log.remove();
        }
    }

    /** Counts the events of a sliding span, and the maximum in any such span. Thread-safe. */
    static final class SlidingCount {
        private final Queue<Long> times = new ArrayDeque<>();
        private int max;

        /**
         * Counts an event, unless the span that ends with it then held more than the limit.
         *
         * @param now nanoseconds of a monotonic clock
         * @return zero where it was counted, else how long until one is counted again
         */
        synchronized Duration add(long now, int limit, Duration span) {
            long oldest = now - span.toNanos();
            while (!times.isEmpty() && times.element() - oldest <= 0) {
                times.remove();
            }
            if (times.size() >= limit) {
                return times.isEmpty() ? span : Duration.ofNanos(times.element() - oldest);
            }
            times.add(now);
            max = Math.max(max, times.size());
            return Duration.ZERO;
        }

        synchronized int max() {
            return max;
        }
    }
}
