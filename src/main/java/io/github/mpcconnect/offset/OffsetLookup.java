package io.github.mpcconnect.offset;

import io.github.mpcconnect.timeline.Day;

import java.util.List;
import java.util.Map;

/** Where a starting account finds, once, how far earlier runs came. It may block. */
@FunctionalInterface
public interface OffsetLookup {

    /**
     * What is stored for these days of an account, and for its live calls.
     *
     * @throws IllegalStateException where something is stored that cannot be read
     */
    Stored lookUp(String accountId, List<Day> days);

    /**
     * What earlier runs stored.
     *
     * @param days the days that have an offset
     * @param live null where nothing is stored
     */
    record Stored(Map<Day, DayOffset> days, LiveOffset live) {}
}
