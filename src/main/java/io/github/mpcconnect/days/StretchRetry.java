package io.github.mpcconnect.days;

import io.github.mpcconnect.days.read.Reading;
import io.github.mpcconnect.days.read.WindowLister;
import io.github.mpcconnect.days.read.WindowListing;
import io.github.mpcconnect.days.state.DayState;
import io.github.mpcconnect.days.state.Retry;
import io.github.mpcconnect.request.Patience;
import io.github.mpcconnect.request.Work;
import io.github.mpcconnect.timeline.Window;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/**
 * One retry of an unread stretch: as a whole, then in halves. An answered half is sent, and one with too many calls is
 * halved again. An unanswered half is halved again if the other half was answered. The parts that remain failed on
 * their own and wait for their next retry.
 */
final class StretchRetry {

    private final Reading reading;
    private final DayReader reader;
    private final WindowLister lister;
    private final DayState day;
    private final Window whole;
    private final Retry before;
    private final Runnable done;
    private final Deque<Window> todo = new ArrayDeque<>();
    private final List<Window> failed = new ArrayList<>();

    StretchRetry(Reading reading, DayReader reader, WindowLister lister, DayState day, Window whole, Runnable done) {
        this.reading = reading;
        this.reader = reader;
        this.lister = lister;
        this.day = day;
        this.whole = whole;
        this.before = day.gaps().retry(whole);
        this.done = done;
    }

    void start() {
        reading.onResult(list(whole), listing -> {
            if (take(listing)) {
                finish();
            } else {
                later(listing);
                next();
            }
        });
    }

    private CompletableFuture<WindowListing> list(Window window) {
        return lister.list(
                window, Work.GAPS, Patience.ONE_TRY, reading.settings().ended().windowMaxCalls());
    }

    /** Sends the calls of a listed part. Returns false if the part has too many calls or was not answered. */
    private boolean take(WindowListing listing) {
        if (listing.isListed() && day.gaps().unread().covers(listing.window())) {
            reader.stretch(day, listing, Work.GAPS);
        }
        return listing.isListed();
    }

    private void later(WindowListing listing) {
        (listing.window().isOneSecond() ? failed : todo).add(listing.window());
    }

    private void next() {
        Window part = todo.poll();
        if (part == null || day.status().isFinal()) {
            finish();
            return;
        }
        Instant middle = part.after().plusSeconds(part.seconds() / 2);
        CompletableFuture<WindowListing> left = list(new Window(part.after(), middle));
        CompletableFuture<WindowListing> right = list(new Window(middle, part.upTo()));
        reading.onResult(left.thenCombine(right, List::of), halves -> {
            boolean neither = halves.stream().allMatch(half -> half.outcome() == WindowListing.Outcome.UNANSWERED);
            if (neither) {
                failed.add(part);
            } else {
                halves.stream().filter(half -> !take(half)).forEach(this::later);
            }
            next();
        });
    }

    private void finish() {
        day.gaps().forgetFailure(whole);
        Instant now = reading.now().get();
        failed.forEach(part -> day.gaps().failedAlone(part, before, now));
        done.run();
    }
}
