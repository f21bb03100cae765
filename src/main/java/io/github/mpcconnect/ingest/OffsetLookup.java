package io.github.mpcconnect.ingest;

import io.github.mpcconnect.timeline.Day;
import io.github.mpcconnect.timeline.Watermark;

import java.util.List;
import java.util.Map;

/** Where a reader learns, once, how far earlier runs came. */
@FunctionalInterface
public interface OffsetLookup {

    /** The watermarks that are stored for these days of an account; days without one are left out. */
    Map<Day, Watermark> watermarks(Account account, List<Day> days);
}
