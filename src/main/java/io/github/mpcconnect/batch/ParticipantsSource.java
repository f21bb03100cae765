package io.github.mpcconnect.batch;

/** Where a call's participants come from. It distinguishes "nobody" from "unknown". */
public enum ParticipantsSource {
    /** A proven list, read after the call ended; an empty one means nobody. */
    API,
    /** All were seen only while the call was live. */
    LIVE,
    /** Some were read after the call ended; the others were seen only while it was live. */
    MIXED,
    /** Some are missing. */
    PARTIAL,
    /** They could not be retrieved: 404, 410, null, or lost. */
    UNAVAILABLE
}
