package io.github.mpcconnect.request;

/** The kinds of work that send requests. */
public enum Work {
    NEW_CALLS,
    LIVE,
    GAPS,
    AUDIT,
    HISTORY
}
