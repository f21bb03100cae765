package io.github.mpcconnect.simulation;

import io.github.mpcconnect.config.AccountSettings;
import io.github.mpcconnect.config.HistorySettings.BackfillOrder;
import io.github.mpcconnect.simulation.CallStory.Version;
import io.github.mpcconnect.simulation.Trace.Tally;
import io.github.mpcconnect.simulation.World.AccountStory;
import io.github.mpcconnect.simulation.World.Span;
import io.github.mpcconnect.timeline.Day;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** Where nothing is wrong, counts find late calls, and looks for bills find those, long before the next listing. */
final class AuditCheck {

    /** For the lists and the participants that an audit reads, and the clock's whole seconds. */
    private static final Duration SLACK = Duration.ofSeconds(90);

    /** Audits get a fifth of the allowance while history waits. */
    private static final Duration SMALL_ALLOWANCE_SLACK = Duration.ofMinutes(5);

    private static final int SMALL_ALLOWANCE = 100;
    private static final Duration SETTLED = Duration.ofMinutes(10);
    private static final int MAX_DOUBLINGS = 10;

    /** Late bills that no listing can have found, because none was due. */
    static final String BILLS_BEFORE_LISTINGS = "bills found before a listing was due";

    private final AccountCheck check;
    private final World world;
    private final AccountStory story;
    private final List<Span> notRunning;
    private final AccountSettings settings;
    private final Duration interval;

    AuditCheck(AccountCheck check, List<Span> notRunning) {
        this.check = check;
        this.world = check.world();
        this.story = check.story();
        this.notRunning = notRunning;
        this.settings = world.settings().account();
        this.interval = settings.audit().interval();
    }

    void check(Tally tally) {
        if (settings.history().order() != BackfillOrder.NEWEST_FIRST
                || settings.audit().days() == 0
                || world.slow()) {
            return;
        }
        for (CallStory call : story.calls()) {
            if (!call.moves()
                    && !call.isMalformed()
                    && call.hidden().isEmpty()
                    && !check.days().isAltered(call.day())) {
                late(call, tally);
                bill(call, tally);
            }
        }
    }

    /** A count that differs has the day listed, at once unless earlier listings for a count found nothing. */
    private void late(CallStory call, Tally tally) {
        Instant visible = call.visibleFrom();
        boolean isLate =
                visible.isAfter(call.end().plus(settings.ended().settleDelay()).plus(SETTLED));
        if (!isLate || visible.isBefore(world.start().plus(SETTLED))) {
            return;
        }
        Instant counted = awake(visible.plus(interval).plus(slack()));
        Instant due =
                awake(counted.plus(backoff(changes(call.day(), counted) - 1)).plus(slack()));
        if (isExpected(call, visible, due)) {
            tally.add("late calls found by counts", 1);
            AccountCheck.First sent = check.first().get(call.id());
            if (sent == null || sent.at().isAfter(due)) {
                throw new Violation("3-late-call-found-late", call + " sent " + sent + ", due " + due);
            }
        }
    }

    /**
     * A look for bills waits twice as long as the one before. Calls that were sent without a bill since the last look
     * are due after an interval: this look doubles the wait too. Where the day was listed, the next look waits longer.
     */
    private void bill(CallStory call, Tally tally) {
        AccountCheck.First sent = check.first().get(call.id());
        Version billed = call.versions().stream()
                .filter(version -> version.bill() != null)
                .findFirst()
                .orElse(null);
        boolean isLate = sent != null && billed != null && billed.from().isAfter(sent.at());
        if (!isLate || call.visibleFrom().isAfter(call.end()) || !sent.at().isAfter(world.start())) {
            return;
        }
        Instant opened = max(world.start(), call.day().start());
        boolean isListed = mayBeListed(call.day(), opened, billed.from());
        Duration wait = untilLook(call.day(), billed.from()).multipliedBy(isListed ? 2 : 1);
        Instant due = awake(billed.from()
                .plus(shorter(wait, settings.audit().listingInterval()))
                .plus(slack()));
        if (isExpected(call, opened, due)) {
            tally.add("bills found by looks", 1);
            Instant found = check.billedAt(call.id());
            if (found == null || found.isAfter(due)) {
                throw new Violation("3-bill-found-late", call + " billed " + found + ", due " + due);
            }
            tally.add(BILLS_BEFORE_LISTINGS, mayBeListed(call.day(), opened, found) ? 0 : 1);
        }
    }

    /** Listings are due at an interval after a day was opened, and after the number of its calls changed. */
    private boolean mayBeListed(Day day, Instant opened, Instant until) {
        return changes(day, until) > 0
                || !until.isBefore(opened.plus(settings.audit().listingInterval()));
    }

    /**
     * How long the next look for bills of a day is away at most. Looks at 0, 1, 3, 7, ... intervals after the first
     * call without a bill are as far away as that call, and one interval. Each further look doubles this.
     */
    private Duration untilLook(Day day, Instant now) {
        List<Instant> sent = check.sentUnbilled(day).stream()
                .filter(each -> !each.isAfter(now))
                .toList();
        Instant covered = Instant.MIN;
        int looks = 0;
        for (Instant each : sent) {
            if (each.isAfter(covered)) {
                covered = looks == 0 ? each : max(each, covered.plus(interval));
                looks++;
            }
        }
        Duration wait = Duration.between(sent.get(0), now).plus(interval);
        return wait.multipliedBy(1L << Math.min(looks - 1, MAX_DOUBLINGS));
    }

    /** Back-off after so many times. */
    private Duration backoff(long times) {
        if (times < 0) {
            return Duration.ZERO;
        }
        Duration wait = interval.multipliedBy(1L << Math.min(times, MAX_DOUBLINGS));
        return shorter(wait, settings.audit().listingInterval());
    }

    private static Duration shorter(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? one : other;
    }

    private Duration slack() {
        return world.settings().account().requests().limit() < SMALL_ALLOWANCE ? SMALL_ALLOWANCE_SLACK : SLACK;
    }

    /** How often the number of the day's calls changed by then. */
    private long changes(Day day, Instant until) {
        long changes = 0;
        for (CallStory call : story.calls()) {
            for (Version version : call.versions()) {
                boolean isMove = call.moves() && !version.from().isAfter(until);
                boolean concerned =
                        Day.of(version.end()).equals(day) || call.day().equals(day);
                changes += isMove && concerned ? 1 : 0;
            }
            if (call.day().equals(day)) {
                boolean late = call.visibleFrom().isAfter(call.end())
                        && !call.visibleFrom().isAfter(until);
                changes += late ? 1 : 0;
                changes += call.hidden().stream()
                        .filter(span -> !span.from().isAfter(until))
                        .mapToLong(span -> span.until().isAfter(until) ? 1 : 2)
                        .sum();
            }
        }
        return changes;
    }

    private boolean isExpected(CallStory call, Instant from, Instant due) {
        Instant finalAt = check.days().finalAt(call.day());
        boolean open = finalAt == null || finalAt.isAfter(due);
        boolean read = call.day().compareTo(check.firstInReach(world.start())) >= 0
                && call.day().compareTo(world.lastDay()) <= 0
                && call.day().compareTo(check.firstInReach(due)) > 0;
        boolean undisturbed =
                world.events().stream().noneMatch(event -> event.at().isBefore(due));
        boolean healthy =
                story.troubles().stream().noneMatch(trouble -> trouble.when().overlaps(from.minus(interval), due));
        boolean isHealthyDay = story.troubles().stream()
                .noneMatch(trouble ->
                        trouble.when().overlaps(world.start(), due) && !(trouble instanceof Trouble.WithParticipants));
        return open && read && undisturbed && healthy && isHealthyDay;
    }

    /** When the machine is awake, then or later. */
    private Instant awake(Instant time) {
        return notRunning.stream()
                .filter(span -> span.contains(time))
                .map(span -> span.until().plus(slack()))
                .max(Instant::compareTo)
                .orElse(time);
    }

    private static Instant max(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }
}
