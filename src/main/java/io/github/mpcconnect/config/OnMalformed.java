package io.github.mpcconnect.config;

/** What happens to an object of the API that cannot be read: {@code behavior.on.malformed}. */
public enum OnMalformed implements Choice {
    /** The task fails. */
    FAIL,
    /** It is logged, counted and left out. */
    SKIP,
    /** It goes to the errors topic as the API sent it. */
    TOPIC
}
