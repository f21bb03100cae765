package io.github.mpcconnect.simulation;

import io.github.mpcconnect.config.HistorySettings.BackfillOrder;
import io.github.mpcconnect.timeline.Day;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;

/** Where all lists are answered, new calls are asked for at each poll interval, whatever fails elsewhere. */
final class StandstillCheck {

    private static final Duration SLACK = Duration.ofSeconds(3);

    /** After a start, permits that an earlier task may have used come back first. */
    private static final Duration AFTER_START = Duration.ofSeconds(8);

    private final World world;
    private final Map<String, Server> servers;
    private Duration awakeSince;

    StandstillCheck(World world, Map<String, Server> servers) {
        this.world = world;
        this.servers = servers;
    }

    void started(Duration elapsed) {
        awakeSince = elapsed.plus(AFTER_START);
    }

    void awake(Duration elapsed) {
        awakeSince = awakeSince.compareTo(elapsed) > 0 ? awakeSince : elapsed;
    }

    void polled(Duration elapsed, Instant now) {
        boolean newestFirst = world.settings().account().history().order() == BackfillOrder.NEWEST_FIRST;
        if (!newestFirst || world.slow() || isAroundMidnight(now)) {
            return;
        }
        Duration bound = world.settings().account().ended().pollInterval().plus(SLACK);
        for (World.AccountStory account : world.accounts()) {
            boolean listsAreFine = account.troubles().stream().allMatch(Trouble.WithParticipants.class::isInstance);
            Duration last = servers.get(account.id()).lastArrival();
            Duration since = last.compareTo(awakeSince) > 0 ? last : awakeSince;
            if (listsAreFine && elapsed.minus(since).compareTo(bound) > 0) {
                throw new Violation("3-stands-still", account.id() + " at " + now + " since " + elapsed.minus(since));
            }
        }
    }

    /** The day that new calls are read of changes. */
    private static boolean isAroundMidnight(Instant now) {
        Day day = Day.of(now);
        return now.isBefore(day.start().plusSeconds(120));
    }
}
