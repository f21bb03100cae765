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
}
