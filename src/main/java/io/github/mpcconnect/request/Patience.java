package io.github.mpcconnect.request;

/** How long a request is retried. */
public enum Patience {
    /**
     * Retried until answered or given up as unanswered: after two attempts that took ten seconds in total, if other
     * requests for the same resource were answered meanwhile.
     */
    WHILE_OTHERS_ANSWER,
    /**
     * Like {@link #WHILE_OTHERS_ANSWER}, but also given up if only lists of calls were answered: for days that can wait
     * no longer.
     */
    WHILE_LISTS_ANSWER,
    /** Tried once, up to the full timeout: its owner has its own back-off. */
    ONE_TRY,
    /** Retried until answered. */
    UNTIL_ANSWERED
}
