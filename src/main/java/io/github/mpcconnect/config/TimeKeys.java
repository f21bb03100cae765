package io.github.mpcconnect.config;

import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigDef.Importance;
import org.apache.kafka.common.config.ConfigDef.Type;
import org.apache.kafka.common.config.ConfigDef.Width;

import java.util.List;

/** The keys of the group "Time": how much of the past is read, in which order, and when a call counts as past. */
final class TimeKeys {

    static final String START_TIME = "start.time";
    static final String HISTORY_DAYS = "history.days";
    static final String BACKFILL_ORDER = "backfill.order";
    static final String SETTLE_DELAY = "settle.delay.ms";

    static final Choices<BackfillOrder> BACKFILL_ORDERS = new Choices<>(BackfillOrder.class);

    private static final long DAY_MS = 86_400_000;

    private TimeKeys() {}

    static void define(ConfigDef def) {
        Key.define(def, "Time", List.of(startTime(), historyDays(), backfillOrder(), settleDelay()));
    }

    private static Key startTime() {
        return Key.of(START_TIME, Type.STRING, "", Importance.MEDIUM, Width.MEDIUM, "Start time", """
                From when on calls are read, by the time they ended: an ISO-8601 instant with its zone, like
                2026-11-21T00:00:00Z or 2026-11-21T05:30:00+05:30, rounded down to the start of its UTC day. Empty:
                all that the API keeps, that is history.days. It decides only about days of which nothing was read
                yet: a stored offset is never overridden, so to read a day again reset that day's offset.
                """)
                .checkedBy(Checks.instant());
    }

    private static Key historyDays() {
        return Key.of(HISTORY_DAYS, Type.INT, 90, Importance.LOW, Width.SHORT, "History days", """
                How many days back the API can be asked, counted from the API's own clock. Without start.time this
                is how much history is read at first. A smaller number starts later; a larger one helps only where
                Plivo keeps your calls for longer. Days that fall out of this reach unread are named in an error and
                counted.
                """)
                .checkedBy(Checks.between(1, 3_650));
    }

    private static Key backfillOrder() {
        return Key.of(BACKFILL_ORDER, Type.STRING, "newest.first", Importance.LOW, Width.MEDIUM, "Backfill order", """
                In which order history is read. newest.first: new calls go first and arrive within about a minute,
                while history loads behind them from today backwards. oldest.first: everything goes strictly in the
                order of time, so that new calls wait until all of history was read; choose it where consumers need
                that order.
                """)
                .choosing(BACKFILL_ORDERS);
    }

    private static Key settleDelay() {
        return Key.of(SETTLE_DELAY, Type.LONG, 60_000L, Importance.MEDIUM, Width.SHORT, "Settle delay (ms)", """
                How long ago a call must have ended before it is read, in milliseconds by the API's clock. The API
                may list a call, its participants or its bill some time after it ended; the delay waits for that,
                and it is also the least time until a call is in Kafka. Raise it when the audit finds late calls or
                the metric of calls without bill grows; lower it to have calls sooner.
                """)
                .checkedBy(Checks.between(0, DAY_MS));
    }
}
