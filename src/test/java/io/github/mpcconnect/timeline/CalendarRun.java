package io.github.mpcconnect.timeline;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import static org.assertj.core.api.Assertions.assertThat;

/** Reads the past by a calendar from pure end times, as an account is read, and checks each step. */
final class CalendarRun {

    private static final int PAGE = 20;

    private final EndTimes truth;
    private final Calendar calendar;
    private final boolean newestFirst;
    private final Map<Day, Watermark> stored;
    private final Day first;
    private final Day end;
    private final Set<Day> readOnTheirOwn = new HashSet<>();
    private final List<Window> asked = new ArrayList<>();

    /** @param end the first day that is not read */
    CalendarRun(EndTimes truth, Instant floor, Day end, boolean newestFirst, Map<Day, Watermark> stored) {
        this.truth = truth;
        this.calendar = new Calendar(floor, newestFirst, stored);
        this.newestFirst = newestFirst;
        this.stored = stored;
        this.first = Day.startingAt(floor);
        this.end = end;
    }

    /** Until all is read that does not wait. */
    CalendarRun toTheEnd(Collection<Day> waiting) {
        for (Optional<Window> next = next(waiting); next.isPresent(); next = next(waiting)) {
            asked.add(next.get());
            assertThat(asked).hasSizeLessThan(2_000);
            if (Calendar.isProbe(next.get())) {
                probe(next.get());
            } else {
                read(next.get());
            }
        }
        return this;
    }

    private Optional<Window> next(Collection<Day> waiting) {
        Optional<Window> next = calendar.next(end, waiting);
        next.ifPresent(window -> check(window, waiting));
        return next;
    }

    private void check(Window window, Collection<Day> waiting) {
        Day oldest = Day.startingAt(window.after());
        Day newest = Day.of(window.upTo());
        assertThat(window.length()).isLessThanOrEqualTo(Window.LONGEST);
        assertThat(window.upTo()).isEqualTo(newest.end());
        for (Day day = oldest; day.compareTo(newest) <= 0; day = day.next()) {
            assertThat(waiting).doesNotContain(day);
            assertThat(calendar.watermark(day).isComplete()).isFalse();
        }
        Day mostUrgent = newestFirst ? newest : oldest;
        for (Day day = mostUrgent.plus(newestFirst ? 1 : -1);
                day.compareTo(first) >= 0 && day.compareTo(end) < 0;
                day = day.plus(newestFirst ? 1 : -1)) {
            assertThat(calendar.watermark(day).isComplete() || waiting.contains(day))
                    .as("%s is incomplete and more urgent than %s", day, window)
                    .isTrue();
        }
    }

    private void probe(Window window) {
        int calls = truth.count(window);
        if (calls == 0) {
            calendar.empty(window);
        } else if (calls <= PAGE) {
            calendar.sparse(window, truth.shownIn(window));
        } else {
            calendar.busy();
        }
    }

    private void read(Window window) {
        Day day = Day.of(window.upTo());
        readOnTheirOwn.add(day);
        Watermark before = calendar.watermark(day);
        if (truth.count(window) == 0 && window.equals(day.whole())) {
            calendar.empty(window);
        }
        calendar.put(before.advancedTo(window.upTo(), truth.count(window), List.of()));
    }

    /** Every day is complete, and each with calls left to read was read on its own. */
    void checkNothingWasLeftOut(Collection<Day> waiting) {
        for (Day day = first; day.compareTo(end) < 0; day = day.next()) {
            Instant from = calendar.floor().isAfter(day.start()) ? calendar.floor() : day.start();
            Instant begun = stored.containsKey(day) ? stored.get(day).endTime() : from;
            boolean occupied = begun.isBefore(day.end()) && truth.count(new Window(begun, day.end())) > 0;
            assertThat(calendar.watermark(day).isComplete())
                    .as("%s", day)
                    .isEqualTo(!waiting.contains(day) || !begun.isBefore(day.end()));
            assertThat(!occupied || waiting.contains(day) || readOnTheirOwn.contains(day))
                    .as("%s has calls and was read on its own", day)
                    .isTrue();
            if (readOnTheirOwn.contains(day) && calendar.watermark(day).calls() != null) {
                long before = stored.containsKey(day) ? stored.get(day).calls() : 0;
                long calls = begun.isBefore(day.end()) ? truth.count(new Window(begun, day.end())) : 0;
                assertThat(calendar.watermark(day).calls()).isEqualTo(before + calls);
            }
        }
    }

    /** One for each answer. */
    List<Window> asked() {
        return asked;
    }

    Calendar calendar() {
        return calendar;
    }
}
