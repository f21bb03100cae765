package io.github.mpcconnect.days;

import io.github.mpcconnect.days.state.Books;
import io.github.mpcconnect.days.state.DayState;
import io.github.mpcconnect.offset.DayStatus;

import java.time.Instant;

/**
 * A snapshot of the progress of reading one account.
 *
 * @param newCallsTo the time up to which new calls have been sent; null before the first step
 * @param history how much of the history was read
 * @param daysOpen the number of days in state {@code open}
 * @param daysRead the number of days in state {@code read}
 * @param unread the number of unread stretches
 * @param unproven the number of unproven stretches
 * @param deferred the number of calls waiting for their participants
 * @param unbilled the number of calls sent without a bill
 * @param oldestGap when the oldest gap was first seen; null without gaps
 * @param lastAudit when an audit last compared a day with the API; null before the first
 */
public record Progress(
        Instant newCallsTo,
        History history,
        long daysOpen,
        long daysRead,
        long unread,
        long unproven,
        long deferred,
        long unbilled,
        Instant oldestGap,
        Instant lastAudit) {

    /**
     * Of the days of history.
     *
     * @param days all of them
     * @param left those that have not been read to their end
     * @param leftAtStart those that had not been at the start of the task
     * @param started the start, by the API's clock; null before it
     */
    public record History(long days, long left, long leftAtStart, Instant started) {}

    /** Before the first step. */
    public static final Progress NONE = new Progress(null, new History(0, 0, 0, null), 0, 0, 0, 0, 0, 0, null, null);

    static Progress of(Books books, Instant newCallsTo, History history, Instant oldestGap, Instant lastAudit) {
        long open = 0;
        long read = 0;
        long unread = 0;
        long unproven = 0;
        long deferred = 0;
        long unbilled = 0;
        for (DayState day : books.newestFirst()) {
            open += day.status() == DayStatus.OPEN ? 1 : 0;
            read += day.status() == DayStatus.READ ? 1 : 0;
            unread += day.gaps().unread().asList().size();
            unproven += day.gaps().unproven().asList().size();
            deferred += day.gaps().deferred().size();
            unbilled += day.totals().unbilled().size();
        }
        return new Progress(
                newCallsTo, history, open, read, unread, unproven, deferred, unbilled, oldestGap, lastAudit);
    }
}
