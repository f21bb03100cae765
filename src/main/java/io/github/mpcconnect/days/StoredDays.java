package io.github.mpcconnect.days;

import io.github.mpcconnect.days.read.Reading;
import io.github.mpcconnect.days.state.Books;
import io.github.mpcconnect.days.state.DayAudit;
import io.github.mpcconnect.days.state.DayState;
import io.github.mpcconnect.offset.DayOffset;
import io.github.mpcconnect.timeline.Day;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

/** The days of an account as they are stored: read at a start, and as they would be read by a start now. */
final class StoredDays {

    private final Reading reading;
    private final Books books;

    StoredDays(Reading reading, Books books) {
        this.reading = reading;
        this.books = books;
    }

    /**
     * Restores what earlier runs stored.
     *
     * @param horizon up to when new calls can be read now
     * @return the day that new calls are read of
     */
    Day restore(Map<Day, DayOffset> stored, Instant horizon) {
        Instant now = reading.now().get();
        Day today = Day.of(horizon);
        stored.forEach((day, offset) -> {
            if (offset.status().isFinal()) {
                books.putFinal(day, offset.status());
            } else {
                books.put(restored(offset, day.equals(today), now));
            }
        });
        return front(today, horizon);
    }

    /** Today is listed at once; so is a day of which it is not known what was sent, or that waits for a call. */
    private DayState restored(DayOffset offset, boolean isToday, Instant now) {
        Instant listing = isToday ? now : now.plus(reading.settings().audit().listingInterval());
        DayAudit audit = new DayAudit(now, listing);
        if (offset.sketch() == null || !offset.gaps().deferred().isEmpty()) {
            audit.wantNow(now);
        }
        return new DayState(offset, reading.settings().ended().windowMaxCalls(), audit, now);
    }

    /** Today; just after midnight, the day before where that was read almost to its end. */
    private Day front(Day today, Instant horizon) {
        DayState yesterday = books.state(today.previous());
        boolean almost = yesterday != null
                && yesterday.readTo().isBefore(today.start())
                && NewCalls.isRecent(yesterday.readTo(), horizon);
        Day front = almost ? today.previous() : today;
        while (books.isFinal(front)) {
            front = front.next();
        }
        return front;
    }

    /** All that has left. */
    Map<Day, DayOffset> now() {
        Map<Day, DayOffset> stored = new HashMap<>();
        for (DayState day : books.newestFirst()) {
            if (day.stored() != null) {
                stored.put(day.day(), day.stored());
            }
        }
        books.finals().forEach((day, status) -> stored.put(day, DayOffset.ofFinal(day, status)));
        return stored;
    }
}
