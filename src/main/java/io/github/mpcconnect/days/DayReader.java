package io.github.mpcconnect.days;

import io.github.mpcconnect.batch.Change;
import io.github.mpcconnect.days.read.Reading;
import io.github.mpcconnect.days.read.WindowListing;
import io.github.mpcconnect.days.send.Sender;
import io.github.mpcconnect.days.state.Books;
import io.github.mpcconnect.days.state.DayAudit;
import io.github.mpcconnect.days.state.DayState;
import io.github.mpcconnect.days.state.PendingBatch;
import io.github.mpcconnect.days.state.PendingCall;
import io.github.mpcconnect.days.state.WindowSizer;
import io.github.mpcconnect.request.Work;
import io.github.mpcconnect.timeline.Day;
import io.github.mpcconnect.timeline.Window;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** Adds listings to the state of a day: its next window, or a part of an unread gap. */
final class DayReader {

    private static final Logger LOG = LoggerFactory.getLogger(DayReader.class);

    private final Reading reading;
    private final Books books;
    private final Sender sender;

    DayReader(Reading reading, Books books, Sender sender) {
        this.reading = reading;
        this.books = books;
        this.sender = sender;
    }

    /** Returns the state of a day, a new one if nothing of the day has been read. The day must not be final. */
    DayState open(Day day) {
        DayState state = books.state(day);
        if (state == null) {
            Instant now = reading.now().get();
            Duration listing = reading.settings().audit().listingInterval();
            DayAudit audit = new DayAudit(now.plus(reading.settings().audit().interval()), now.plus(listing));
            state = new DayState(day, reading.settings().ended().windowMaxCalls(), audit);
            if (!day.isOver(Duration.ofDays(reading.settings().audit().days()), now)) {
                state.requireClosingListing();
            }
            books.put(state);
        }
        return state;
    }

    /** Adds the listing of the next window of a day. */
    void window(DayState day, WindowListing listing, Work work) {
        Window window = listing.window();
        boolean isNext = window.after().equals(day.readTo());
        if (day.status().isFinal() || !isNext) {
            return;
        }
        switch (listing.outcome()) {
            case TOO_MANY -> day.sizer().tooMany(window, listing.count());
            case UNANSWERED -> {
                unanswered(day, window);
                skip(day, window, work);
            }
            case PROVEN, UNPROVEN -> {
                PendingBatch batch = batch(day, PendingBatch.Kind.WINDOW, listing, work);
                day.sizer().advance(window, listing.calls().size());
                day.add(batch);
                sender.send(day, batch);
            }
        }
    }

    /** Skips the next window of a day, which becomes an unread gap. */
    void skip(DayState day, Window window, Work work) {
        day.sizer().advance(window, 0);
        PendingBatch batch = new PendingBatch(PendingBatch.Kind.SKIPPED, work, window, List.of(), false, -1);
        day.add(batch);
        sender.send(day, batch);
    }

    private void unanswered(DayState day, Window window) {
        day.gaps().failed(window, reading.now().get());
        LOG.warn(
                "Account {}: the list of calls that ended in {} is not answered while others are; it is now a gap that"
                        + " is retried, and everything else continues",
                reading.account().name(),
                window);
    }

    /** Adds the listing of a part of an unread gap. The sizer is that of the gap. */
    void stretch(DayState day, WindowListing listing, WindowSizer sizer, Work work) {
        Window window = listing.window();
        if (day.status().isFinal() || !day.gaps().unread().covers(window)) {
            return;
        }
        switch (listing.outcome()) {
            case TOO_MANY -> sizer.tooMany(window, listing.count());
            case UNANSWERED -> {
                unanswered(day, window);
                sizer.advance(window, 0);
            }
            case PROVEN, UNPROVEN -> {
                sizer.advance(window, listing.calls().size());
                stretch(day, listing, work);
            }
        }
    }

    /** Adds the listing of a part of an unread gap, proven or not. */
    void stretch(DayState day, WindowListing listing, Work work) {
        PendingBatch batch = batch(day, PendingBatch.Kind.STRETCH, listing, work);
        day.addOther(batch);
        sender.send(day, batch);
    }

    private PendingBatch batch(DayState day, PendingBatch.Kind kind, WindowListing listing, Work work) {
        if (!listing.isProven()) {
            day.audit().requestListing();
            LOG.warn(
                    "Account {}: incomplete list of the calls that ended in {}: the API reported count={} but returned"
                            + " {} distinct calls; sending these, audits will list the gap again",
                    reading.account().name(),
                    listing.window(),
                    listing.count(),
                    listing.calls().size());
        }
        List<PendingCall> calls = books.toSend(day, listing.calls(), Change.NEW, listing.observedAt());
        return new PendingBatch(
                kind, work, listing.window(), calls, listing.isProven(), listing.isProven() ? listing.count() : -1);
    }
}
