package io.github.mpcconnect.simulator;

/** What the API returns for the participants of a call that is over: its documentation allows each of these. */
public enum Mood {
    /** All who ever were in the call. */
    FULL,
    /** An empty list. */
    EMPTY,
    /** The right number of participants, each of them null. */
    NULLS,
    /** 404. */
    NOT_FOUND
}
