package io.github.mpcconnect.days;

import io.github.mpcconnect.days.state.Books;
import io.github.mpcconnect.days.state.DayState;
import io.github.mpcconnect.offset.DayStatus;

import java.time.Instant;

/**
 * How far the reading of an account is: a snapshot.
 *
 * @param newCallsTo up to when new calls have left; null before the first step
 * @param daysLeft how many days of history are not read to their end
 */
public record Progress(
        Instant newCallsTo,
        long daysLeft,
        long daysOpen,
        long daysRead,
        long unread,
        long unproven,
        long deferred,
        long unbilled) {

    static final Progress NONE = new Progress(null, 0, 0, 0, 0, 0, 0, 0);

    static Progress of(Books books, Instant newCallsTo, long daysLeft) {
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
        return new Progress(newCallsTo, daysLeft, open, read, unread, unproven, deferred, unbilled);
    }
}
