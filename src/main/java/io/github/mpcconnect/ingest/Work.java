package io.github.mpcconnect.ingest;

/** The kinds of work, in the order in which they are done. */
enum Work {
    NEW_CALLS,
    LIVE,
    AUDIT,
    HISTORY
}
