package io.github.mpcconnect.days;

import io.github.mpcconnect.batch.Change;
import io.github.mpcconnect.request.Patience;
import io.github.mpcconnect.request.Resource;
import io.github.mpcconnect.request.Work;
import io.github.mpcconnect.timeline.Stretches;
import io.github.mpcconnect.timeline.Window;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;

/**
 * One listing of a day, up to what has left when it begins, window by window. Late and changed calls are sent with the
 * window that shows them. A window that fails is halved as long as one half does not, so that only the sick second is
 * left as unproven.
 */
final class DayListing {

    private static final Logger LOG = LoggerFactory.getLogger(DayListing.class);

    private final Reading reading;
    private final Books books;
    private final WindowLister lister;
    private final Sender sender;
    private final DayState day;
    private final boolean closing;
    private final Instant bound;
    private final Deque<Window> parts = new ArrayDeque<>();
    private final Set<Long> shown = new HashSet<>();
    private final Set<Long> deferredBefore = new HashSet<>();
    private final CompletableFuture<Result> result = new CompletableFuture<>();
    private WindowSizer sizer;
    private boolean proven = true;
    private boolean isWhole;
    private boolean aborted;
    private int found;

    /**
     * How a listing ended.
     *
     * @param whole whether each of its windows was proven
     * @param aborted whether lists were out of order as a whole: it says nothing about what is missing
     * @param found how many late and changed calls it found
     */
    record Result(boolean whole, boolean aborted, int found) {}

    DayListing(Reading reading, Books books, WindowLister lister, Sender sender, DayState day, boolean closing) {
        this.reading = reading;
        this.books = books;
        this.lister = lister;
        this.sender = sender;
        this.day = day;
        this.closing = closing;
        this.bound = day.endTime();
        day.gaps().deferred().forEach(call -> deferredBefore.add(call.call().key()));
    }

    /** Lists all of the day that was sent. */
    CompletableFuture<Result> whole() {
        Stretches all = new Stretches();
        if (bound.isAfter(day.day().start())) {
            all.add(new Window(day.day().start(), bound));
        }
        day.gaps().unread().asList().forEach(all::subtract);
        if (day.earlier() != null) {
            Stretches sentHere = all.copy();
            day.earlier().sent().asList().forEach(sentHere::subtract);
            sentHere.asList().forEach(all::subtract);
            parts.addAll(all.asList());
            parts.addAll(sentHere.asList());
            day.earlier().beginListing();
        } else {
            parts.addAll(all.asList());
        }
        isWhole = true;
        day.audit().countAnew();
        day.sent().beginListing();
        next();
        return result;
    }

    /** Lists parts of the day, for the bills of the calls in them. */
    CompletableFuture<Result> of(List<Window> some) {
        parts.addAll(some);
        proven = false;
        next();
        return result;
    }

    boolean isClosing() {
        return closing;
    }

    /** Deferred calls that were waiting when it began and that it did not show. */
    List<PendingCall> goneDeferred() {
        List<PendingCall> gone = new ArrayList<>();
        for (DayGaps.Deferred call : day.gaps().deferred()) {
            long key = call.call().key();
            if (deferredBefore.contains(key) && !shown.contains(key)) {
                gone.add(call.call());
            }
        }
        return gone;
    }

    private void next() {
        if (day.status().isFinal() || aborted) {
            result.complete(new Result(false, true, found));
            return;
        }
        if (!parts.isEmpty() && sizer == null) {
            sizer = new WindowSizer(parts.peek().after(), reading.settings().windowMaxCalls());
        }
        if (parts.isEmpty()) {
            result.complete(new Result(proven, false, found));
            return;
        }
        Window part = parts.peek();
        Window window = sizer.next(part.upTo());
        list(window, Patience.WHILE_OTHERS_ANSWER, listing -> {
            if (listing.outcome() == WindowListing.Outcome.TOO_MANY) {
                sizer.tooMany(window, listing.count());
                next();
            } else if (listing.isProven()) {
                take(listing);
                advance(part, window, listing.calls().size());
            } else {
                failed(listing, () -> advance(part, window, listing.calls().size()));
            }
        });
    }

    private void advance(Window part, Window window, int calls) {
        sizer.advance(window, calls);
        if (window.upTo().equals(part.upTo())) {
            parts.remove();
            sizer = null;
        }
        next();
    }

    private interface Take {
        void accept(WindowListing listing);
    }

    private void list(Window window, Patience patience, Take take) {
        int max = reading.settings().windowMaxCalls();
        reading.then(lister.list(window, Work.AUDIT, patience, max), take::accept);
    }

    // What fails

    private void failed(WindowListing listing, Runnable then) {
        if (reading.requests().isOut(Resource.CALLS)) {
            aborted = true;
            next();
        } else if (listing.window().isOneSecond()) {
            giveUp(listing);
            then.run();
        } else {
            halve(listing, then);
        }
    }

    private void halve(WindowListing whole, Runnable then) {
        Window part = whole.window();
        Instant middle = part.after().plusSeconds(part.seconds() / 2);
        int max = reading.settings().windowMaxCalls();
        CompletableFuture<WindowListing> first =
                lister.list(new Window(part.after(), middle), Work.AUDIT, Patience.ONE_TRY, max);
        CompletableFuture<WindowListing> second =
                lister.list(new Window(middle, part.upTo()), Work.AUDIT, Patience.ONE_TRY, max);
        reading.then(first.thenCombine(second, List::of), halves -> {
            if (halves.stream().noneMatch(DayListing::isFine)) {
                giveUp(whole);
                then.run();
            } else {
                half(halves.get(0), () -> half(halves.get(1), then));
            }
        });
    }

    private static boolean isFine(WindowListing half) {
        return half.isProven() || half.outcome() == WindowListing.Outcome.TOO_MANY;
    }

    private void half(WindowListing half, Runnable then) {
        if (!isFine(half)) {
            failed(half, then);
        } else if (half.isProven()) {
            take(half);
            then.run();
        } else {
            parts.addLast(half.window());
            then.run();
        }
    }

    /** What it shows is sent all the same; the rest is not proven. */
    private void giveUp(WindowListing listing) {
        proven = false;
        day.unproven(listing.window());
        take(listing);
    }

    // What it shows

    private void take(WindowListing listing) {
        List<ListedCall> judged = judged(listing);
        List<PendingCall> calls = books.toSend(day, judged, Change.LATE, listing.observedAt());
        listing.calls().forEach(this::see);
        calls.removeIf(call -> call.change() == Change.CORRECTION && !isCorrectedNow(call, listing.observedAt()));
        if (listing.isProven() && isWhole) {
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

    /** Which of its unknown calls are late is known when the whole listing is decoded; they leave with the next one. */
    private boolean isFirstSight(Window window) {
        return day.earlier() != null && day.earlier().sent().covers(window);
    }

    private void see(ListedCall call) {
        shown.add(call.key());
        if (day.sent().contains(call.key())) {
            day.sent().see(call.key());
        }
    }

    /** In what an earlier run sent, an unknown call is late only where the sketch says so. */
    private List<ListedCall> judged(WindowListing listing) {
        if (!isFirstSight(listing.window())) {
            return listing.calls();
        }
        EarlierRun earlier = day.earlier();
        List<ListedCall> judged = new ArrayList<>();
        for (ListedCall call : listing.calls()) {
            earlier.list(call);
            boolean known = day.sent().contains(call.key())
                    || day.pending(call.key()) != null
                    || day.totals().isVanished(call.key());
            if (known || earlier.isLate(call.key())) {
                judged.add(call);
            }
        }
        return judged;
    }

    /** A call is corrected once per listing interval, at once where its bill arrived, and once at the close. */
    private boolean isCorrectedNow(PendingCall call, Instant now) {
        ListedCall listed = call.listed();
        boolean known = day.sent().contains(call.key());
        if (known && closing && day.audit().wasCorrectedAtClose(call.key())) {
            LOG.info(
                    "Account {}: call {} of {} changed again while its day is being closed; it is taken as it is",
                    reading.account().name(),
                    listed.id(),
                    day.day());
            day.sent().put(call.key(), listed.content(), day.sent().bill(call.key()));
            return false;
        }
        boolean billed =
                known && day.sent().bill(call.key()) == ListedCall.NO_BILL && listed.bill() != ListedCall.NO_BILL;
        if (billed) {
            day.audit().billArrived(reading.settings().auditInterval());
        }
        Duration interval = reading.settings().auditInterval();
        boolean allowed = day.audit()
                .mayCorrect(call.key(), now, interval, reading.settings().auditListingInterval());
        return allowed || billed || closing;
    }

    private void send(WindowListing listing, List<PendingCall> calls, boolean proves) {
        int max = reading.settings().windowMaxCalls();
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
        batches.forEach(day::addBeside);
        batches.forEach(batch -> sender.send(day, batch));
    }
}
