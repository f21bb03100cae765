package io.github.mpcconnect.request;

/** The kinds of work that requests are made for. */
public enum Work {
    NEW_CALLS,
    LIVE,
    GAPS,
    AUDIT,
    HISTORY
}
