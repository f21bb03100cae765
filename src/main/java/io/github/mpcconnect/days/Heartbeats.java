package io.github.mpcconnect.days;

import io.github.mpcconnect.batch.BatchQueue;
import io.github.mpcconnect.days.read.Reading;
import io.github.mpcconnect.days.send.Sender;
import io.github.mpcconnect.days.state.Books;
import io.github.mpcconnect.days.state.DayState;
import io.github.mpcconnect.offset.DayStatus;

import java.time.Duration;
import java.time.Instant;

/** Writes the rows of open days at an interval, also when nothing happens. Nothing piles up while none is taken. */
final class Heartbeats {

    private final Reading reading;
    private final Books books;
    private final Sender sender;
    private final BatchQueue queue;
    private Instant next;

    Heartbeats(Reading reading, Books books, Sender sender, BatchQueue queue) {
        this.reading = reading;
        this.books = books;
        this.sender = sender;
        this.queue = queue;
        this.next = reading.now().get();
    }

    /** Writes what is due. Returns when something is due next. */
    Instant step(Instant now) {
        Duration interval = reading.settings().ended().heartbeatInterval();
        if (interval.isZero()) {
            return Instant.MAX;
        }
        if (!now.isBefore(next)) {
            next = now.plus(interval);
            for (DayState day : books.newestFirst()) {
                if (day.status() == DayStatus.OPEN && queue.isEmpty(reading.account(), day.offset())) {
                    sender.row(day, true);
                }
            }
        }
        return next;
    }
}
