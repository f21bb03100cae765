package io.github.mpcconnect.days.audit;

import io.github.mpcconnect.batch.Change;
import io.github.mpcconnect.days.read.Reading;
import io.github.mpcconnect.days.read.WindowListing;
import io.github.mpcconnect.days.send.Sender;
import io.github.mpcconnect.days.sent.EarlierRun;
import io.github.mpcconnect.days.sent.ListedCall;
import io.github.mpcconnect.days.state.Books;
import io.github.mpcconnect.days.state.DayState;
import io.github.mpcconnect.days.state.PendingBatch;
import io.github.mpcconnect.days.state.PendingCall;
import io.github.mpcconnect.request.Work;
import io.github.mpcconnect.timeline.Window;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Finds late and changed calls in the windows of one listing of a day, and sends them with the window that lists them.
 */
final class Differences {

    private static final Logger LOG = LoggerFactory.getLogger(Differences.class);

    private final Reading reading;
    private final Books books;
    private final Sender sender;
    private final DayState day;
    private final boolean closing;
    private final Set<Long> shown = new HashSet<>();
    private boolean counting;
    private int found;

    Differences(Reading reading, Books books, Sender sender, DayState day, boolean closing) {
        this.reading = reading;
        this.books = books;
        this.sender = sender;
        this.day = day;
        this.closing = closing;
    }

    /** From now on records the counts of the windows as the new counts of the day. */
    void count() {
        counting = true;
    }

    /** The number of late and changed calls found. */
    int found() {
        return found;
    }

    boolean hasShown(long key) {
        return shown.contains(key);
    }

    /** Sends the late and changed calls of a listed window. */
    void handle(WindowListing listing) {
        List<ListedCall> judged = judged(listing);
        List<PendingCall> calls = books.toSend(day, judged, Change.LATE, listing.observedAt());
        listing.calls().forEach(this::see);
        calls.removeIf(call -> call.change() == Change.CORRECTION && !isCorrectedNow(call, listing.observedAt()));
        if (counting && listing.isProven()) {
            day.audit().counted().add(listing.window(), listing.count());
        }
        found += calls.size();
        boolean proves = listing.isProven() && !isFirstSight(listing.window());
        if (!calls.isEmpty()) {
            send(listing, calls, proves);
        } else if (proves) {
            day.proven(listing.window());
        }
    }

    /**
     * Whether the window belongs to an earlier run that has not been reconciled. Its late calls are known only after
     * the whole listing is decoded, and are sent by the next one.
     */
    private boolean isFirstSight(Window window) {
        return day.earlier() != null && day.earlier().sent().covers(window);
    }

    private void see(ListedCall call) {
        shown.add(call.key());
        if (day.sent().contains(call.key())) {
            day.sent().see(call.key());
        }
    }

    /** The calls to compare. In a window of an earlier run, an unknown call is late only if the sketch says so. */
    private List<ListedCall> judged(WindowListing listing) {
        if (!isFirstSight(listing.window())) {
            return listing.calls();
        }
        EarlierRun earlier = day.earlier();
        List<ListedCall> judged = new ArrayList<>();
        for (ListedCall call : listing.calls()) {
            earlier.list(call);
            boolean known = day.sent().contains(call.key())
                    || day.pending().call(call.key()) != null
                    || day.totals().isVanished(call.key());
            if (known || earlier.isLate(call.key())) {
                judged.add(call);
            }
        }
        return judged;
    }

    /**
     * A call is corrected at most once per listing interval, immediately if its bill arrived, and once at the close.
     */
    private boolean isCorrectedNow(PendingCall call, Instant now) {
        ListedCall listed = call.listed();
        boolean known = day.sent().contains(call.key());
        if (known && closing && day.audit().wasCorrectedAtClose(call.key())) {
            acceptUnsent(listed);
            return false;
        }
        boolean billed =
                known && day.sent().bill(call.key()) == ListedCall.NO_BILL && listed.bill() != ListedCall.NO_BILL;
        if (billed) {
            day.audit().billArrived(reading.settings().audit().interval());
        }
        Duration interval = reading.settings().audit().interval();
        boolean allowed = day.audit()
                .mayCorrect(
                        call.key(), now, interval, reading.settings().audit().listingInterval());
        return allowed || billed || closing;
    }

    private void acceptUnsent(ListedCall listed) {
        LOG.info(
                "Account {}: call {} of {} changed again while the day is being closed; this change is not sent",
                reading.account().name(),
                listed.id(),
                day.day());
        day.sent().put(listed.key(), listed.content(), day.sent().bill(listed.key()));
    }

    private void send(WindowListing listing, List<PendingCall> calls, boolean proves) {
        int max = reading.settings().ended().windowMaxCalls();
        List<PendingBatch> batches = new ArrayList<>();
        for (int from = 0; from < calls.size(); from += max) {
            int to = Math.min(calls.size(), from + max);
            batches.add(new PendingBatch(
                    PendingBatch.Kind.FOUND,
                    Work.AUDIT,
                    listing.window(),
                    List.copyOf(calls.subList(from, to)),
                    proves,
                    -1));
        }
        batches.forEach(day::addOther);
        batches.forEach(batch -> sender.send(day, batch));
    }
}
