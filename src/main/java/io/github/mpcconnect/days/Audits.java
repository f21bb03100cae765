package io.github.mpcconnect.days;

import io.github.mpcconnect.metrics.Metric;
import io.github.mpcconnect.offset.DayStatus;
import io.github.mpcconnect.request.Work;
import io.github.mpcconnect.timeline.Day;
import io.github.mpcconnect.timeline.Stretches;
import io.github.mpcconnect.timeline.Window;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Compares the days that are not final with the API: their counts often, their calls one by one now and then, when the
 * count changed, and at their close. One day at a time.
 */
final class Audits {

    private static final Logger LOG = LoggerFactory.getLogger(Audits.class);

    private static final int MAX_COUNTED_PARTS = 5;
    private static final int MAX_BILL_PARTS = 100;
    private static final long JOINED_SECONDS = 30;

    private final Reading reading;
    private final Books books;
    private final WindowLister lister;
    private final Sender sender;
    private final Closing closing;
    private boolean busy;

    Audits(Reading reading, Books books, WindowLister lister, Sender sender, Closing closing) {
        this.reading = reading;
        this.books = books;
        this.lister = lister;
        this.sender = sender;
        this.closing = closing;
    }

    /** Starts what is due, where nothing is under way. */
    void step(Instant now) {
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
            boolean gaps = !day.gaps().unproven().isEmpty() || !day.gaps().deferred().isEmpty();
            boolean due = close || day.audit().isListingDue(now);
            return gaps && due && list(day, close, now);
        }
        if (close || day.audit().isListingDue(now)) {
            return list(day, close, now);
        }
        if (day.audit().isCountDue(now)) {
            count(day, now);
            return true;
        }
        if (isBillDue(day, now)) {
            return lookForBills(day, now);
        }
        return false;
    }

    // Counts

    private void count(DayState day, Instant now) {
        busy = true;
        day.audit().counted(now.plus(reading.settings().auditInterval()));
        EarlierRun earlier = day.earlier();
        if (earlier != null) {
            countEarlier(day, earlier.sent().asList(), 0, 0);
        } else {
            compare(day, day.audit().counted().longest(MAX_COUNTED_PARTS), 0);
        }
    }

    /** What an earlier run sent has no counts of the API's to compare with, only its own number. */
    private void countEarlier(DayState day, List<Window> parts, int index, long sum) {
        if (index == parts.size() || index == MAX_COUNTED_PARTS) {
            busy = false;
            if (index < parts.size() || sum != day.earlier().listedByRights()) {
                day.audit().want();
            }
            return;
        }
        reading.then(lister.count(parts.get(index), Work.AUDIT), count -> {
            if (count < 0 || day.earlier() == null) {
                busy = false;
            } else {
                countEarlier(day, parts, index + 1, sum + count);
            }
        });
    }

    private void compare(DayState day, List<Counted.Piece> pieces, int index) {
        if (index == pieces.size()) {
            busy = false;
            return;
        }
        Counted.Piece piece = pieces.get(index);
        reading.then(lister.count(piece.window(), Work.AUDIT), count -> {
            if (count >= 0 && count != piece.calls()) {
                LOG.info(
                        "Account {}: the API counts {} calls that ended in {}, and {} before; the day is listed",
                        reading.account().name(),
                        count,
                        piece.window(),
                        piece.calls());
                day.audit().want();
            }
            compare(day, pieces, index + 1);
        });
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
        day.audit().lookedForBills(now, reading.settings().auditInterval(), reading.settings().auditListingInterval());
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
        ends.values().forEach(end -> spans.put(end.minusSeconds(1), end.plusSeconds(1)));
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

    private boolean list(DayState day, boolean close, Instant now) {
        busy = true;
        Duration interval = reading.settings().auditInterval();
        Duration listingInterval = reading.settings().auditListingInterval();
        day.audit().listing(now, interval, listingInterval, close);
        DayListing listing = new DayListing(reading, books, lister, sender, day, close);
        CompletableFuture<DayListing.Result> done = listing.whole();
        reading.then(done, result -> {
            busy = false;
            day.audit()
                    .listed(reading.now().get(), result.found() > 0, interval, listingInterval);
            if (!result.aborted()) {
                listed(day, listing, result);
            }
        });
        return true;
    }

    private void listed(DayState day, DayListing listing, DayListing.Result result) {
        Instant now = reading.now().get();
        if (day.earlier() != null) {
            new Reconciliation(reading, day).listed(result.whole());
        } else if (result.whole()) {
            day.sent().endListing(key -> {
                day.totals().vanish(key);
                reading.metrics().add(Metric.VANISHED);
            });
        }
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

    private void deferredIsGone(DayState day, PendingCall call) {
        LOG.info(
                "Account {}: a call of {} that was waiting for its participants is no longer listed; it is not sent",
                reading.account().name(),
                day.day());
        day.takeOut(call);
    }

    private void close(DayState day, DayListing.Result result, Instant now) {
        Stretches parts = day.unreadOrUnproven();
        boolean waits = day.hasPendingBatches() || isAnyDeferredCallKnown(day);
        boolean complete = result.whole() && result.found() == 0 && day.earlier() == null && day.gaps().isEmpty();
        if (complete && !waits && !day.audit().isWanted()) {
            sender.end(day, DayStatus.CLOSED);
        } else if (day.audit().isDisputed(parts, closing.auditDays(), now) && !waits) {
            dispute(day);
        }
    }

    /** A deferred call of an earlier run that no list shows any more cannot leave: the day does not wait for it. */
    private static boolean isAnyDeferredCallKnown(DayState day) {
        return day.gaps().deferred().stream().anyMatch(call -> call.call().listed() != null);
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
