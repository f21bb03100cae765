package io.github.mpcconnect.request;

/** What a request reads. One of the two can be out of order while the other answers. */
public enum Resource {
    CALLS,
    PARTICIPANTS
}
