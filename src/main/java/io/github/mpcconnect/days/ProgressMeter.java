package io.github.mpcconnect.days;

import io.github.mpcconnect.config.HistorySettings.BackfillOrder;
import io.github.mpcconnect.days.audit.Audits;
import io.github.mpcconnect.days.read.Reading;
import io.github.mpcconnect.days.state.Books;
import io.github.mpcconnect.days.state.DayState;

import java.time.Duration;
import java.time.Instant;

/** Measures the progress of reading, twice a second at most, for metrics that other threads read. */
final class ProgressMeter {

    private static final Duration INTERVAL = Duration.ofMillis(500);

    private final Reading reading;
    private final Books books;
    private final NewCalls newCalls;
    private final History history;
    private final Audits audits;
    private final GapAges gapAges = new GapAges();
    private Instant started;
    private long leftAtStart;
    private Instant next = Instant.MIN;
    private volatile Progress progress = Progress.NONE;

    ProgressMeter(Reading reading, Books books, NewCalls newCalls, History history, Audits audits) {
        this.reading = reading;
        this.books = books;
        this.newCalls = newCalls;
        this.history = history;
        this.audits = audits;
    }

    /** The last measurement. May be called on any thread. */
    Progress progress() {
        return progress;
    }

    /** Measures if it is time. */
    void measure(Instant now) {
        if (now.isBefore(next)) {
            return;
        }
        next = now.plus(INTERVAL);
        long left = history.daysLeft();
        if (started == null) {
            started = now;
            leftAtStart = left;
        }
        progress = Progress.of(
                books,
                newCallsTo(),
                new Progress.History(history.days(), left, leftAtStart, started),
                gapAges.oldest(books.newestFirst(), now),
                audits.last());
    }

    /** With the oldest first, new calls follow the history. */
    private Instant newCallsTo() {
        DayState front = books.state(newCalls.front());
        Instant sent = front == null ? newCalls.front().start() : front.endTime();
        boolean newestFirst = reading.settings().history().order() == BackfillOrder.NEWEST_FIRST;
        return newestFirst ? sent : history.readTo(sent);
    }
}
