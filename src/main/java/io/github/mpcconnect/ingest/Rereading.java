package io.github.mpcconnect.ingest;

import io.github.mpcconnect.timeline.CallCurve;
import io.github.mpcconnect.timeline.Day;
import io.github.mpcconnect.timeline.LateCalls;
import io.github.mpcconnect.timeline.Ledger.Part;
import io.github.mpcconnect.timeline.Window;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Lists a part again of which only count and check are known, window by window, to tell which of its calls were
 * handled.
 */
final class Rereading {

    private final Day day;
    private final Part part;
    private final CallCurve curve;
    private final List<Part> listed = new ArrayList<>();

    /** What the listing shows: the part as it was handled, with ids, and those of its windows that hold more by now. */
    record Finding(List<Part> handled, List<Part> differing, boolean told) {}

    Rereading(Day day, Part part, int windowMaxCalls) {
        this.day = day;
        this.part = part;
        this.curve = new CallCurve(part.window().after(), windowMaxCalls);
    }

    Day day() {
        return day;
    }

    Part part() {
        return part;
    }

    Window next() {
        return curve.next(part.window().upTo());
    }

    boolean fits(Window window, int calls) {
        return curve.fits(window, calls);
    }

    void tooMany(Window window, int calls) {
        curve.tooMany(window, calls);
    }

    void add(Window window, CallList list) {
        listed.add(list.part(window));
        curve.advance(window, list.size());
    }

    boolean isDone() {
        return !curve.from().isBefore(part.window().upTo());
    }

    int listed() {
        return listed.stream().mapToInt(Part::count).sum();
    }

    /**
     * Where a stored offset told no count, or no check and the same count, what is listed now is what was handled.
     * Otherwise the late ones are told by the check; where they cannot be, nothing counts as handled.
     */
    Finding finding() {
        boolean asListed = part.count() == null || (part.check() == null && part.count() == listed());
        if (asListed) {
            return new Finding(listed, List.of(), true);
        }
        Optional<Set<Long>> late = late();
        List<Part> handled = new ArrayList<>();
        List<Part> differing = new ArrayList<>();
        for (Part window : listed) {
            Part before = before(window, late);
            handled.add(before);
            if (!before.count().equals(window.count())) {
                differing.add(before);
            }
        }
        return new Finding(handled, differing, late.isPresent());
    }

    private Optional<Set<Long>> late() {
        long[] bits = listed.stream()
                .flatMapToLong(window -> Arrays.stream(window.ids()))
                .toArray();
        return part.check() == null ? Optional.empty() : LateCalls.tell(bits, listed() - part.count(), part.check());
    }

    private static Part before(Part window, Optional<Set<Long>> late) {
        long[] handled = late.map(set -> Arrays.stream(window.ids())
                        .filter(bits -> !set.contains(bits))
                        .toArray())
                .orElse(new long[0]);
        int count = late.isPresent() ? window.count() - (window.ids().length - handled.length) : 0;
        long check = Arrays.stream(handled).reduce(0, (a, b) -> a ^ b);
        return Part.of(window.window(), count, check, handled);
    }
}
