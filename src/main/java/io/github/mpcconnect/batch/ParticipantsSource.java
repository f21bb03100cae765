package io.github.mpcconnect.batch;

/** Where a call's participants come from, so that "nobody" and "unknown" differ. */
public enum ParticipantsSource {
    /** A proven list, read after the call ended; an empty one means nobody. */
    API,
    /** They were only seen while the call was live. */
    LIVE,
    /** Some were read after the call ended, the others seen while it was live. */
    MIXED,
    /** Some are missing. */
    PARTIAL,
    /** They could not be retrieved: 404, 410, null, or lost. */
    UNAVAILABLE
}
