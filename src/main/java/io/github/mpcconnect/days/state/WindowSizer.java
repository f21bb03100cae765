package io.github.mpcconnect.days.state;

import io.github.mpcconnect.timeline.Window;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

/**
 * What is known of how many calls ended until when, from a watermark on, and where to cut the next window by it.
 *
 * <p>Each answer, also one with more calls than a window may hold, puts a point on the curve: (from, t] holds n calls.
 * The next window ends where the curve, drawn straight between the points, reaches {@link #TARGET} of the calls that a
 * window may hold. Nothing known: the window goes to the horizon, which puts the first point there.
 *
 * <p>Example: (00:00, 24:00] was answered with 1,000 calls and a window holds at most 200. The next window is (00:00,
 * 03:50], 160 calls by the straight line. Is it answered with 400, the next is (00:00, 01:32]; with 150, these are read
 * and the next starts at 03:50 with 850 calls up to 24:00 still to come.
 *
 * <ul>
 *   <li>(A) Every window starts at the watermark and ends at or before the horizon.
 *   <li>(B) A part that is known to hold no more calls than a window may is never cut without need.
 *   <li>(C) A single second is never cut, however many calls it holds.
 * </ul>
 */
public final class WindowSizer {

    /** Windows aim below their limit, so that a guess that is a little off wastes no request. */
    private static final double TARGET = 0.8;

    /** After so many answers that did not lead to calls being read, the straight line is a poor guess: halve. */
    private static final int GUESSES = 2;

    private final int max;
    private final NavigableMap<Instant, Integer> points = new TreeMap<>();
    private Instant from;
    private int guesses;

    /**
     * @param from the watermark
     * @param max how many calls a window may hold
     */
    public WindowSizer(Instant from, int max) {
        this.from = from;
        this.max = max;
    }

    /** The watermark. */
    public Instant from() {
        return from;
    }

    /** The next window to ask for, at most up to the horizon, which lies at least a second after the watermark. */
    public Window next(Instant horizon) {
        return new Window(from, min(horizon, cut(horizon)));
    }

    private Instant cut(Instant horizon) {
        Map.Entry<Instant, Integer> over = firstOver();
        if (over == null) {
            return horizon;
        }
        Map.Entry<Instant, Integer> fits = points.lowerEntry(over.getKey());
        Instant low = fits == null ? from : fits.getKey();
        int lowCalls = fits == null ? 0 : fits.getValue();
        long seconds = Duration.between(low, over.getKey()).toSeconds();
        boolean enough = lowCalls >= max / 2 || seconds == 1;
        if (enough && low.isAfter(from)) {
            return low;
        }
        if (seconds == 1) {
            return over.getKey();
        }
        double share = guesses > GUESSES ? 0.5 : (TARGET * max - lowCalls) / (over.getValue() - lowCalls);
        long cut = Math.round(seconds * share);
        return low.plusSeconds(Math.max(1, Math.min(seconds - 1, cut)));
    }

    private Map.Entry<Instant, Integer> firstOver() {
        for (Map.Entry<Instant, Integer> point : points.entrySet()) {
            if (point.getValue() > max) {
                return point;
            }
        }
        return null;
    }

    /** True where the window's calls may be read as one. */
    public boolean fits(Window window, int calls) {
        return calls <= max || window.isOneSecond();
    }

    /** The window, which starts at the watermark, holds more calls than one may. */
    public void tooMany(Window window, int calls) {
        points.put(window.upTo(), calls);
        guesses++;
    }

    /** The window was read, with so many calls: the watermark moves to its end. */
    public void advance(Window window, int calls) {
        from = window.upTo();
        guesses = calls == 0 ? guesses + 1 : 0;
        points.headMap(from, true).clear();
        points.replaceAll((end, count) -> count - calls);
        points.values().removeIf(count -> count < 0);
    }

    private static Instant min(Instant a, Instant b) {
        return a.isBefore(b) ? a : b;
    }
}
