package io.github.mpcconnect.batch;

/** Why a call is sent. */
public enum Change {
    /** First sent, from a window or a gap. */
    NEW,
    /** Found by an audit, or in a stretch that had been sent before. */
    LATE,
    /** Sent again because the API changed it. */
    CORRECTION
}
