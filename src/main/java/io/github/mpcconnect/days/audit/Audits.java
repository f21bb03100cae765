package io.github.mpcconnect.days.audit;

import io.github.mpcconnect.days.read.Reading;
import io.github.mpcconnect.days.read.WindowLister;
import io.github.mpcconnect.days.send.Closing;
import io.github.mpcconnect.days.send.Sender;
import io.github.mpcconnect.days.state.Books;
import io.github.mpcconnect.days.state.DayState;
import io.github.mpcconnect.days.state.PendingCall;
import io.github.mpcconnect.metrics.Metric;
import io.github.mpcconnect.offset.DayStatus;
import io.github.mpcconnect.timeline.Day;
import io.github.mpcconnect.timeline.Stretches;
import io.github.mpcconnect.timeline.Window;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;

/**
 * Compares the days that are not final with the API: their counts often, their calls one by one now and then, when the
 * count changed, and at their close. One day at a time.
 */
public final class Audits {

    private static final Logger LOG = LoggerFactory.getLogger(Audits.class);

    private static final int MAX_BILL_PARTS = 100;
    private static final long JOINED_SECONDS = 30;

    private final Reading reading;
    private final Books books;
    private final WindowLister lister;
    private final Sender sender;
    private final Closing closing;
    private final CountAudit counts;
    private boolean busy;
    private DayState listed;

    public Audits(Reading reading, Books books, WindowLister lister, Sender sender, Closing closing) {
        this.reading = reading;
        this.books = books;
        this.lister = lister;
        this.sender = sender;
        this.closing = closing;
        this.counts = new CountAudit(reading, lister);
    }

    /** Starts what is due, where nothing is under way. */
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
            busy = true;
            counts.count(day, now, () -> busy = false);
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

    /** Lists the seconds in which calls without a bill ended; the whole day where that is not known, or too many. */
    private boolean lookForBills(DayState day, Instant now) {
        Map<Long, Instant> ends = day.audit().unbilled();
        List<Window> seconds = around(day, ends);
        if (!ends.keySet().containsAll(day.totals().unbilled()) || seconds.size() > MAX_BILL_PARTS) {
            return list(day, false, now);
        }
        busy = true;
        day.audit()
                .lookedForBills(
                        now,
                        reading.settings().audit().interval(),
                        reading.settings().audit().listingInterval());
        DayListing listing = new DayListing(reading, books, lister, sender, day, false);
        reading.then(listing.of(seconds), result -> {
            busy = false;
            sender.release(day);
        });
        return true;
    }

    private List<Window> around(DayState day, Map<Long, Instant> ends) {
        Stretches seconds = new Stretches();
        TreeMap<Instant, Instant> spans = new TreeMap<>();
        Instant first = day.day().start();
        ends.values().stream()
                .filter(end -> end.isAfter(first) && !end.isAfter(day.endTime()))
                .forEach(end -> spans.put(end.minusSeconds(1), end.plusSeconds(1)));
        Instant from = null;
        Instant to = null;
        for (Map.Entry<Instant, Instant> span : spans.entrySet()) {
            if (to != null && span.getKey().isAfter(to.plusSeconds(JOINED_SECONDS))) {
                seconds.add(clipped(day, from, to));
                from = null;
            }
            from = from == null ? span.getKey() : from;
            to = span.getValue();
        }
        if (from != null) {
            seconds.add(clipped(day, from, to));
        }
        day.gaps().unread().asList().forEach(seconds::subtract);
        return seconds.asList();
    }

    private static Window clipped(DayState day, Instant from, Instant to) {
        Day date = day.day();
        return new Window(
                from.isBefore(date.start()) ? date.start() : from, to.isAfter(day.endTime()) ? day.endTime() : to);
    }

    // Listings

    /** Whether a listing of the day is under way. */
    public boolean isListing(DayState day) {
        return day == listed;
    }

    private boolean list(DayState day, boolean close, Instant now) {
        busy = true;
        listed = day;
        Duration interval = reading.settings().audit().interval();
        Duration listingInterval = reading.settings().audit().listingInterval();
        day.audit().listing(now, interval, listingInterval, close);
        DayListing listing = new DayListing(reading, books, lister, sender, day, close);
        CompletableFuture<DayListing.Result> done = listing.whole();
        reading.then(done, result -> {
            day.audit().listed(reading.now().get(), result.found() > 0, interval, listingInterval);
            if (result.aborted()) {
                day.audit().want();
                day.audit().listAgain(reading.now().get().plus(interval));
                ended();
            } else {
                listed(day, listing, result);
            }
        });
        return true;
    }

    private void ended() {
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
            listing.goneDeferred().forEach(call -> deferredIsGone(day, call));
        }
        day.audit().gapIs(day.unreadOrUnproven(), now);
        sender.release(day);
        if (listing.isClosing() && !day.status().isFinal()) {
            close(day, result, now);
        }
        if (!day.status().isFinal() && day.isReadToItsEnd()) {
            sender.row(day, false);
        }
    }

    private void logVanished(DayState day, long calls) {
        if (calls > 0) {
            LOG.warn(
                    "Account {}: the API no longer lists {} calls of {} that were sent; they stay in Kafka and in the day's"
                            + " totals, and are counted in vanished_calls",
                    reading.account().name(),
                    calls,
                    day.day());
        }
    }

    private void deferredIsGone(DayState day, PendingCall call) {
        LOG.info(
                "Account {}: a call of {} that was waiting for its participants is no longer listed; it is not sent",
                reading.account().name(),
                day.day());
        day.takeOut(call);
    }

    private void close(DayState day, DayListing.Result result, Instant now) {
        Stretches parts = day.unreadOrUnproven();
        boolean waits = day.hasPendingBatches() || day.gaps().hasShownDeferred();
        boolean complete = result.whole()
                && result.found() == 0
                && day.earlier() == null
                && day.gaps().isEmpty();
        if (complete && !waits && !day.audit().isWanted()) {
            sender.end(day, DayStatus.CLOSED);
        } else if (othersAreAnswered(now) && day.audit().isDisputed(parts, closing.auditDays(), now) && !waits) {
            dispute(day);
        }
    }

    /** A day is given up for what fails in it, not because no ended calls are listed at all. */
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
