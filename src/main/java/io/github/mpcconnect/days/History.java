package io.github.mpcconnect.days;

import io.github.mpcconnect.config.HistorySettings.BackfillOrder;
import io.github.mpcconnect.days.read.Reading;
import io.github.mpcconnect.days.read.WindowLister;
import io.github.mpcconnect.days.read.WindowListing;
import io.github.mpcconnect.days.send.TaskMemory;
import io.github.mpcconnect.days.state.Books;
import io.github.mpcconnect.days.state.DayState;
import io.github.mpcconnect.days.state.WindowSizer;
import io.github.mpcconnect.request.Patience;
import io.github.mpcconnect.request.Requests;
import io.github.mpcconnect.request.Work;
import io.github.mpcconnect.timeline.Day;
import io.github.mpcconnect.timeline.Window;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Reads the history: days that have not been read to their end, and stretches that were skipped. It reads one list at a
 * time, in parallel with the participants of earlier windows.
 *
 * <p>Empty days cost few requests: after an empty day the next request covers two days, then four, up to thirty. A
 * request over several days can only prove that they are empty; days with calls are read one by one.
 */
final class History {

    private static final int MAX_EMPTY_DAYS = 30;

    private final Reading reading;
    private final Books books;
    private final DayReader reader;
    private final WindowLister lister;
    private final TaskMemory memory;
    private final Requests requests;
    private Day first;
    private Day reach;
    private Day end;
    private WindowSizer stretchSizer;
    private Day stretchDay;
    private int emptyDays = 1;
    private boolean listing;

    /** @param first the first day of history */
    History(Reading reading, Books books, DayReader reader, WindowLister lister, TaskMemory memory, Day first) {
        this.reading = reading;
        this.books = books;
        this.reader = reader;
        this.lister = lister;
        this.memory = memory;
        this.first = first;
        this.reach = first;
        this.requests = reading.requests();
    }

    /**
     * Sets the limits of history: it ends before the day of new calls, and the API no longer returns days before
     * {@code reachNow}. Days before the first day of history are continued if an earlier run began them, but not begun.
     *
     * @return the days that expired since the last call before any part of them was read
     */
    List<Day> limits(Day reachNow, Day front) {
        List<Day> unread = new ArrayList<>();
        end = front;
        reach = reachNow;
        while (first.compareTo(reach) < 0) {
            if (isUntouched(first)) {
                unread.add(first);
            }
            first = first.next();
        }
        return unread;
    }

    /** Starts the next request, if possible. Returns true if all of the past has been read or tried. */
    boolean step() {
        if (listing || requests.waiting(Work.HISTORY) >= maxWaiting()) {
            return false;
        }
        Day day = next();
        if (day == null) {
            return true;
        }
        if (memory.hasRoom(Work.HISTORY)) {
            start(day);
        }
        return false;
    }

    /** Enough to use the whole allowance while the next list is read, but few enough to react to more urgent work. */
    private int maxWaiting() {
        return 2 * reading.settings().ended().windowMaxCalls();
    }

    /** The number of days of history, those read included. */
    long days() {
        return Math.max(0, ChronoUnit.DAYS.between(reach.date(), end.date()) + 1);
    }

    /** The number of days that have not been read to their end. */
    int daysLeft() {
        int left = 0;
        for (Day day = reach; day.compareTo(end) <= 0; day = day.next()) {
            left += isLeft(day) ? 1 : 0;
        }
        return left;
    }

    /** The time up to which the past has been read without interruption, or the given time if nothing is left. */
    Instant readTo(Instant ifComplete) {
        for (Day day = reach; day.compareTo(end) < 0; day = day.next()) {
            if (isLeft(day)) {
                DayState state = books.state(day);
                return state == null ? day.start() : state.endTime();
            }
        }
        return ifComplete;
    }

    private Day next() {
        boolean newestFirst = reading.settings().history().order() == BackfillOrder.NEWEST_FIRST;
        Day day = newestFirst ? end : reach;
        while (day.compareTo(reach) >= 0 && day.compareTo(end) <= 0) {
            if (isLeft(day) && !isHeldUp(day)) {
                return day;
            }
            day = newestFirst ? day.previous() : day.next();
        }
        return null;
    }

    private boolean isLeft(Day day) {
        if (books.isFinal(day)) {
            return false;
        }
        DayState state = books.state(day);
        if (state == null) {
            return isUntouched(day);
        }
        return state.gaps().untried().isPresent() || isUnfinishedPast(state);
    }

    private boolean isUnfinishedPast(DayState state) {
        return state.day().compareTo(end) < 0
                && state.readTo().isBefore(state.day().end());
    }

    /** Whether a past day has so many calls waiting for their participants that it takes no further window. */
    private boolean isHeldUp(Day day) {
        DayState state = books.state(day);
        return state != null && day.compareTo(end) < 0 && state.gaps().isFull();
    }

    private void start(Day day) {
        DayState state = books.state(day);
        Optional<Window> stretch =
                state == null ? Optional.empty() : state.gaps().untried();
        if (stretch.isPresent()) {
            stretch(state, stretch.get());
        } else if (state == null && emptyDays > 1) {
            search(day);
        } else {
            window(reader.open(day));
        }
    }

    private void window(DayState day) {
        boolean untouched = day.readTo().equals(day.day().start());
        Window window = day.sizer().next(day.day().end());
        list(window, result -> {
            boolean empty = result.isProven() && result.calls().isEmpty() && result.count() == 0;
            if (untouched) {
                boolean wholeDay = window.equals(day.day().whole());
                emptyDays = empty && wholeDay ? 2 : 1;
            }
            reader.window(day, result, Work.HISTORY);
        });
    }

    private void stretch(DayState day, Window stretch) {
        boolean continues = day.day().equals(stretchDay)
                && stretchSizer != null
                && stretchSizer.from().equals(stretch.after());
        if (!continues) {
            stretchDay = day.day();
            stretchSizer =
                    new WindowSizer(stretch.after(), reading.settings().ended().windowMaxCalls());
        }
        WindowSizer sizer = stretchSizer;
        list(sizer.next(stretch.upTo()), result -> reader.stretch(day, result, sizer, Work.HISTORY));
    }

    /** Lists several untouched days with one request. */
    private void search(Day from) {
        int direction = reading.settings().history().order() == BackfillOrder.NEWEST_FIRST ? -1 : 1;
        Day to = from;
        for (int days = 1; days < emptyDays && isUntouched(to.plus(direction)); days++) {
            to = to.plus(direction);
        }
        Day older = direction < 0 ? to : from;
        Day newer = direction < 0 ? from : to;
        if (older.equals(newer)) {
            window(reader.open(from));
            return;
        }
        listing = true;
        Window window = new Window(older.start(), newer.end());
        reading.onResult(lister.list(window, Work.HISTORY, Patience.WHILE_OTHERS_ANSWER, 0), result -> {
            listing = false;
            boolean empty = result.isProven() && result.count() == 0;
            emptyDays = empty ? Math.min(MAX_EMPTY_DAYS, 2 * emptyDays) : 1;
            if (empty) {
                empty(older, newer, result);
            }
        });
    }

    private boolean isUntouched(Day day) {
        return day.compareTo(first) >= 0 && day.compareTo(end) < 0 && !books.isFinal(day) && books.state(day) == null;
    }

    private void empty(Day older, Day newer, WindowListing result) {
        for (Day day = newer; day.compareTo(older) >= 0; day = day.previous()) {
            if (isUntouched(day)) {
                WindowListing whole = new WindowListing(
                        day.whole(), result.calls(), 0, WindowListing.Outcome.PROVEN, result.observedAt());
                reader.window(reader.open(day), whole, Work.HISTORY);
            }
        }
    }

    private interface Take {
        void accept(WindowListing listing);
    }

    private void list(Window window, Take take) {
        listing = true;
        int max = reading.settings().ended().windowMaxCalls();
        reading.onResult(lister.list(window, Work.HISTORY, Patience.WHILE_OTHERS_ANSWER, max), result -> {
            listing = false;
            take.accept(result);
        });
    }
}
