package io.github.mpcconnect.simulation;

import io.github.mpcconnect.timeline.Day;

import java.time.Duration;
import java.time.Instant;

/** Which days of a world have to be read, and by when they have to be final. */
final class DaysInReach {

    private final World world;

    DaysInReach(World world) {
        this.world = world;
    }

    /** The first day that the connector has to read. */
    Day first(Instant now) {
        Day atStart = firstReached(world.start());
        Instant configured = world.settings().account().history().startTime().orElse(null);
        Day start = configured == null ? atStart : max(atStart, Day.startingAt(configured));
        return max(start, firstReached(now));
    }

    private Day firstReached(Instant now) {
        Instant edge = now.minus(world.settings().account().history().reach()).plus(Duration.ofHours(1));
        Day day = Day.startingAt(edge);
        return day.start().isBefore(edge) ? day.next() : day;
    }

    private static Day max(Day one, Day other) {
        return one.compareTo(other) > 0 ? one : other;
    }

    /**
     * When all days up to the last have to be final.
     *
     * @param lastStart of the connector, or when the API's clock jumped
     */
    Instant deadline(Day last, Instant lastStart) {
        Instant base = lastStart.isAfter(last.end()) ? lastStart : last.end();
        for (Instant moment : world.moments()) {
            base = moment.isAfter(base) ? moment : base;
        }
        return base.plus(world.auditDays().multipliedBy(2)).plus(Duration.ofHours(12));
    }
}
