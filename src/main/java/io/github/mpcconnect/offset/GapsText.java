package io.github.mpcconnect.offset;

import io.github.mpcconnect.timeline.Day;
import io.github.mpcconnect.timeline.Stretches;
import io.github.mpcconnect.timeline.Window;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The text form of a day's gaps, separated by spaces and in chronological order: {@code 10:15:03/10:20:00} is unread,
 * {@code 10:15:03/10:20:00?} is unproven, and {@code 10:15:03#<id>@2026-11-21T10:17Z} is a deferred call. Times are
 * UTC; midnight at the end of the day is {@code 24:00:00}.
 */
final class GapsText {

    /** The maximum number of unread stretches, and of unproven ones, in a text. */
    static final int MAX_STRETCHES = 100;

    private static final String TIME = "(24:00:00|(?:[01]\\d|2[0-3]):[0-5]\\d:[0-5]\\d)";
    private static final Pattern STRETCH = Pattern.compile(TIME + "/" + TIME + "(\\??)");
    private static final Pattern DEFERRED =
            Pattern.compile(TIME + "#([A-Za-z0-9_-]{1,64})@(\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d)Z");
    private static final DateTimeFormatter MINUTE =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm'Z'").withZone(ZoneOffset.UTC);

    private final Day day;
    private final List<Window> unread = new ArrayList<>();
    private final List<Window> unproven = new ArrayList<>();
    private final List<Gaps.Deferred> deferred = new ArrayList<>();

    private GapsText(Day day) {
        this.day = day;
    }

    /** The text of the gaps, reduced by {@link Gaps#bounded}; empty without gaps. */
    static String format(Day day, Gaps gaps) {
        Gaps bounded = gaps.bounded(MAX_STRETCHES);
        Stream<String> unread = bounded.unread().stream().map(stretch -> stretch(day, stretch));
        Stream<String> unproven = bounded.unproven().stream().map(stretch -> stretch(day, stretch) + "?");
        Stream<String> deferred = bounded.deferred().stream()
                .map(call -> time(day, call.upTo()) + "#" + call.mpcUuid() + "@" + MINUTE.format(call.since()));
        return Stream.of(unread, unproven, deferred)
                .flatMap(texts -> texts)
                .sorted()
                .collect(Collectors.joining(" "));
    }

    /**
     * Parses the text of a day's gaps.
     *
     * @throws IllegalArgumentException if a gap cannot be read or overlaps another one; the message names the gap
     */
    static Gaps parse(Day day, String text) {
        GapsText gaps = new GapsText(day);
        if (!text.isEmpty()) {
            Stream.of(text.split(" ", -1)).forEach(gaps::read);
        }
        return gaps.checked();
    }

    private static String stretch(Day day, Window window) {
        return time(day, window.after()) + "/" + time(day, window.upTo());
    }

    private static String time(Day day, Instant instant) {
        long seconds = Duration.between(day.start(), instant).toSeconds();
        if (instant.isBefore(day.start()) || instant.isAfter(day.end())) {
            throw new IllegalArgumentException("A gap of " + day + " cannot have the bound " + instant);
        }
        return twoDigits(seconds / 3600) + ":" + twoDigits(seconds / 60 % 60) + ":" + twoDigits(seconds % 60);
    }

    private static String twoDigits(long number) {
        return (number < 10 ? "0" : "") + number;
    }

    private void read(String gap) {
        try {
            if (!isStretch(gap) && !isDeferred(gap)) {
                throw new IllegalArgumentException("it has neither the form of a stretch nor that of a call");
            }
        } catch (IllegalArgumentException | DateTimeException e) {
            throw new IllegalArgumentException('"' + gap + "\" is not a gap of " + day + ": " + e.getMessage(), e);
        }
    }

    private boolean isStretch(String gap) {
        Matcher stretch = STRETCH.matcher(gap);
        if (!stretch.matches()) {
            return false;
        }
        Window window = new Window(instant(stretch.group(1)), instant(stretch.group(2)));
        return (stretch.group(3).isEmpty() ? unread : unproven).add(window);
    }

    private boolean isDeferred(String gap) {
        Matcher call = DEFERRED.matcher(gap);
        if (!call.matches() || !instant(call.group(1)).isAfter(day.start())) {
            return false;
        }
        Instant since = Instant.parse(call.group(3) + ":00Z");
        return deferred.add(new Gaps.Deferred(instant(call.group(1)), call.group(2), since));
    }

    private Instant instant(String time) {
        String[] parts = time.split(":");
        long minutes = Long.parseLong(parts[0]) * 60 + Long.parseLong(parts[1]);
        return day.start().plusSeconds(minutes * 60 + Long.parseLong(parts[2]));
    }

    private Gaps checked() {
        Stretches stretches = new Stretches();
        for (Window window : Stream.concat(unread.stream(), unproven.stream()).toList()) {
            if (stretches.intersects(window)) {
                throw new IllegalArgumentException('"' + stretch(day, window) + "\" overlaps another gap");
            }
            stretches.add(window);
        }
        Set<String> ids = new HashSet<>();
        for (Gaps.Deferred call : deferred) {
            if (!ids.add(call.mpcUuid())) {
                throw new IllegalArgumentException('"' + call.mpcUuid() + "\" is deferred twice");
            }
        }
        deferred.sort(Comparator.comparing(Gaps.Deferred::upTo).thenComparing(Gaps.Deferred::mpcUuid));
        return new Gaps(Stretches.of(unread).asList(), Stretches.of(unproven).asList(), List.copyOf(deferred));
    }
}
