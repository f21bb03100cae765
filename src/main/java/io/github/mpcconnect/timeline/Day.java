package io.github.mpcconnect.timeline;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;

/**
 * A UTC day D of ended calls: those that ended in (D 00:00:00, D+1 00:00:00]. Midnight belongs to the day before it:
 * {@code 2026-11-22T00:00:00Z} is the last instant of 2026-11-21.
 */
public record Day(LocalDate date) implements Comparable<Day> {

    private static final Duration TICK = Duration.ofNanos(1);

    /** The day whose (start, end] contains an end time. */
    public static Day of(Instant endTime) {
        return new Day(LocalDate.ofInstant(endTime.minus(TICK), ZoneOffset.UTC));
    }

    /** The UTC date of an instant that is a bound, not the end time of a call. */
    public static Day startingAt(Instant start) {
        return new Day(LocalDate.ofInstant(start, ZoneOffset.UTC));
    }

    /** 00:00:00 UTC, excluded from this day. */
    public Instant start() {
        return date.atStartOfDay(ZoneOffset.UTC).toInstant();
    }

    /** 00:00:00 UTC of the next date: the last instant of this day. */
    public Instant end() {
        return next().start();
    }

    public Window whole() {
        return new Window(start(), end());
    }

    public Day next() {
        return plus(1);
    }

    public Day previous() {
        return plus(-1);
    }

    public Day plus(long days) {
        return new Day(date.plusDays(days));
    }

    /** Whether it ended at least that long before an instant. */
    public boolean isOver(Duration since, Instant now) {
        return !now.isBefore(end().plus(since));
    }

    @Override
    public int compareTo(Day other) {
        return date.compareTo(other.date);
    }

    /** The ISO date, as in source partitions. */
    @Override
    public String toString() {
        return date.toString();
    }
}
