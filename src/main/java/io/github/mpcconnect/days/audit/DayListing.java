package io.github.mpcconnect.days.audit;

import io.github.mpcconnect.days.read.Reading;
import io.github.mpcconnect.days.read.WindowLister;
import io.github.mpcconnect.days.read.WindowListing;
import io.github.mpcconnect.days.send.Sender;
import io.github.mpcconnect.days.state.Books;
import io.github.mpcconnect.days.state.DayGaps;
import io.github.mpcconnect.days.state.DayState;
import io.github.mpcconnect.days.state.PendingCall;
import io.github.mpcconnect.days.state.WindowSizer;
import io.github.mpcconnect.request.Patience;
import io.github.mpcconnect.request.Resource;
import io.github.mpcconnect.request.Work;
import io.github.mpcconnect.timeline.Stretches;
import io.github.mpcconnect.timeline.Window;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;

/**
 * One listing of a day, window by window, up to the end time sent when it begins. Late and changed calls are sent with
 * the window that lists them. A failed window is split in halves while one of them succeeds, so that only the smallest
 * failing part is left unproven.
 */
final class DayListing {

    private final Reading reading;
    private final WindowLister lister;
    private final DayState day;
    private final boolean closing;
    private final Differences differences;
    private final Instant bound;
    private final Deque<Window> parts = new ArrayDeque<>();
    private final Set<Long> deferredBefore = new HashSet<>();
    private final CompletableFuture<Result> result = new CompletableFuture<>();
    private WindowSizer sizer;
    private boolean proven = true;
    private boolean aborted;

    /**
     * The result of a listing.
     *
     * @param whole whether all windows were proven
     * @param aborted whether the listing was aborted, for example because of an outage of lists; it then proves nothing
     * @param found the number of late and changed calls found
     */
    record Result(boolean whole, boolean aborted, int found) {}

    DayListing(Reading reading, Books books, WindowLister lister, Sender sender, DayState day, boolean closing) {
        this.reading = reading;
        this.lister = lister;
        this.day = day;
        this.closing = closing;
        this.differences = new Differences(reading, books, sender, day, closing);
        this.bound = day.endTime();
        day.gaps().deferred().forEach(call -> deferredBefore.add(call.call().key()));
    }

    /**
     * Lists all parts of the day that were sent. Unproven parts are listed separately, so that they do not affect the
     * others.
     */
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
            List<Window> unproven = day.gaps().unproven().asList();
            unproven.forEach(all::subtract);
            parts.addAll(all.asList());
            parts.addAll(unproven);
        }
        day.audit().resetCounts();
        differences.count();
        day.sent().beginListing();
        next();
        return result;
    }

    /** Lists parts of the day, to look for the bills of their calls. */
    CompletableFuture<Result> of(List<Window> some) {
        parts.addAll(some);
        proven = false;
        next();
        return result;
    }

    boolean isClosing() {
        return closing;
    }

    /** The deferred calls that were waiting when the listing began and were not listed. */
    List<PendingCall> vanishedDeferred() {
        List<PendingCall> gone = new ArrayList<>();
        for (DayGaps.Deferred call : day.gaps().deferred()) {
            long key = call.call().key();
            if (deferredBefore.contains(key) && !differences.hasShown(key)) {
                gone.add(call.call());
            }
        }
        return gone;
    }

    private void next() {
        if (day.status().isFinal() || aborted) {
            result.complete(new Result(false, true, differences.found()));
            return;
        }
        if (!parts.isEmpty() && sizer == null) {
            sizer = new WindowSizer(
                    parts.peek().after(), reading.settings().ended().windowMaxCalls());
        }
        if (parts.isEmpty()) {
            result.complete(new Result(proven, false, differences.found()));
            return;
        }
        Window part = parts.peek();
        Window window = sizer.next(part.upTo());
        list(window, Patience.WHILE_OTHERS_ANSWER, listing -> {
            if (listing.outcome() == WindowListing.Outcome.TOO_MANY) {
                sizer.tooMany(window, listing.count());
                next();
            } else if (listing.isProven()) {
                differences.handle(listing);
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
        int max = reading.settings().ended().windowMaxCalls();
        reading.onResult(lister.list(window, Work.AUDIT, patience, max), take::accept);
    }

    // Failed windows

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
        int max = reading.settings().ended().windowMaxCalls();
        CompletableFuture<WindowListing> first =
                lister.list(new Window(part.after(), middle), Work.AUDIT, Patience.ONE_TRY, max);
        CompletableFuture<WindowListing> second =
                lister.list(new Window(middle, part.upTo()), Work.AUDIT, Patience.ONE_TRY, max);
        reading.onResult(first.thenCombine(second, List::of), halves -> {
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
            differences.handle(half);
            then.run();
        } else {
            parts.addLast(half.window());
            then.run();
        }
    }

    /** Makes the window unproven, but sends the calls that it lists. */
    private void giveUp(WindowListing listing) {
        proven = false;
        day.unproven(listing.window());
        differences.handle(listing);
    }
}
