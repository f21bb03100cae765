package io.github.mpcconnect.days.audit;

import io.github.mpcconnect.days.state.DayState;
import io.github.mpcconnect.timeline.Stretches;
import io.github.mpcconnect.timeline.Window;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The windows around the end times of a day's calls that were sent without a bill. Windows close together are joined.
 */
final class UnbilledSeconds {

    private static final long MAX_DISTANCE_SECONDS = 30;

    private UnbilledSeconds() {}

    /** The windows in chronological order, within the part of the day that was sent and without unread stretches. */
    static List<Window> of(DayState day) {
        Stretches seconds = new Stretches();
        Instant from = null;
        Instant to = null;
        for (Map.Entry<Instant, Instant> span : spans(day).entrySet()) {
            if (to != null && span.getKey().isAfter(to.plusSeconds(MAX_DISTANCE_SECONDS))) {
                seconds.add(clipped(day, from, to));
                from = null;
            }
            from = from == null ? span.getKey() : from;
            to = span.getValue();
        }
        if (from != null) {
            seconds.add(clipped(day, from, to));
        }
        day.gaps().unread().asList().forEach(seconds::subtract);
        return seconds.asList();
    }

    private static TreeMap<Instant, Instant> spans(DayState day) {
        TreeMap<Instant, Instant> spans = new TreeMap<>();
        Instant first = day.day().start();
        day.audit().unbilled().values().stream()
                .filter(end -> !end.isBefore(first) && !end.isAfter(day.endTime()))
                .forEach(end -> spans.put(end.minusSeconds(1), end.plusSeconds(1)));
        return spans;
    }

    private static Window clipped(DayState day, Instant from, Instant to) {
        Instant start = day.day().start();
        return new Window(from.isBefore(start) ? start : from, to.isAfter(day.endTime()) ? day.endTime() : to);
    }
}
