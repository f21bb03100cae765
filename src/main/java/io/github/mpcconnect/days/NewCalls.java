package io.github.mpcconnect.days;

import io.github.mpcconnect.config.HistorySettings.BackfillOrder;
import io.github.mpcconnect.days.read.Reading;
import io.github.mpcconnect.days.read.WindowLister;
import io.github.mpcconnect.days.read.WindowListing;
import io.github.mpcconnect.days.send.TaskMemory;
import io.github.mpcconnect.days.state.Books;
import io.github.mpcconnect.days.state.DayState;
import io.github.mpcconnect.request.Patience;
import io.github.mpcconnect.request.Work;
import io.github.mpcconnect.timeline.Day;
import io.github.mpcconnect.timeline.Window;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * Reads new calls: at every poll interval the window from the end of the previous one to the settle delay before now.
 * The time missed during a stop or a pause becomes a gap, so new calls are current from the first minute.
 */
final class NewCalls {

    private static final Duration MAX_LAG = Duration.ofMinutes(10);

    private final Reading reading;
    private final Books books;
    private final DayReader reader;
    private final WindowLister lister;
    private final TaskMemory memory;
    private Day front;
    private Instant nextPoll = Instant.MIN;
    private boolean listing;

    NewCalls(Reading reading, Books books, DayReader reader, WindowLister lister, TaskMemory memory) {
        this.reading = reading;
        this.books = books;
        this.reader = reader;
        this.lister = lister;
        this.memory = memory;
    }

    /** Whether the time missed since then is short enough to be read as new calls, not as a gap. */
    static boolean isRecent(Instant readTo, Instant horizon) {
        return Duration.between(readTo, horizon).compareTo(MAX_LAG) <= 0;
    }

    /** Sets the first day of new calls. */
    void startAt(Day day) {
        front = day;
    }

    /** The day whose new calls are read; never a final one. */
    Day front() {
        while (books.isFinal(front)) {
            front = front.next();
        }
        return front;
    }

    /** The latest end time that is old enough to be read (UTC). */
    Instant horizon() {
        return reading.now()
                .get()
                .minus(reading.settings().ended().settleDelay())
                .truncatedTo(ChronoUnit.SECONDS);
    }

    /** Starts the next request if it is due. Returns when the next one is due, by the API's clock. */
    Instant step(Instant now) {
        if (listing || !memory.hasRoom(Work.NEW_CALLS)) {
            return Instant.MAX;
        }
        if (now.isBefore(nextPoll)) {
            return nextPoll;
        }
        Instant horizon = horizon();
        moveTo(horizon);
        DayState day = reader.open(front());
        Instant upTo = horizon.isBefore(front.end()) ? horizon : front.end();
        if (!upTo.isAfter(day.readTo())) {
            nextPoll = now.plus(reading.settings().ended().pollInterval());
            return nextPoll;
        }
        list(day, upTo, upTo.equals(horizon));
        return Instant.MAX;
    }

    private void moveTo(Instant horizon) {
        boolean skips = reading.settings().history().order() == BackfillOrder.NEWEST_FIRST;
        Day today = Day.of(horizon);
        if (today.compareTo(front()) > 0) {
            boolean far = !isRecent(reader.open(front).readTo(), horizon);
            boolean done = !reader.open(front).readTo().isBefore(front.end());
            if (done || skips && far) {
                front = done ? front.next() : today;
                moveTo(horizon);
            }
        } else if (skips) {
            catchUp(reader.open(front), horizon);
        }
    }

    private void catchUp(DayState day, Instant horizon) {
        if (!isRecent(day.readTo(), horizon)) {
            reader.skip(day, new Window(day.readTo(), horizon), Work.NEW_CALLS);
        }
    }

    /**
     * @param isLast whether nothing more can be read now; after midnight, the first window of the new day follows
     *     immediately
     */
    private void list(DayState day, Instant upTo, boolean isLast) {
        listing = true;
        Window window = day.sizer().next(upTo);
        int max = reading.settings().ended().windowMaxCalls();
        if (isLast && window.upTo().equals(upTo)) {
            nextPoll = reading.now().get().plus(reading.settings().ended().pollInterval());
        }
        reading.onResult(lister.list(window, Work.NEW_CALLS, Patience.WHILE_OTHERS_ANSWER, max), result -> {
            listing = false;
            if (result.outcome() == WindowListing.Outcome.TOO_MANY) {
                nextPoll = Instant.MIN;
            }
            reader.window(day, result, Work.NEW_CALLS);
        });
    }
}
