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

/** Converts between the stored offsets of an account's days and their states. */
final class StoredDays {

    private final Reading reading;
    private final Books books;

    StoredDays(Reading reading, Books books) {
        this.reading = reading;
        this.books = books;
    }

    /**
     * Restores the days that earlier runs stored.
     *
     * @param horizon the latest end time that new calls can be read up to now
     * @return the day at which new calls continue
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

    /** An audit listing is due immediately for today, for a day without a sketch, and for a day with deferred calls. */
    private DayState restored(DayOffset offset, boolean isToday, Instant now) {
        Instant listing = isToday ? now : now.plus(reading.settings().audit().listingInterval());
        DayAudit audit = new DayAudit(now, listing);
        if (offset.sketch() == null || !offset.gaps().deferred().isEmpty()) {
            audit.requestListingNow(now);
        }
        return new DayState(offset, reading.settings().ended().windowMaxCalls(), audit, now);
    }

    /** Today or, just after midnight, yesterday if it was read almost to its end. */
    private Day front(Day today, Instant horizon) {
        DayState yesterday = books.state(today.previous());
        boolean isAlmostRead = yesterday != null
                && yesterday.readTo().isBefore(today.start())
                && NewCalls.isRecent(yesterday.readTo(), horizon);
        Day front = isAlmostRead ? today.previous() : today;
        while (books.isFinal(front)) {
            front = front.next();
        }
        return front;
    }

    /** The offsets of everything sent. */
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
