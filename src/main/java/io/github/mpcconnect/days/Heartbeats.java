package io.github.mpcconnect.days;

import io.github.mpcconnect.batch.BatchQueue;
import io.github.mpcconnect.days.read.Reading;
import io.github.mpcconnect.days.send.Outbox;
import io.github.mpcconnect.days.state.Books;
import io.github.mpcconnect.days.state.DayState;
import io.github.mpcconnect.offset.DayStatus;

import java.time.Duration;
import java.time.Instant;

/**
 * Sends the rows of open days at an interval, even if nothing has changed. A day with a waiting batch gets no further
 * row.
 */
final class Heartbeats {

    private final Reading reading;
    private final Books books;
    private final Outbox outbox;
    private final BatchQueue queue;
    private Instant next;

    Heartbeats(Reading reading, Books books, Outbox outbox, BatchQueue queue) {
        this.reading = reading;
        this.books = books;
        this.outbox = outbox;
        this.queue = queue;
        this.next = reading.now().get();
    }

    /** Sends the rows that are due. Returns when the next ones are due. */
    Instant step(Instant now) {
        Duration interval = reading.settings().ended().heartbeatInterval();
        if (interval.isZero()) {
            return Instant.MAX;
        }
        if (!now.isBefore(next)) {
            next = now.plus(interval);
            for (DayState day : books.newestFirst()) {
                if (day.status() == DayStatus.OPEN && queue.isEmpty(reading.account(), day.offset())) {
                    outbox.row(day, true);
                }
            }
        }
        return next;
    }
}
