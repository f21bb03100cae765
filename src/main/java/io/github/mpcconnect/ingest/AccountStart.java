package io.github.mpcconnect.ingest;

import io.github.mpcconnect.config.HistorySettings;
import io.github.mpcconnect.metrics.AccountMetrics;
import io.github.mpcconnect.metrics.Metric;
import io.github.mpcconnect.offset.OffsetLookup.Stored;
import io.github.mpcconnect.timeline.Day;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/** Determines where the history of an account starts, and which days are lost because the API no longer has them. */
final class AccountStart {

    private static final Logger LOG = LoggerFactory.getLogger(AccountStart.class);

    /** Lost days are reported even if the connector was stopped for this long beyond the API's retention. */
    private static final int MAX_STOP_DAYS = 365;

    private final String account;
    private final HistorySettings settings;
    private final AccountMetrics metrics;
    private final Reach reach;

    AccountStart(String account, HistorySettings settings, AccountMetrics metrics) {
        this.account = account;
        this.settings = settings;
        this.metrics = metrics;
        this.reach = new Reach(settings.reach());
    }

    Reach reach() {
        return reach;
    }

    /**
     * The first day of history: the day of {@code start.time} or, if that is empty or too early, the first day that the
     * API can return.
     */
    Day first(Instant now) {
        Day first = reach.first(now);
        return start().filter(start -> start.compareTo(first) > 0).orElse(first);
    }

    private Optional<Day> start() {
        return settings.startTime().map(Day::startingAt);
    }

    /**
     * The days whose offsets are looked up: those that can be read, and earlier ones that a previous run may have
     * stored.
     */
    List<Day> lookedUp(Instant now) {
        List<Day> days = new ArrayList<>();
        Day last = Day.of(now).next();
        Day earliest = reach.first(now).plus(-settings.days() - MAX_STOP_DAYS);
        for (Day day = earliest; day.compareTo(last) <= 0; day = day.next()) {
            days.add(day);
        }
        return days;
    }

    /** Logs and counts the days that should have been read but have expired in the API. */
    void reportLost(Instant now, Stored stored) {
        List<Day> lost = lost(now, stored);
        if (!lost.isEmpty()) {
            reportLost(lost);
        }
    }

    void reportLost(List<Day> lost) {
        metrics.add(Metric.DAYS_LOST, lost.size());
        LOG.error(
                "Account {}: {} days expired in the API before they were read, and their calls cannot be retrieved:"
                        + " {} to {} (history.days={})",
                account,
                lost.size(),
                lost.get(0),
                lost.get(lost.size() - 1),
                settings.days());
    }

    private List<Day> lost(Instant now, Stored stored) {
        Day first = reach.first(now);
        List<Day> lost = new ArrayList<>();
        Day from = firstExpected(stored);
        for (Day day = from == null ? first : from; day.compareTo(first) < 0; day = day.next()) {
            if (!stored.days().containsKey(day)) {
                lost.add(day);
            }
        }
        return lost;
    }

    /**
     * The first day that this or an earlier run had to read; null if the API can still return it. A day without calls
     * stores nothing before its end, so the newest stored day may suggest a start that is one day too early. In that
     * case the first stored day counts.
     */
    private Day firstExpected(Stored stored) {
        Day start = start().orElse(null);
        if (stored.days().isEmpty()) {
            return start;
        }
        Day newest = Collections.max(stored.days().keySet());
        Day edge = newest.plus(1 - settings.days());
        boolean beganLater = !stored.days().containsKey(edge) && stored.days().containsKey(edge.next());
        Day kept = beganLater ? edge.next() : edge;
        return start != null && start.compareTo(kept) > 0 ? start : kept;
    }
}
