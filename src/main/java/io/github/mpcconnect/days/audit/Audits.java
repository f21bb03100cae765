package io.github.mpcconnect.days.audit;

import io.github.mpcconnect.days.read.Reading;
import io.github.mpcconnect.days.read.WindowLister;
import io.github.mpcconnect.days.send.Closing;
import io.github.mpcconnect.days.send.Outbox;
import io.github.mpcconnect.days.send.Sender;
import io.github.mpcconnect.days.state.Books;
import io.github.mpcconnect.days.state.DayState;
import io.github.mpcconnect.days.state.PendingCall;
import io.github.mpcconnect.metrics.Metric;
import io.github.mpcconnect.offset.DayStatus;
import io.github.mpcconnect.timeline.Stretches;
import io.github.mpcconnect.timeline.Window;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/**
 * Compares the days that are not final with the API, one day at a time: their counts at short intervals; all of their
 * calls at long intervals, after a count changed, and before they are closed.
 */
public final class Audits {

    private static final Logger LOG = LoggerFactory.getLogger(Audits.class);

    private static final int MAX_BILL_PARTS = 100;

    private final Reading reading;
    private final Books books;
    private final WindowLister lister;
    private final Sender sender;
    private final Outbox outbox;
    private final Closing closing;
    private final CountAudit counts;
    private boolean busy;
    private Instant began;
    private Instant last;
    private DayState listed;

    public Audits(Reading reading, Books books, WindowLister lister, Sender sender, Outbox outbox, Closing closing) {
        this.reading = reading;
        this.books = books;
        this.lister = lister;
        this.sender = sender;
        this.outbox = outbox;
        this.closing = closing;
        this.counts = new CountAudit(reading, lister);
    }

    /** Starts the next audit that is due, unless one is in progress. */
    public void step(Instant now) {
        if (busy) {
            return;
        }
        for (DayState day : books.newestFirst()) {
            if (start(day, now)) {
                return;
            }
        }
    }

    private boolean start(DayState day, Instant now) {
        if (!day.endTime().isAfter(day.day().start())) {
            return false;
        }
        boolean close = closing.isListingDue(day, now);
        if (closing.areAuditsOff()) {
            boolean gaps =
                    !day.gaps().unproven().isEmpty() || !day.gaps().deferred().isEmpty();
            boolean due = close || day.audit().isListingDue(now);
            if (close && day.gaps().isEmpty()) {
                sender.release(day);
                return false;
            }
            return (gaps && due || close && !day.gaps().isEmpty()) && list(day, close, now);
        }
        if (close || day.audit().isListingDue(now)) {
            return list(day, close, now);
        }
        if (day.audit().isCountDue(now)) {
            begin(now);
            counts.count(day, now, this::ended);
            return true;
        }
        if (isBillDue(day, now)) {
            return lookForBills(day, now);
        }
        return false;
    }

    // Bills

    private boolean isBillDue(DayState day, Instant now) {
        return closing.areBillsExpected()
                && day.earlier() == null
                && !day.totals().unbilled().isEmpty()
                && day.audit().isUnbilledDue(now);
    }

    /** Lists the seconds in which calls without a bill ended, or the whole day if they are unknown or too many. */
    private boolean lookForBills(DayState day, Instant now) {
        List<Window> seconds = UnbilledSeconds.of(day);
        boolean areAllKnown =
                day.audit().unbilled().keySet().containsAll(day.totals().unbilled());
        if (!areAllKnown || seconds.size() > MAX_BILL_PARTS) {
            return list(day, false, now);
        }
        begin(now);
        day.audit()
                .billCheckStarted(
                        now,
                        reading.settings().audit().interval(),
                        reading.settings().audit().listingInterval());
        DayListing listing = new DayListing(reading, books, lister, sender, day, false);
        reading.onResult(listing.of(seconds), result -> {
            ended();
            sender.release(day);
        });
        return true;
    }

    // Listings

    /** Whether a listing of the day is in progress. */
    public boolean isListing(DayState day) {
        return day == listed;
    }

    private boolean list(DayState day, boolean close, Instant now) {
        begin(now);
        listed = day;
        Duration interval = reading.settings().audit().interval();
        Duration listingInterval = reading.settings().audit().listingInterval();
        day.audit().listing(now, interval, listingInterval, close);
        DayListing listing = new DayListing(reading, books, lister, sender, day, close);
        CompletableFuture<DayListing.Result> done = listing.whole();
        reading.onResult(done, result -> {
            day.audit().listed(reading.now().get(), result.found() > 0, interval, listingInterval);
            if (result.aborted()) {
                day.audit().requestListing();
                day.audit().listAgain(reading.now().get().plus(interval));
                ended();
            } else {
                listed(day, listing, result);
            }
        });
        return true;
    }

    /** When an audit that got answers last ended, by the API's clock; null before the first. */
    public Instant last() {
        return last;
    }

    private void begin(Instant now) {
        busy = true;
        began = now;
    }

    private void ended() {
        if (!lister.lastAnswered().isBefore(began)) {
            last = reading.now().get();
        }
        busy = false;
        listed = null;
    }

    private void listed(DayState day, DayListing listing, DayListing.Result result) {
        long vanishedBefore = day.totals().vanishedCount();
        Runnable then = () -> {
            ended();
            logVanished(day, day.totals().vanishedCount() - vanishedBefore);
            compared(day, listing, result);
        };
        if (day.earlier() != null) {
            new Reconciliation(reading, day).listed(result.whole(), listing.isClosing(), then);
            return;
        }
        if (result.whole()) {
            day.sent().endListing(key -> {
                day.totals().vanish(key);
                reading.metrics().add(Metric.VANISHED);
            });
        }
        then.run();
    }

    private void compared(DayState day, DayListing listing, DayListing.Result result) {
        Instant now = reading.now().get();
        if (result.whole() && day.isReadToItsEnd()) {
            listing.vanishedDeferred().forEach(call -> dropVanished(day, call));
        }
        day.audit().updateGap(day.gaps().unreadOrUnproven(), now);
        sender.release(day);
        if (listing.isClosing() && !day.status().isFinal()) {
            close(day, result, now);
        }
        if (!day.status().isFinal() && day.isReadToItsEnd()) {
            outbox.row(day, false);
        }
    }

    private void logVanished(DayState day, long calls) {
        if (calls > 0) {
            LOG.warn(
                    "Account {}: the API no longer lists {} sent calls of {}; they stay in Kafka and in the totals of"
                            + " the day, and are counted in vanished_calls",
                    reading.account().name(),
                    calls,
                    day.day());
        }
    }

    private void dropVanished(DayState day, PendingCall call) {
        LOG.info(
                "Account {}: a call of {} that was waiting for its participants is no longer listed; not sending it",
                reading.account().name(),
                day.day());
        day.remove(call);
    }

    private void close(DayState day, DayListing.Result result, Instant now) {
        Stretches parts = day.gaps().unreadOrUnproven();
        boolean waits = !day.pending().isEmpty() || day.gaps().hasShownDeferred();
        boolean complete = result.whole()
                && result.found() == 0
                && day.earlier() == null
                && day.gaps().isEmpty();
        if (complete && !waits && !day.audit().isListingRequested()) {
            sender.end(day, DayStatus.CLOSED);
        } else if (othersAreAnswered(now) && day.audit().isDisputed(parts, closing.auditDays(), now) && !waits) {
            dispute(day);
        }
    }

    /** A day is disputed only because of its own failures, not during an outage of all lists. */
    private boolean othersAreAnswered(Instant now) {
        return lister.lastAnswered()
                .isAfter(now.minus(reading.settings().audit().interval()));
    }

    private void dispute(DayState day) {
        if (day.earlier() != null && day.earlier().isUndecoded()) {
            new Reconciliation(reading, day).reset();
            sender.release(day);
        } else {
            sender.end(day, DayStatus.DISPUTED);
        }
    }
}
