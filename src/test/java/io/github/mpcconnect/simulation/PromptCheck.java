package io.github.mpcconnect.simulation;

import io.github.mpcconnect.config.AccountSettings;
import io.github.mpcconnect.config.HistorySettings.BackfillOrder;
import io.github.mpcconnect.simulation.Trace.Tally;
import io.github.mpcconnect.simulation.World.AccountStory;
import io.github.mpcconnect.simulation.World.Span;
import io.github.mpcconnect.timeline.Day;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Healthy new calls are in Kafka in time while the connector runs, also when other things are wrong. Each call is
 * judged as soon as it is due.
 */
final class PromptCheck {

    /** For latencies, the whole seconds of the clock and the intervals of polls. */
    private static final Duration SLACK = Duration.ofSeconds(7);

    /** A machine that slept wakes up earlier before a call ends. */
    private static final Duration AWAKE = Duration.ofSeconds(15);

    private final AccountCheck check;
    private final World world;
    private final AccountStory story;
    private final List<Span> notRunning;
    private final AccountSettings settings;
    private final Deque<Due> waiting;

    /** A healthy call, and when it has to be in Kafka. */
    private record Due(CallStory call, Instant from, Instant at) {}

    /** @param notRunning when the connector did not run, so far */
    PromptCheck(AccountCheck check, List<Span> notRunning) {
        this.check = check;
        this.world = check.world();
        this.story = check.story();
        this.notRunning = notRunning;
        this.settings = world.settings().account();
        this.waiting = waiting();
    }

    private Deque<Due> waiting() {
        if (settings.history().order() != BackfillOrder.NEWEST_FIRST || world.slow()) {
            return new ArrayDeque<>();
        }
        return story.calls().stream()
                .map(call -> new Due(
                        call,
                        call.end().minus(settings.ended().settleDelay()).minusSeconds(60),
                        call.end().plus(bound(call))))
                .filter(due -> isHealthy(due.call(), due.from(), due.at()))
                .sorted(Comparator.comparing(Due::at))
                .collect(Collectors.toCollection(ArrayDeque::new));
    }

    /** What left by now was seen. */
    void polled(Instant now, Tally tally) {
        while (!waiting.isEmpty() && waiting.peek().at().isBefore(now)) {
            Due due = waiting.remove();
            if (isExpected(due)) {
                tally.add("prompt calls", 1);
                requireSent(due, now);
            }
        }
    }

    private void requireSent(Due due, Instant now) {
        AccountCheck.First sent = check.first().get(due.call().id());
        if (sent == null || sent.at().isAfter(due.at())) {
            throw new Violation(
                    "3-late", due.call() + (sent == null ? " not sent at " + now : " " + sent) + ", due " + due.at());
        }
    }

    private boolean isExpected(Due due) {
        Day day = due.call().day();
        return notRunning.stream()
                        .noneMatch(span -> span.overlaps(due.call().end().minus(AWAKE), due.at()))
                && !check.days().isAltered(day)
                && !check.days().isReset(day);
    }

    private boolean isHealthy(CallStory call, Instant from, Instant to) {
        boolean healthy = call.isPunctual() && !call.isMalformed() && !story.hasTrouble(call.id());
        boolean out = story.troubles().stream()
                .anyMatch(trouble -> (trouble instanceof Trouble.Outage || trouble instanceof Trouble.Busy)
                        && trouble.when().overlaps(from.minusSeconds(300), to));
        boolean sickSecond = story.troubles(Trouble.WithSecond.class).stream()
                .anyMatch(trouble ->
                        trouble.touches(call.end().minusMillis(1), call.end().plusSeconds(1)));
        return healthy && from.isAfter(world.start()) && !out && !sickSecond;
    }

    /** What shares a window with something sick, or follows it, waits until that is known to be sick. */
    private Duration bound(CallStory call) {
        int limit = world.settings().account().requests().limit();
        Duration bound = settings.ended()
                .settleDelay()
                .plus(settings.ended().pollInterval())
                .plus(SLACK);
        bound = bound.plusSeconds(limit < 50 ? 40 : limit < 100 ? 8 : 0);
        for (CallStory other : story.calls()) {
            Duration between = Duration.between(other.end(), call.end());
            boolean near = between.toSeconds() > -15 && between.toSeconds() < 300;
            if (near || other.visibleFrom().isBefore(call.end())) {
                for (Trouble.WithParticipants trouble : story.troubles(Trouble.WithParticipants.class)) {
                    boolean now = trouble.when()
                            .overlaps(call.end().minusSeconds(300), call.end().plusSeconds(300));
                    if (near && now && trouble.call().equals(other.id())) {
                        bound = max(
                                bound,
                                settings.ended()
                                        .settleDelay()
                                        .plus(settings.ended().pollInterval())
                                        .plus(wait(trouble.how())));
                    }
                }
            }
        }
        for (Trouble.WithSecond trouble : story.troubles(Trouble.WithSecond.class)) {
            Duration between = Duration.between(trouble.second(), call.end());
            boolean near = between.toSeconds() > -15 && between.toSeconds() < 300;
            if (near) {
                Duration own =
                        settings.ended().settleDelay().plus(settings.ended().pollInterval());
                bound = max(bound, own.plus(wait(trouble.how()).multipliedBy(2)).plus(others()));
            }
        }
        for (Trouble.WithLists trouble : story.troubles(Trouble.WithLists.class)) {
            if (trouble.when().overlaps(call.end().minusSeconds(60), call.end().plusSeconds(60))) {
                bound = bound.plusSeconds(6);
            }
        }
        return bound;
    }

    /** One stretch is halved at a time: behind one whose lists hang another waits for each of its timeouts. */
    private Duration others() {
        long hanging = story.troubles(Trouble.WithSecond.class).stream()
                .filter(trouble -> trouble.how() == Trouble.How.HANG)
                .count();
        return world.settings().timeout().multipliedBy(40 * hanging);
    }

    private Duration wait(Trouble.How how) {
        return switch (how) {
            case FAIL, FAIL_LONG, LATER_PAGES -> Duration.ofSeconds(100);
            case HANG -> world.settings().timeout().multipliedBy(2).plusSeconds(100);
            default -> Duration.ofSeconds(15);
        };
    }

    private static Duration max(Duration one, Duration other) {
        return one.compareTo(other) > 0 ? one : other;
    }

    /** Where all lists are answered, new calls are asked for at each poll interval, also when other requests fail. */
    static final class StandstillCheck {

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
                    throw new Violation(
                            "3-stands-still", account.id() + " at " + now + " since " + elapsed.minus(since));
                }
            }
        }

        /** The day that new calls are read of changes. */
        private static boolean isAroundMidnight(Instant now) {
            Day day = Day.of(now);
            return now.isBefore(day.start().plusSeconds(120));
        }
    }
}
