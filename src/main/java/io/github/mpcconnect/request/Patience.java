package io.github.mpcconnect.request;

/** How long a request is tried. */
public enum Patience {
    /**
     * Tried again until it is answered, or reported as unanswered: after two tries and ten seconds of its own tries,
     * while others of its resource were answered.
     */
    WHILE_OTHERS_ANSWER,
    /** As before, but it is enough that lists of calls were answered: for days that cannot wait any longer. */
    WHILE_LISTS_ANSWER,
    /** Tried once, up to the full timeout: the work behind it has a back-off of its own. */
    ONE_TRY,
    /** Tried until it is answered. */
    UNTIL_ANSWERED
}
