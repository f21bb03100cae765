package io.github.mpcconnect.ingest;

import io.github.mpcconnect.metrics.AccountMetrics;
import io.github.mpcconnect.metrics.Metric;
import io.github.mpcconnect.request.Time;
import io.github.mpcconnect.timeline.Calendar;
import io.github.mpcconnect.timeline.Day;
import io.github.mpcconnect.timeline.Window;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * Decides what of one account is read next: today's new calls whenever they are due, and the past behind them; with the
 * oldest first, the past and then today. Each step does one thing, so that whatever is more urgent waits for no more
 * than that.
 */
final class AccountReader {

    private static final Logger LOG = LoggerFactory.getLogger(AccountReader.class);

    /** How soon to look again at what waits for room; a poll that makes room is noticed at once. */
    private static final Duration LOOK_AGAIN = Duration.ofMillis(500);

    private static final Duration NEVER = Duration.ofDays(1);

    private final Account account;
    private final ReaderSettings settings;
    private final Supplier<Instant> now;
    private final Time time;
    private final Calendar calendar;
    private final DayReader days;
    private final Ledgers ledgers;
    private final Audit audit;
    private final LiveWatch live;
    private final AccountMetrics metrics;
    private final Lane newCalls;
    private final Lane history;
    private final Day firstFront;
    private Instant passHorizon;
    private long passStarted;
    private long lastBeat;
    private boolean historyDone;

    /**
     * @param now the API's now, which is known by then
     * @param calendar what earlier runs stored
     * @param live null where live calls are not looked at
     * @param newCalls the same as {@code history} with the oldest first
     */
    AccountReader(
            Account account,
            ReaderSettings settings,
            Supplier<Instant> now,
            Time time,
            Calendar calendar,
            DayReader days,
            Ledgers ledgers,
            Audit audit,
            LiveWatch live,
            AccountMetrics metrics,
            Lane newCalls,
            Lane history) {
        this.account = account;
        this.settings = settings;
        this.now = now;
        this.time = time;
        this.calendar = calendar;
        this.days = days;
        this.ledgers = ledgers;
        this.audit = audit;
        this.live = live;
        this.metrics = metrics;
        this.newCalls = newCalls;
        this.history = history;
        this.firstFront = Day.of(settled());
        this.passStarted = time.nanos() - settings.pollInterval().toNanos();
        this.lastBeat = time.nanos();
        if (live != null) {
            live.askWhetherSent(this::isSent);
        }
    }

    /** Does the most urgent thing that is due. Returns how long nothing is, zero where something may be at once. */
    Duration step() throws InterruptedException {
        days.repair(history);
        days.repair(newCalls);
        Day today = Day.of(settled());
        ledgers.turnTo(today, time.nanos());
        Duration untilBeat = beat();
        Duration untilLive = live == null ? NEVER : live.step();
        Duration idle = settings.newestFirst() ? newestFirst(front(today), today) : oldestFirst(today);
        return Stream.of(idle, untilLive, untilBeat)
                .min(Comparator.naturalOrder())
                .orElseThrow();
    }

    private Duration newestFirst(Day front, Day today) throws InterruptedException {
        if (beginPass()) {
            return readNew(front, today);
        }
        if (audit.step(this::laneOf)) {
            return Duration.ZERO;
        }
        tellLost();
        Set<Day> except = new HashSet<>(days.waiting());
        except.addAll(newCalls.days());
        Optional<Window> next = calendar.next(front, except);
        if (next.isEmpty()) {
            tellHistoryDone(except);
            return untilNextPass(except);
        }
        return read(next.get());
    }

    private Duration oldestFirst(Day today) throws InterruptedException {
        tellLost();
        Optional<Window> next = calendar.next(today, Set.of());
        if (next.isEmpty()) {
            tellHistoryDone(Set.of());
            if (beginPass()) {
                return readNew(today, today);
            }
            return audit.step(this::laneOf) ? Duration.ZERO : untilNextPass(Set.of());
        }
        boolean waits = days.waiting().contains(Day.of(next.get().upTo()));
        return waits || !history.hasRoom() ? LOOK_AGAIN : read(next.get());
    }

    /**
     * The first of the days whose calls count as new: yesterday, so that its last calls are not left behind at
     * midnight, but no day that was past already when this reader started.
     */
    private Day front(Day today) {
        Day yesterday = today.previous();
        return yesterday.compareTo(firstFront) > 0 ? yesterday : firstFront;
    }

    /** A pass reads all that is settled when it begins; the next one begins a poll interval later. */
    private boolean beginPass() {
        if (passHorizon == null && time.since(passStarted).compareTo(settings.pollInterval()) >= 0) {
            passStarted = time.nanos();
            passHorizon = settled();
        }
        return passHorizon != null;
    }

    private Duration readNew(Day front, Day today) throws InterruptedException {
        if (!newCalls.hasRoom()) {
            return LOOK_AGAIN;
        }
        Set<Day> waiting = days.waiting();
        for (Day day = front; day.compareTo(today) <= 0; day = day.next()) {
            Instant horizon = passHorizon.isBefore(day.end()) ? passHorizon : day.end();
            if (!waiting.contains(day) && calendar.watermark(day).endTime().isBefore(horizon)) {
                days.readOn(day, horizon, newCalls);
                return Duration.ZERO;
            }
        }
        metrics.set(
                Metric.LAG_SECONDS,
                Duration.between(readTo(waiting, front), now.get()).toSeconds());
        metrics.set(Metric.HISTORY_DAYS_LEFT, calendar.incomplete(front));
        passHorizon = null;
        return Duration.ZERO;
    }

    /** Up to when all new calls were read: less than the pass was for where a day waits that does not add up. */
    private Instant readTo(Set<Day> waiting, Day front) {
        return waiting.stream()
                .filter(day -> day.compareTo(front) >= 0)
                .map(day -> calendar.watermark(day).endTime())
                .filter(read -> read.isBefore(passHorizon))
                .min(Comparator.naturalOrder())
                .orElse(passHorizon);
    }

    /** Where a day's late calls and heartbeats go out: behind what of the day is on its way. */
    private Lane laneOf(Day day) {
        boolean isNew = day.compareTo(front(Day.of(settled()))) >= 0;
        return isNew || newCalls.days().contains(day) ? newCalls : history;
    }

    /** Sends heartbeats where they are due. Returns how long none is, when this began. */
    private Duration beat() {
        Duration interval = settings.heartbeatInterval();
        if (interval == null) {
            return NEVER;
        }
        if (time.since(lastBeat).compareTo(interval) >= 0) {
            lastBeat = time.nanos();
            days.beat(this::laneOf);
        }
        return interval.minus(time.since(lastBeat));
    }

    /** What the API keeps no more can never be read. */
    private void tellLost() {
        if (settings.startTime() != null) {
            return;
        }
        Instant floor = now.get().minus(settings.history()).truncatedTo(ChronoUnit.SECONDS);
        List<Day> lost = calendar.raiseFloor(floor);
        if (!lost.isEmpty()) {
            LOG.error(
                    "Account {}: the API keeps {} days, and these fell out of its reach before they were read: {}",
                    account.name(),
                    settings.history().toDays(),
                    lost);
            metrics.add(Metric.DAYS_LOST, lost.size());
        }
    }

    private Duration read(Window window) throws InterruptedException {
        if (!history.hasRoom()) {
            return untilNextPass(Set.of());
        }
        if (Calendar.isProbe(window)) {
            days.probe(window, history);
        } else {
            Day day = Day.of(window.upTo());
            days.readOn(day, day.end(), history);
        }
        return Duration.ZERO;
    }

    private Duration untilNextPass(Set<Day> waiting) {
        Duration left = settings.pollInterval().minus(time.since(passStarted));
        Duration most = waiting.isEmpty() || left.compareTo(LOOK_AGAIN) < 0 ? left : LOOK_AGAIN;
        return most.isNegative() ? Duration.ZERO : most;
    }

    private void tellHistoryDone(Set<Day> waiting) {
        if (!historyDone && waiting.isEmpty()) {
            historyDone = true;
            LOG.info("Account {}: the past is read back to {}", account.name(), calendar.floor());
        }
    }

    private boolean isSent(Instant after, Instant upTo) {
        Set<Day> onTheirWay = new HashSet<>(days.waiting());
        onTheirWay.addAll(newCalls.days());
        onTheirWay.addAll(history.days());
        Instant from = after.isBefore(calendar.floor()) ? calendar.floor() : after;
        for (Day day = Day.of(from); !day.start().isAfter(upTo); day = day.next()) {
            Instant horizon = upTo.isBefore(day.end()) ? upTo : day.end();
            if (onTheirWay.contains(day) || calendar.watermark(day).endTime().isBefore(horizon)) {
                return false;
            }
        }
        return true;
    }

    private Instant settled() {
        return now.get().minus(settings.settleDelay()).truncatedTo(ChronoUnit.SECONDS);
    }
}
