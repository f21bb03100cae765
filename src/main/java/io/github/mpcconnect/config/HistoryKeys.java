package io.github.mpcconnect.config;

import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigDef.Importance;
import org.apache.kafka.common.config.ConfigDef.Type;
import org.apache.kafka.common.config.ConfigDef.Width;

import java.time.Duration;
import java.util.List;

/** The keys of the group "History": how much of the past is read, and in which order. */
final class HistoryKeys {

    static final String START_TIME = "start.time";
    static final String HISTORY_DAYS = "history.days";
    static final String BACKFILL_ORDER = "backfill.order";

    private static final Choices<BackfillOrder> BACKFILL_ORDERS = new Choices<>(BackfillOrder.class);

    private HistoryKeys() {}

    static void define(ConfigDef def) {
        Key.define(def, "History", List.of(startTime(), historyDays(), backfillOrder()));
    }

    static Duration history(ConfigValues values) {
        return Duration.ofDays(values.number(HISTORY_DAYS));
    }

    static BackfillOrder order(ConfigValues values) {
        return values.choice(BACKFILL_ORDERS, BACKFILL_ORDER);
    }

    private static Key startTime() {
        return Key.of(START_TIME, Type.STRING, "", Importance.MEDIUM, Width.MEDIUM, "Start time", """
                Where history begins, by the time that calls ended: an ISO-8601 instant with its time zone, like
                2026-11-21T00:00:00Z or 2026-11-21T05:30:00+05:30, rounded down to the start of its UTC day. Empty:
                all that the API keeps, which is history.days. It applies only to days without a stored offset.
                A stored offset is never overridden: to read a day again, reset that day's offset.
                """)
                .withValidator(Checks.instant());
    }

    private static Key historyDays() {
        return Key.of(HISTORY_DAYS, Type.INT, 90, Importance.LOW, Width.SHORT, "History days", """
                How many days back the API can be asked, by the API's own clock. Without start.time, history begins
                there. A larger number helps only where Plivo keeps your calls for longer than 90 days; to load less
                history use start.time. Days that leave the API's reach before they were read are named in an error
                message and counted in a metric.
                """)
                .withValidator(Checks.between(1, 3_650));
    }

    private static Key backfillOrder() {
        return Key.of(BACKFILL_ORDER, Type.STRING, "newest.first", Importance.LOW, Width.MEDIUM, "Backfill order", """
                The order in which history is read. newest.first: new calls have priority and arrive within about a
                minute, while history loads behind them from today backwards. oldest.first: everything is read in
                the order of time, so new calls wait until all of history has been read; choose it where consumers
                need that order.
                """)
                .choosing(BACKFILL_ORDERS);
    }
}
