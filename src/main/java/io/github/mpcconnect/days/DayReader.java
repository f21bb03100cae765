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

/** Takes what was listed into a day: the next window of it, or a part of an unread gap. */
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

    /** A day's state; a new one where nothing of it was read. The day must not be final. */
    DayState open(Day day) {
        DayState state = books.state(day);
        if (state == null) {
            Instant now = reading.now().get();
            Duration listing = reading.settings().audit().listingInterval();
            DayAudit audit = new DayAudit(now.plus(reading.settings().audit().interval()), now.plus(listing));
            state = new DayState(day, reading.settings().ended().windowMaxCalls(), audit);
            if (!state.isOlderThan(Duration.ofDays(reading.settings().audit().days()), now)) {
                state.closesWithListing();
            }
            books.put(state);
        }
        return state;
    }

    /** The next window of a day was listed. */
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

    /** Nothing is read of the next window for now: it becomes an unread gap. */
    void skip(DayState day, Window window, Work work) {
        day.sizer().advance(window, 0);
        PendingBatch batch = new PendingBatch(PendingBatch.Kind.SKIPPED, work, window, List.of(), false, -1);
        day.add(batch);
        sender.send(day, batch);
    }

    private void unanswered(DayState day, Window window) {
        day.gaps().failed(window, reading.now().get());
        LOG.warn(
                "Account {}: the list of calls that ended in {} is not answered while others are; it is a gap now, and"
                        + " the rest continues",
                reading.account().name(),
                window);
    }

    /** A part of an unread gap was listed; the sizer is the gap's. */
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

    /** A part of an unread gap was listed, proven or not. */
    void stretch(DayState day, WindowListing listing, Work work) {
        PendingBatch batch = batch(day, PendingBatch.Kind.STRETCH, listing, work);
        day.addBeside(batch);
        sender.send(day, batch);
    }

    private PendingBatch batch(DayState day, PendingBatch.Kind kind, WindowListing listing, Work work) {
        if (!listing.isProven()) {
            day.audit().want();
            LOG.warn(
                    "Account {}: incomplete list of the calls that ended in {}: the API reported count={} but returned {}"
                            + " distinct calls, three times; what was returned is sent, and audits compare it again",
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
