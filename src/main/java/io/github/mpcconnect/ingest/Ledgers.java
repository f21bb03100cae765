package io.github.mpcconnect.ingest;

import io.github.mpcconnect.timeline.Calendar;
import io.github.mpcconnect.timeline.Day;
import io.github.mpcconnect.timeline.Ledger;
import io.github.mpcconnect.timeline.Watermark;
import io.github.mpcconnect.timeline.Window;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The ledgers of the audited days: the last so many, up to today. What leaves that span is forgotten. At 8 bytes a call
 * they hold {@link #MOST_IDS} ids a day at most; of calls beyond that only counts and checks are held.
 */
final class Ledgers {

    /** 16 MB a day. */
    private static final int MOST_IDS = 2_000_000;

    private final Calendar calendar;
    private final int auditDays;
    private final Duration interval;
    private final int partCalls;
    private final Map<Day, Ledger> ledgers = new TreeMap<>();
    private final Map<Day, Long> audited = new HashMap<>();
    private Day today;

    /** @param interval how often a day is audited; null for never */
    Ledgers(Calendar calendar, int auditDays, Duration interval, int partCalls) {
        this.calendar = calendar;
        this.auditDays = auditDays;
        this.interval = interval;
        this.partCalls = partCalls;
    }

    /** The days [today - so many, today] are audited from now on. */
    void turnTo(Day newToday, long now) {
        if (interval == null || newToday.equals(today)) {
            return;
        }
        today = newToday;
        ledgers.keySet().removeIf(day -> day.compareTo(first()) < 0);
        audited.keySet().retainAll(ledgers.keySet());
        for (Day day = first(); day.compareTo(today) <= 0; day = day.next()) {
            if (!ledgers.containsKey(day) && !calendar.floor().isAfter(day.start())) {
                open(day, calendar.watermark(day), now);
            }
        }
    }

    private Day first() {
        return today.plus(1L - auditDays);
    }

    private void open(Day day, Watermark mark, long now) {
        ledgers.put(day, new Ledger(day.start(), mark, MOST_IDS, partCalls));
        audited.put(day, now);
    }

    /** A window of a day was handled. */
    void handled(Day day, Window window, CallList list) {
        Ledger ledger = ledgers.get(day);
        if (ledger != null) {
            ledger.add(list.part(window));
        }
    }

    /** A day went back to an earlier watermark. */
    void reopen(Day day, long now) {
        if (ledgers.containsKey(day)) {
            open(day, calendar.watermark(day), now);
        }
    }

    Ledger of(Day day) {
        return ledgers.get(day);
    }

    boolean isAudited(Day day) {
        return ledgers.containsKey(day);
    }

    /** The days whose audit is due, the newest first. */
    List<Day> due(long now) {
        List<Day> due = new ArrayList<>();
        for (Map.Entry<Day, Ledger> entry : ledgers.entrySet()) {
            boolean over = now - audited.get(entry.getKey()) >= interval.toNanos();
            if (over && !entry.getValue().parts().isEmpty()) {
                due.add(0, entry.getKey());
            }
        }
        return due;
    }

    void audited(Day day, long now) {
        audited.put(day, now);
    }
}
