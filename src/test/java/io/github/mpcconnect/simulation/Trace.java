package io.github.mpcconnect.simulation;

import io.github.mpcconnect.batch.Batch;
import io.github.mpcconnect.batch.BatchItem;
import io.github.mpcconnect.batch.DayRow;
import io.github.mpcconnect.batch.EndedCall;
import io.github.mpcconnect.offset.DayOffset;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What happened in a run, for messages; nothing is kept where it is off. */
final class Trace {

    static final Trace OFF = new Trace(false);

    private final boolean on;
    private final List<String> lines = new ArrayList<>();

    private Trace(boolean on) {
        this.on = on;
    }

    static Trace on() {
        return new Trace(true);
    }

    void add(Instant now, String what) {
        if (on) {
            lines.add(now + " " + what);
        }
    }

    void add(Instant now, Batch batch) {
        if (on && batch.after() instanceof DayOffset offset) {
            StringBuilder text = new StringBuilder(batch.account().id() + " " + batch.work() + " ");
            batch.items().forEach(item -> text.append(text(item)).append(' '));
            text.append("-> ").append(offset.day()).append(' ').append(offset.status());
            text.append(" to ").append(offset.endTime()).append(", calls ").append(offset.calls());
            text.append(offset.gaps().isEmpty() ? "" : ", " + offset.gaps());
            lines.add(now + " " + text);
        }
    }

    private static String text(BatchItem item) {
        if (item instanceof EndedCall call) {
            String id = call.call() == null
                    ? "malformed " + call.malformed().mpcUuid()
                    : call.call().mpcUuid();
            return id + "/" + call.change() + "/" + call.source();
        }
        return item instanceof DayRow ? "row" : item.getClass().getSimpleName();
    }

    @Override
    public String toString() {
        return String.join("\n", lines);
    }

    /** How often something happened that is no violation, over all worlds. */
    static final class Tally {

        private final Map<String, Long> counts = new TreeMap<>();

        void add(String what, long count) {
            counts.merge(what, count, Long::sum);
        }

        long of(String what) {
            return counts.getOrDefault(what, 0L);
        }

        void add(Tally other) {
            other.counts.forEach(this::add);
        }

        @Override
        public String toString() {
            return counts.toString();
        }
    }
}
