package io.github.mpcconnect.request;

/** The kinds of work, in the order in which they are done. */
public enum Work {
    NEW_CALLS,
    LIVE,
    AUDIT,
    HISTORY
}
