package io.github.mpcconnect.simulation;

import io.github.mpcconnect.offset.DayOffset;
import io.github.mpcconnect.simulation.World.AccountStory;
import io.github.mpcconnect.timeline.Day;
import io.github.mpcconnect.timeline.Stretches;
import io.github.mpcconnect.timeline.Window;

/** Days that the connector reads again, and whether it may. */
final class Resets {

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

    /** More calls changed than can be told apart, or a part of the day cannot be listed. */
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
