package io.github.mpcconnect.timeline;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

/**
 * A set of instants, as stretches (after, upTo] in whole seconds and chronological order. Stretches never touch: an
 * added window is joined with those that it touches or overlaps. No stretch exceeds the maximum length of a
 * {@link Window}.
 */
public final class Stretches {

    /** The inclusive ends of the stretches, by their exclusive starts. */
    private final NavigableMap<Instant, Instant> ends = new TreeMap<>();

    public static Stretches of(Collection<Window> windows) {
        Stretches stretches = new Stretches();
        windows.forEach(stretches::add);
        return stretches;
    }

    public Stretches copy() {
        Stretches copy = new Stretches();
        copy.ends.putAll(ends);
        return copy;
    }

    /** @throws IllegalArgumentException if the joined stretch would be too long; nothing is changed then */
    public void add(Window added) {
        Map.Entry<Instant, Instant> before = ends.floorEntry(added.after());
        Map.Entry<Instant, Instant> last = ends.floorEntry(added.upTo());
        boolean joinsBefore = before != null && !before.getValue().isBefore(added.after());
        boolean joinsLast = last != null && last.getValue().isAfter(added.upTo());
        Window joined =
                new Window(joinsBefore ? before.getKey() : added.after(), joinsLast ? last.getValue() : added.upTo());
        ends.subMap(joined.after(), true, added.upTo(), true).clear();
        ends.put(joined.after(), joined.upTo());
    }

    public void subtract(Window removed) {
        Map.Entry<Instant, Instant> before = ends.lowerEntry(removed.after());
        Map.Entry<Instant, Instant> last = ends.lowerEntry(removed.upTo());
        ends.subMap(removed.after(), true, removed.upTo(), false).clear();
        if (before != null && before.getValue().isAfter(removed.after())) {
            ends.put(before.getKey(), removed.after());
        }
        if (last != null && last.getValue().isAfter(removed.upTo())) {
            ends.put(removed.upTo(), last.getValue());
        }
    }

    /** Whether a call that ended at this instant is in one of the stretches. */
    public boolean contains(Instant endTime) {
        Map.Entry<Instant, Instant> stretch = ends.lowerEntry(endTime);
        return stretch != null && !stretch.getValue().isBefore(endTime);
    }

    /** Whether any part of the window is in a stretch. */
    public boolean intersects(Window window) {
        Map.Entry<Instant, Instant> last = ends.lowerEntry(window.upTo());
        return last != null && last.getValue().isAfter(window.after());
    }

    /** Whether the whole window is in a stretch. */
    public boolean covers(Window window) {
        Map.Entry<Instant, Instant> stretch = ends.floorEntry(window.after());
        return stretch != null && !stretch.getValue().isBefore(window.upTo());
    }

    /** The parts of the window that no stretch covers, in chronological order. */
    public List<Window> minus(Window window) {
        List<Window> parts = new ArrayList<>();
        Map.Entry<Instant, Instant> before = ends.floorEntry(window.after());
        Instant covered = before == null ? window.after() : later(before.getValue(), window.after());
        for (Map.Entry<Instant, Instant> stretch :
                ends.subMap(window.after(), false, window.upTo(), false).entrySet()) {
            parts.add(new Window(covered, stretch.getKey()));
            covered = stretch.getValue();
        }
        if (covered.isBefore(window.upTo())) {
            parts.add(new Window(covered, window.upTo()));
        }
        return parts;
    }

    private static Instant later(Instant a, Instant b) {
        return a.isAfter(b) ? a : b;
    }

    public List<Window> asList() {
        return ends.entrySet().stream()
                .map(stretch -> new Window(stretch.getKey(), stretch.getValue()))
                .toList();
    }

    /** @throws java.util.NoSuchElementException if there is none */
    public Window first() {
        Instant after = ends.firstKey();
        return new Window(after, ends.get(after));
    }

    public int size() {
        return ends.size();
    }

    public boolean isEmpty() {
        return ends.isEmpty();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Stretches stretches && ends.equals(stretches.ends);
    }

    @Override
    public int hashCode() {
        return ends.hashCode();
    }

    @Override
    public String toString() {
        return asList().toString();
    }
}
