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
 * One retry of an unread stretch: as a whole, then by halves. A half that is answered is sent; one that has too many
 * calls is halved again; one that is not answered is halved as long as its other half is answered. What is left failed
 * by itself and waits.
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
    private final List<Window> sick = new ArrayList<>();

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
        reading.then(list(whole), listing -> {
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

    /** Sends what a part shows. False where it has to be cut, or failed. */
    private boolean take(WindowListing listing) {
        if (listing.isListed() && day.gaps().unread().covers(listing.window())) {
            reader.stretch(day, listing, Work.GAPS);
        }
        return listing.isListed();
    }

    private void later(WindowListing listing) {
        (listing.window().isOneSecond() ? sick : todo).add(listing.window());
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
        reading.then(left.thenCombine(right, List::of), halves -> {
            boolean neither = halves.stream().allMatch(half -> half.outcome() == WindowListing.Outcome.UNANSWERED);
            if (neither) {
                sick.add(part);
            } else {
                halves.stream().filter(half -> !take(half)).forEach(this::later);
            }
            next();
        });
    }

    private void finish() {
        day.gaps().forgive(whole);
        Instant now = reading.now().get();
        sick.forEach(part -> day.gaps().failedAlone(part, before, now));
        done.run();
    }
}
