package io.github.mpcconnect.config;

/** The order in which history is read: {@code backfill.order}. */
public enum BackfillOrder implements Choice {
    /** New calls first, history behind them, from today backwards. */
    NEWEST_FIRST,
    /** In the order of time; new calls wait for all of history. */
    OLDEST_FIRST
}
