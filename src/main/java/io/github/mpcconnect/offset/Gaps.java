package io.github.mpcconnect.offset;

import io.github.mpcconnect.timeline.Stretches;
import io.github.mpcconnect.timeline.Window;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.List;
import java.util.function.IntPredicate;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/**
 * The gaps of a day, as stored in its offset. Each list is in chronological order.
 *
 * @param unread stretches of which no call was sent
 * @param unproven stretches that were sent as listed, but not proven
 * @param deferred calls that wait for their participants
 */
public record Gaps(List<Window> unread, List<Window> unproven, List<Deferred> deferred) {

    public static final Gaps NONE = new Gaps(List.of(), List.of(), List.of());

    /** In seconds; longer than the distance between any two stretches. */
    private static final long SET_BACK = Window.MAX_LENGTH.toSeconds();

    /**
     * A call that waits for its participants.
     *
     * @param upTo the end of the window that listed the call
     * @param mpcUuid 1 to 64 letters, digits, {@code -} or {@code _}
     * @param since when the call was deferred, truncated to the minute
     */
    public record Deferred(Instant upTo, String mpcUuid, Instant since) {

        private static final Pattern ID = Pattern.compile("[A-Za-z0-9_-]{1,64}");

        public Deferred {
            if (!ID.matcher(mpcUuid).matches()) {
                throw new IllegalArgumentException(
                        "The id of a deferred call has 1 to 64 letters, digits, - or _, not " + mpcUuid);
            }
            since = since.truncatedTo(ChronoUnit.MINUTES);
        }
    }

    public boolean isEmpty() {
        return unread.isEmpty() && unproven.isEmpty() && deferred.isEmpty();
    }

    public int size() {
        return unread.size() + unproven.size() + deferred.size();
    }

    /**
     * These gaps with at most {@code max} stretches of each kind, for the text of an offset. (A) Every unread instant
     * stays in a stretch, unread or unproven. (B) An unread stretch contains only unread instants. (C) Unread and
     * unproven stretches never overlap. Touching stretches of the same kind are joined. Beyond the maximum, the two
     * nearest unread stretches become one unproven stretch, and the two nearest unproven stretches are joined. Unproven
     * stretches with an unread one between them are joined last.
     *
     * @param max at least 1
     */
    Gaps bounded(int max) {
        Stretches sent = Stretches.of(unproven);
        Stretches notSent = Stretches.of(unread);
        unproven.forEach(notSent::subtract);
        while (notSent.size() > max) {
            joinNearestUnread(notSent, sent, max);
        }
        joinNearestUnproven(notSent, sent, max);
        return new Gaps(notSent.asList(), sent.asList(), deferred);
    }

    /** Joins disjoint pairs until there are at most {@code max} stretches or no pair is left. */
    private static void joinNearestUnread(Stretches notSent, Stretches sent, int max) {
        List<Window> stretches = notSent.asList();
        for (int i : nearestFirst(stretches, pair -> false)) {
            Window first = stretches.get(i);
            Window second = stretches.get(i + 1);
            if (notSent.size() > max && notSent.covers(first) && notSent.covers(second)) {
                Window joined = new Window(first.after(), second.upTo());
                notSent.subtract(joined);
                sent.add(joined);
            }
        }
    }

    private static void joinNearestUnproven(Stretches notSent, Stretches sent, int max) {
        List<Window> stretches = sent.asList();
        if (stretches.size() <= max) {
            return;
        }
        List<Integer> pairs = nearestFirst(stretches, pair -> notSent.intersects(between(stretches, pair)));
        for (int i : pairs.subList(0, stretches.size() - max)) {
            notSent.subtract(between(stretches, i));
            sent.add(between(stretches, i));
        }
    }

    /**
     * Pairs of neighboring stretches, each as the index of its first stretch: the nearest first, those set back last.
     */
    private static List<Integer> nearestFirst(List<Window> stretches, IntPredicate setBack) {
        long[] ranks = IntStream.range(0, stretches.size() - 1)
                .mapToLong(pair -> between(stretches, pair).seconds() + (setBack.test(pair) ? SET_BACK : 0))
                .toArray();
        return IntStream.range(0, ranks.length)
                .boxed()
                .sorted(Comparator.comparingLong(pair -> ranks[pair]))
                .toList();
    }

    private static Window between(List<Window> stretches, int pair) {
        return new Window(stretches.get(pair).upTo(), stretches.get(pair + 1).after());
    }
}
