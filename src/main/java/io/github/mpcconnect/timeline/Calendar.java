package io.github.mpcconnect.timeline;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * How far each day was read, and which part of the past is to be read next. A day that nothing is known of is
 * <em>untouched</em>; a run of untouched days is probed by one search, of up to 30 days, before its days are read one
 * by one.
 *
 * <p>Example, newest first on the 21st: the 20th is untouched, so are the days before. (October 22, November 21] is
 * searched. Nothing: the 30 days are complete. Seven calls, all on the first page, on two days by the times they show:
 * the other 28 days are complete, the two are read each on its own. 5,000 calls: the 20th is read on its own, then the
 * 19th, and so on; only after a day turns out to be empty the one after it is probed together with its next.
 *
 * <p>Nothing here says that a call was handled: an empty day is complete because the API was asked and had none.
 */
public final class Calendar {

    private static final int LONGEST_PROBE = (int) Window.LONGEST.toDays();

    /** The API cuts the times that it shows to seconds, so a call may belong to the day on either side of its time. */
    private static final Duration SHOWN_TIME_ERROR = Duration.ofSeconds(1);

    private Instant floor;
    private final boolean newestFirst;
    private final NavigableMap<Day, Watermark> watermarks = new TreeMap<>();
    private final Set<Day> occupied = new HashSet<>();
    private int probeDays = LONGEST_PROBE;

    /**
     * @param floor where the past begins: whole seconds, a day's start or, for the first day, an instant within it
     * @param newestFirst the order in which the past is read
     * @param stored what earlier runs stored
     */
    public Calendar(Instant floor, boolean newestFirst, Map<Day, Watermark> stored) {
        this.floor = floor;
        this.newestFirst = newestFirst;
        watermarks.putAll(stored);
    }

    public Instant floor() {
        return floor;
    }

    /** How far a day was read; for an untouched day its start, or the floor where that lies later. */
    public Watermark watermark(Day day) {
        Watermark known = watermarks.get(day);
        Instant start = floor.isAfter(day.start()) ? floor : day.start();
        if (known == null) {
            return Watermark.none(day, start);
        }
        return known;
    }

    /** True where neither a stored offset nor an answer told anything of the day. */
    public boolean isUntouched(Day day) {
        return !watermarks.containsKey(day);
    }

    /** Takes how far a day is read now; also back, where a window that was begun has to be read again. */
    public void put(Watermark watermark) {
        watermarks.put(watermark.day(), watermark);
    }

    /** Forgets what is known of a day, so that it counts as untouched. */
    public void forget(Day day) {
        watermarks.remove(day);
    }

    /**
     * What to read next of the days before a given one: the rest of a day, or a run of untouched days to be probed.
     * Empty where all of them are complete.
     *
     * @param end the first day that is not asked about
     * @param except days to pass over, because they wait for something
     */
    public Optional<Window> next(Day end, Collection<Day> except) {
        Day first = Day.startingAt(floor);
        Day day = newestFirst ? end.previous() : first;
        while (day.compareTo(first) >= 0 && day.compareTo(end) < 0) {
            if (!watermark(day).isComplete() && !except.contains(day)) {
                return Optional.of(probe(day, first, end, except));
            }
            day = day.plus(step());
        }
        return Optional.empty();
    }

    private Window probe(Day start, Day first, Day end, Collection<Day> except) {
        Day last = start;
        if (isProbed(start, except)) {
            for (int days = 1; days < probeDays; days++) {
                Day next = last.plus(step());
                if (next.compareTo(first) < 0 || next.compareTo(end) >= 0 || !isProbed(next, except)) {
                    break;
                }
                last = next;
            }
        }
        Day oldest = newestFirst ? last : start;
        Day newest = newestFirst ? start : last;
        return new Window(watermark(oldest).endTime(), newest.end());
    }

    private boolean isProbed(Day day, Collection<Day> except) {
        return isUntouched(day) && !occupied.contains(day) && !except.contains(day);
    }

    private int step() {
        return newestFirst ? -1 : 1;
    }

    /** True where a window that {@link #next} gave covers more than one day, so that it is asked only for its count. */
    public static boolean isProbe(Window window) {
        return !Day.startingAt(window.after()).equals(Day.of(window.upTo()));
    }

    /**
     * The past begins later from now on, because the API keeps no more.
     *
     * @return the days that were not read to their end and lie before it
     */
    public List<Day> raiseFloor(Instant newFloor) {
        List<Day> lost = new ArrayList<>();
        for (Day day = Day.startingAt(floor); !day.end().isAfter(newFloor); day = day.next()) {
            if (!watermark(day).isComplete()) {
                lost.add(day);
            }
        }
        floor = newFloor.isAfter(floor) ? newFloor : floor;
        return lost;
    }

    /** How many days before a given one are not read to their end. */
    public long incomplete(Day end) {
        long count = 0;
        for (Day day = Day.startingAt(floor); day.compareTo(end) < 0; day = day.next()) {
            count += watermark(day).isComplete() ? 0 : 1;
        }
        return count;
    }

    /**
     * The API has no call in the run of days: they are complete, and the next probe is longer.
     *
     * @return the days' watermarks
     */
    public List<Watermark> empty(Window window) {
        quiet();
        return complete(window);
    }

    /** A day that was read on its own is empty: the next probe is longer. */
    public void quiet() {
        probeDays = Math.min(LONGEST_PROBE, 2 * probeDays);
    }

    private List<Watermark> complete(Window window) {
        List<Watermark> completed = new ArrayList<>();
        for (Day day = Day.startingAt(window.after()); !day.end().isAfter(window.upTo()); day = day.next()) {
            if (!occupied.contains(day)) {
                Watermark mark = watermark(day).advancedTo(day.end(), 0, Set.of());
                put(mark);
                completed.add(mark);
            }
        }
        return completed;
    }

    /** The run of days has calls, more than one answer tells: its days are read on their own. */
    public void busy() {
        probeDays = 1;
    }

    /**
     * The run of days has just the calls that end at these times, as the API shows them.
     *
     * @return the watermarks of the days that have none
     */
    public List<Watermark> sparse(Window window, Collection<Instant> shownEndTimes) {
        for (Instant shown : shownEndTimes) {
            occupied.add(Day.of(shown.minus(SHOWN_TIME_ERROR)));
            occupied.add(Day.of(shown));
            occupied.add(Day.of(shown.plus(SHOWN_TIME_ERROR)));
        }
        return complete(window);
    }

    /** All that is known, oldest day first. */
    public NavigableMap<Day, Watermark> watermarks() {
        return new TreeMap<>(watermarks);
    }
}
