package io.github.mpcconnect.config;

import org.apache.kafka.common.config.ConfigDef.Width;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

import static org.apache.kafka.common.config.ConfigDef.Importance.MEDIUM;

/**
 * The group "History": how much of the past is read, and in which order.
 *
 * @param startTime where history begins, rounded down to its UTC day; empty: all that the API keeps
 * @param days how many days back the API returns calls
 */
public record HistorySettings(Optional<Instant> startTime, int days, BackfillOrder order) {

    /** The order in which history is read: {@code backfill.order}. */
    public enum BackfillOrder implements Choice {
        /** New calls first, history behind them, from today backwards. */
        NEWEST_FIRST,
        /** In the order of time; new calls wait for all of history. */
        OLDEST_FIRST
    }

    static final String START_TIME = "start.time";
    private static final String DAYS = "history.days";
    private static final String ORDER = "backfill.order";

    static final Key.Group KEYS = new Key.Group(
            "History",
            Key.text(START_TIME, "")
                    .importance(MEDIUM)
                    .validator(Checks.instant())
                    .described("Start time", """
                    Where history begins, by the time that calls ended: an ISO-8601 instant with its time zone, like
                    2026-11-21T00:00:00Z or 2026-11-21T05:30:00+05:30, rounded down to the start of its UTC day. Empty:
                    all that the API keeps, which is history.days. It applies only to days without a stored offset. A
                    stored offset is never overridden: to read a day again, reset that day's offset.
                    """),
            Key.number(DAYS, 90, 1, 3_650).described("History days", """
                    How many days back the API returns calls, by the API's own clock. Without start.time, history begins
                    there. A larger number helps only where Plivo keeps your calls for longer than 90 days; to load less
                    history use start.time. Days that leave the API's reach before they were read are named in an error
                    message and counted in a metric.
                    """),
            Key.choice(ORDER, BackfillOrder.NEWEST_FIRST).width(Width.MEDIUM).described("Backfill order", """
                    The order in which history is read. newest.first: new calls have priority and arrive within about a
                    minute, while history loads behind them from today backwards. oldest.first: everything is read in
                    the order of time, so new calls wait until all of history has been read; choose it where consumers
                    need that order.
                    """));

    static HistorySettings of(ConfigValues values) {
        return new HistorySettings(
                values.instant(START_TIME), values.number(DAYS), values.choice(BackfillOrder.class, ORDER));
    }

    /** How far back the API returns calls. */
    public Duration reach() {
        return Duration.ofDays(days);
    }
}
