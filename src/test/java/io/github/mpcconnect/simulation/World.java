package io.github.mpcconnect.simulation;

import io.github.mpcconnect.config.AccountSettings;
import io.github.mpcconnect.timeline.Day;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * One random world.
 *
 * @param start when the connector starts, by the API's clock
 * @param exactlyOnce whether Kafka stores a batch and its offset in one transaction
 * @param slow whether one batch at most is taken by each poll
 */
record World(
        long seed,
        Instant start,
        Settings settings,
        List<AccountStory> accounts,
        List<Event> events,
        boolean exactlyOnce,
        boolean slow) {

    private static final Duration MAX_LENGTH = Duration.ofDays(5);

    record Settings(AccountSettings account, Duration timeout) {}

    record AccountStory(String id, List<CallStory> calls, List<Trouble> troubles) {

        <T extends Trouble> List<T> troubles(Class<T> kind) {
            return troubles.stream().filter(kind::isInstance).map(kind::cast).toList();
        }

        boolean hasTrouble(String call) {
            return troubles(Trouble.WithParticipants.class).stream()
                    .anyMatch(trouble -> trouble.call().equals(call));
        }
    }

    static World of(long seed) {
        return new WorldMaker(seed).world();
    }

    World with(List<AccountStory> newAccounts, List<Event> newEvents) {
        return new World(seed, start, settings, newAccounts, newEvents, exactlyOnce, slow);
    }

    Duration auditDays() {
        return Duration.ofDays(settings.account().audit().days());
    }

    /** How far the API's clock moves ahead; the connector learns of it a little later. */
    Duration jumps() {
        return events.stream()
                .filter(Event.Jump.class::isInstance)
                .map(event -> ((Event.Jump) event).by())
                .reduce(Duration.ZERO, Duration::plus);
    }

    /** After a jump of more than a day an account begins as at a start, and writes its rows once more. */
    boolean startsAnew() {
        return jumps().toDays() > 0;
    }

    /** When something happens in the world or begins or ends to be wrong, in order. */
    List<Instant> moments() {
        List<Instant> moments = new ArrayList<>();
        moments.add(start);
        for (AccountStory account : accounts) {
            for (CallStory call : account.calls()) {
                moments.add(call.visibleFrom());
                call.versions().forEach(version -> moments.add(version.from()));
                call.hidden().forEach(span -> add(moments, span));
            }
            account.troubles().forEach(trouble -> add(moments, trouble.when()));
        }
        events.forEach(event -> moments.add(event.at()));
        moments.removeIf(moment -> moment.isAfter(start.plus(MAX_LENGTH)));
        moments.sort(Comparator.naturalOrder());
        return moments;
    }

    private static void add(List<Instant> moments, Span span) {
        moments.add(span.from());
        if (!span.isForever()) {
            moments.add(span.until());
        }
    }

    /** The last day that has to become final. */
    Day lastDay() {
        Instant last = start;
        for (AccountStory account : accounts) {
            for (CallStory call : account.calls()) {
                for (CallStory.Version version : call.versions()) {
                    boolean runs =
                            version.end().isAfter(start) && !version.end().isAfter(start.plus(MAX_LENGTH));
                    last = runs && version.end().isAfter(last) ? version.end() : last;
                }
            }
        }
        return Day.of(last);
    }

    @Override
    public String toString() {
        StringBuilder text = new StringBuilder("World " + seed + ", start " + start);
        text.append(exactlyOnce ? ", exactly once" : ", at least once").append(slow ? ", slow" : "");
        text.append('\n').append(settings);
        for (AccountStory account : accounts) {
            text.append("\naccount ").append(account.id());
            account.calls().stream()
                    .sorted(Comparator.comparing(CallStory::end))
                    .forEach(call -> text.append("\n  ").append(call));
            account.troubles().forEach(trouble -> text.append("\n  ").append(trouble));
        }
        events.forEach(event -> text.append('\n').append(event));
        return text.toString();
    }

    /** What happens to the connector, or to the API's clock. */
    sealed interface Event {

        Instant at();

        /** It is killed and starts again after a while. */
        record Crash(Instant at, Duration down) implements Event {}

        /** It is stopped in good order and starts again after a while. */
        record Stop(Instant at, Duration down) implements Event {}

        /** It is not polled for a while. */
        record Pause(Instant at, Duration length) implements Event {}

        /** The API's clock moves ahead. */
        record Jump(Instant at, Duration by) implements Event {}

        /** It is stopped, and the offset of a day is altered; null: reset. */
        record Alter(Instant at, Day day, Instant endTime) implements Event {}
    }

    /** A stretch of the API's time, [from, until). */
    record Span(Instant from, Instant until) {

        static final Instant FOREVER = Instant.MAX;

        static Span of(Instant from, Duration length) {
            return new Span(from, from.plus(length));
        }

        boolean contains(Instant time) {
            return !time.isBefore(from) && time.isBefore(until);
        }

        boolean overlaps(Instant begin, Instant end) {
            return from.isBefore(end) && begin.isBefore(until);
        }

        boolean isForever() {
            return until.equals(FOREVER);
        }

        @Override
        public String toString() {
            return from + (isForever() ? "/forever" : "/" + Duration.between(from, until));
        }
    }

    /** Which days of a world have to be read, and by when they have to be final. */
    static final class DaysInReach {

        private final World world;

        DaysInReach(World world) {
            this.world = world;
        }

        /** The first day that the connector has to read. */
        Day first(Instant now) {
            Day atStart = firstReached(world.start());
            Instant configured =
                    world.settings().account().history().startTime().orElse(null);
            Day start = configured == null ? atStart : max(atStart, Day.startingAt(configured));
            return max(start, firstReached(now));
        }

        private Day firstReached(Instant now) {
            Instant edge =
                    now.minus(world.settings().account().history().reach()).plus(Duration.ofHours(1));
            Day day = Day.startingAt(edge);
            return day.start().isBefore(edge) ? day.next() : day;
        }

        private static Day max(Day one, Day other) {
            return one.compareTo(other) > 0 ? one : other;
        }

        /**
         * When all days up to the last have to be final.
         *
         * @param lastStart of the connector, or when the API's clock jumped
         */
        Instant deadline(Day last, Instant lastStart) {
            Instant base = lastStart.isAfter(last.end()) ? lastStart : last.end();
            for (Instant moment : world.moments()) {
                base = moment.isAfter(base) ? moment : base;
            }
            return base.plus(world.auditDays().multipliedBy(2)).plus(Duration.ofHours(12));
        }
    }
}
