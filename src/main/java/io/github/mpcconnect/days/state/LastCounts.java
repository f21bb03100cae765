package io.github.mpcconnect.days.state;

import io.github.mpcconnect.timeline.Window;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;

/**
 * The last counts of the API in the parts of a day. The next counts are compared with these, because only counts of the
 * API are comparable with each other. Adjacent parts are joined.
 */
public final class LastCounts {

    /** A part of the day and its number of calls. */
    public record Piece(Window window, int calls) {}

    private final NavigableMap<Instant, Piece> pieces = new TreeMap<>();

    /** Adds the count of a part, which must not overlap the others. */
    public void add(Window window, int calls) {
        Piece piece = new Piece(window, calls);
        Piece left = pieces.values().stream()
                .filter(each -> each.window().upTo().equals(window.after()))
                .findFirst()
                .orElse(null);
        if (left != null) {
            pieces.remove(left.window().after());
            piece = new Piece(new Window(left.window().after(), window.upTo()), left.calls() + calls);
        }
        Piece right = pieces.remove(window.upTo());
        if (right != null) {
            piece = new Piece(new Window(piece.window().after(), right.window().upTo()), piece.calls() + right.calls());
        }
        pieces.put(piece.window().after(), piece);
    }

    /** The longest parts, at most {@code max} of them. */
    public List<Piece> longest(int max) {
        List<Piece> all = new ArrayList<>(pieces.values());
        all.sort(Comparator.comparing((Piece piece) -> piece.window().length()).reversed());
        return all.size() <= max ? all : List.copyOf(all.subList(0, max));
    }

    void clear() {
        pieces.clear();
    }
}
