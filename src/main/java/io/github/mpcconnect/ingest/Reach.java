package io.github.mpcconnect.ingest;

import io.github.mpcconnect.timeline.Day;

import java.time.Duration;
import java.time.Instant;

/** How far back the API returns calls. The hour at the edge is excluded, because calls may already be missing there. */
final class Reach {

    private static final Duration MARGIN = Duration.ofHours(1);

    private final Duration history;

    /** @param history how long the API keeps calls */
    Reach(Duration history) {
        this.history = history;
    }

    /** The first UTC day that starts after the edge. */
    Day first(Instant now) {
        Day edge = Day.startingAt(now.minus(history).plus(MARGIN));
        boolean startsBefore = edge.start().isBefore(now.minus(history).plus(MARGIN));
        return startsBefore ? edge.next() : edge;
    }
}
