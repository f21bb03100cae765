package io.github.mpcconnect.simulation;

import io.github.mpcconnect.config.RecordSettings.OnMalformed;
import io.github.mpcconnect.offset.DayOffset;
import io.github.mpcconnect.offset.DayStatus;
import io.github.mpcconnect.offset.Gaps;
import io.github.mpcconnect.simulation.Kafka.Consumer;
import io.github.mpcconnect.simulation.Trace.Tally;
import io.github.mpcconnect.simulation.World.AccountStory;
import io.github.mpcconnect.timeline.Day;
import io.github.mpcconnect.timeline.Stretches;
import io.github.mpcconnect.timeline.Window;

import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** What is stored of the days of one account: no offset is ahead of what left, and final days stay final. */
final class OffsetCheck {

    private final World world;
    private final AccountStory story;
    private final Consumer consumer;
    private final Tally tally;
    private final Map<Day, DayOffset> offsets = new TreeMap<>();
    private final Map<Day, Instant> finalAt = new HashMap<>();
    private final Set<Day> altered = new HashSet<>();
    private final Set<Day> reset = new HashSet<>();

    OffsetCheck(World world, AccountStory story, Consumer consumer, Tally tally) {
        this.world = world;
        this.story = story;
        this.consumer = consumer;
        this.tally = tally;
    }

    Map<Day, DayOffset> offsets() {
        return offsets;
    }

    /** When a day became final; null where it is not. */
    Instant finalAt(Day day) {
        return finalAt.get(day);
    }

    /** Whether a day was altered over REST: nothing is known of it. */
    boolean isAltered(Day day) {
        return altered.contains(day);
    }

    boolean isReset(Day day) {
        return reset.contains(day);
    }

    /** Whether a day was altered over REST or is read again. */
    boolean isUnknown(Day day) {
        return altered.contains(day) || reset.contains(day);
    }

    void altered(Day day) {
        altered.add(day);
        offsets.remove(day);
        finalAt.remove(day);
    }

    /** @param repeats whether records may be repeated: then a day may be read again */
    void stored(DayOffset offset, Instant now, boolean repeats) {
        Day day = offset.day();
        DayOffset before = offsets.put(day, offset);
        if (before != null && Resets.isReset(before, offset)) {
            reset.add(day);
            tally.add("days reset", 1);
            if (!repeats) {
                Resets.requireReason(story, day);
            }
        }
        if (offset.status().isFinal()) {
            requireAge(offset, now);
            finalAt.putIfAbsent(day, now);
        } else if (finalAt.remove(day) != null && !repeats) {
            throw new Violation("2-final-day-open-again", day + " at " + now);
        }
        if (!altered.contains(day)) {
            story.calls().forEach(call -> requireSent(call, offset));
        }
    }

    /** Days are audited until they are old enough. */
    private void requireAge(DayOffset offset, Instant now) {
        Instant old = offset.day().end().plus(world.auditDays());
        if (offset.status() == DayStatus.CLOSED && now.isBefore(old)) {
            throw new Violation("2-closed-early", offset + " at " + now);
        }
    }

    private void requireSent(CallStory call, DayOffset offset) {
        boolean concerned = call.day().equals(offset.day())
                && call.isPunctual()
                && !call.end().isAfter(offset.endTime())
                && !isInGap(call, offset.gaps());
        if (concerned && !isSent(call)) {
            throw new Violation("2-offset-ahead", call + " is not in Kafka, with " + offset);
        }
    }

    boolean isSent(CallStory call) {
        return call.isMalformed()
                ? world.settings().account().records().onMalformed() == OnMalformed.SKIP
                        || consumer.errors.contains(call.id())
                : consumer.calls.containsKey(call.id());
    }

    static boolean isInGap(CallStory call, Gaps gaps) {
        boolean deferred =
                gaps.deferred().stream().anyMatch(each -> each.mpcUuid().equals(call.id()));
        return deferred || isIn(call, gaps.unread()) || isIn(call, gaps.unproven());
    }

    private static boolean isIn(CallStory call, List<Window> stretches) {
        return stretches.stream()
                .anyMatch(gap -> gap.after().isBefore(call.end()) && !gap.upTo().isBefore(call.end()));
    }

    /** Whether these days are final. Fails where they should be by now. */
    boolean isFinal(Day first, Day last, Instant now, Instant deadline) {
        for (Day day = first; day.compareTo(last) <= 0; day = day.next()) {
            if (!finalAt.containsKey(day)) {
                if (now.isAfter(deadline)) {
                    throw new Violation("3-not-final", day + " at " + now + ": " + offsets.get(day));
                }
                return false;
            }
        }
        return true;
    }

    /** Days that the connector reads again, and whether it may. */
    static final class Resets {

        private static final int CAPACITY = 32;

        private Resets() {}

        /** Whether what had been sent is unread again. */
        static boolean isReset(DayOffset before, DayOffset after) {
            if (!before.endTime().isAfter(before.day().start())) {
                return false;
            }
            Stretches sent = new Stretches();
            sent.add(new Window(before.day().start(), before.endTime()));
            before.gaps().unread().forEach(sent::subtract);
            return after.gaps().unread().stream().anyMatch(sent::intersects);
        }

        /** More calls changed than can be distinguished, or a part of the day cannot be listed. */
        static void requireReason(AccountStory story, Day day) {
            long changing = story.calls().stream()
                    .filter(call -> call.day().equals(day) && !call.isPunctual())
                    .count();
            boolean sick = story.troubles(Trouble.WithSecond.class).stream()
                    .anyMatch(trouble -> Day.of(trouble.second()).equals(day));
            boolean lies = !story.troubles(Trouble.WithLists.class).isEmpty();
            if (changing <= CAPACITY && !sick && !lies) {
                throw new Violation("1-reset-without-reason", day + " with " + changing + " changing calls");
            }
        }
    }
}
