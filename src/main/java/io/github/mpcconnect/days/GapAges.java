package io.github.mpcconnect.days;

import io.github.mpcconnect.days.state.DayGaps;
import io.github.mpcconnect.days.state.DayState;
import io.github.mpcconnect.timeline.Day;

import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;

/** Since when days have gaps. A stretch that waits for its first attempt is none. */
final class GapAges {

    private final Map<Day, Instant> since = new HashMap<>();

    /** When the oldest of the present gaps was first seen; null without gaps. */
    Instant oldest(Collection<DayState> days, Instant now) {
        Map<Day, Instant> before = Map.copyOf(since);
        since.clear();
        Instant oldest = null;
        for (DayState day : days) {
            Instant first = firstSeen(day.gaps(), before.getOrDefault(day.day(), now));
            if (first != null) {
                since.put(day.day(), first);
                oldest = oldest == null || first.isBefore(oldest) ? first : oldest;
            }
        }
        return oldest;
    }

    private static Instant firstSeen(DayGaps gaps, Instant unlessEarlier) {
        if (!gaps.hasFailed() && gaps.unproven().isEmpty() && gaps.deferred().isEmpty()) {
            return null;
        }
        return gaps.deferred().stream()
                .map(DayGaps.Deferred::since)
                .filter(since -> since.isBefore(unlessEarlier))
                .min(Instant::compareTo)
                .orElse(unlessEarlier);
    }
}
