package io.github.mpcconnect.config;

/** In which order history is read: {@code backfill.order}. */
public enum BackfillOrder implements Choice {
    /** New calls first, then history backwards from today. */
    NEWEST_FIRST,
    /** Strictly in time order; new calls wait for all of history. */
    OLDEST_FIRST
}
