package io.github.mpcconnect.offset;

import io.github.mpcconnect.timeline.Day;

import java.util.List;
import java.util.Map;

/** Looks up the stored offsets of an account when it starts. It may block. */
@FunctionalInterface
public interface OffsetLookup {

    /**
     * Returns the stored positions of the given days of an account, and of its live calls.
     *
     * @throws IllegalStateException if a stored offset cannot be read
     */
    Stored lookUp(String accountId, List<Day> days);

    /**
     * The stored positions of an account.
     *
     * @param days the positions of the days that have an offset
     * @param live the position of the live calls; null if none is stored
     */
    record Stored(Map<Day, DayOffset> days, LiveOffset live) {}
}
