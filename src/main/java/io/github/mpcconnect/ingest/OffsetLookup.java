package io.github.mpcconnect.ingest;

import io.github.mpcconnect.timeline.Day;
import io.github.mpcconnect.timeline.LivePosition;
import io.github.mpcconnect.timeline.Watermark;

import java.util.List;
import java.util.Map;

/** Where a reader learns, once, how far earlier runs came. */
@FunctionalInterface
public interface OffsetLookup {

    /** What is stored for these days of an account, and of its live calls. */
    Stored lookUp(Account account, List<Day> days);

    /**
     * What earlier runs stored.
     *
     * @param watermarks by day; days without one are left out
     * @param live what stood in the tables of live calls; null where nothing is stored
     */
    record Stored(Map<Day, Watermark> watermarks, LivePosition live) {}
}
