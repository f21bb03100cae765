package io.github.mpcconnect.days.state;

import io.github.mpcconnect.timeline.Window;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

/**
 * Chooses the end of the next window from what is known about the number of calls after a watermark.
 *
 * <p>Each answer, even one with too many calls for a window, adds a point to a curve: (from, t] contains n calls. The
 * next window ends where the curve, linear between the points, reaches {@link #TARGET} of the calls allowed per window.
 * If nothing is known, the window extends to the horizon, which adds the first point.
 *
 * <p>Example: (00:00, 24:00] was answered with 1,000 calls, and a window may have 200. The next window is (00:00,
 * 03:50], where the line predicts 160 calls. If it has 400, the next window is (00:00, 01:32]. If it has 150, they are
 * read, and the next window starts at 03:50 with 850 calls left up to 24:00.
 *
 * <ul>
 *   <li>(A) Every window starts at the watermark and ends at or before the horizon.
 *   <li>(B) A part that is known to fit into a window is never divided without need.
 *   <li>(C) A single second is never divided, however many calls it has.
 * </ul>
 */
public final class WindowSizer {

    /** Windows aim below their limit, so that a slightly wrong estimate wastes no request. */
    private static final double TARGET = 0.8;

    /** After this many answers without calls to read, the linear estimate is poor: halve instead. */
    private static final int MAX_ESTIMATES = 2;

    private final int max;
    private final NavigableMap<Instant, Integer> points = new TreeMap<>();
    private Instant from;
    private int estimates;

    /**
     * @param from the watermark
     * @param max the maximum number of calls per window
     */
    public WindowSizer(Instant from, int max) {
        this.from = from;
        this.max = max;
    }

    /** The watermark. */
    public Instant from() {
        return from;
    }

    /**
     * The next window to request. It ends at or before the horizon, which must be at least one second after the
     * watermark.
     */
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
        double share = estimates > MAX_ESTIMATES ? 0.5 : (TARGET * max - lowCalls) / (over.getValue() - lowCalls);
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

    /** Whether the calls of the window may be read as one window. */
    public boolean fits(Window window, int calls) {
        return calls <= max || window.isOneSecond();
    }

    /** Records that the window, which starts at the watermark, has too many calls. */
    public void tooMany(Window window, int calls) {
        points.put(window.upTo(), calls);
        estimates++;
    }

    /** Records that the window was read with this number of calls, and moves the watermark to its end. */
    public void advance(Window window, int calls) {
        from = window.upTo();
        estimates = calls == 0 ? estimates + 1 : 0;
        points.headMap(from, true).clear();
        points.replaceAll((end, count) -> count - calls);
        points.values().removeIf(count -> count < 0);
    }

    private static Instant min(Instant a, Instant b) {
        return a.isBefore(b) ? a : b;
    }
}
