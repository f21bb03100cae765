package io.github.mpcconnect.metrics;

import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;

/** One account's metrics. Safe for use by several threads. */
public final class AccountMetrics {

    private final Map<Metric, AtomicLong> values = new EnumMap<>(Metric.class);

    public AccountMetrics() {
        for (Metric metric : Metric.values()) {
            values.put(metric, new AtomicLong());
        }
    }

    public void add(Metric metric) {
        add(metric, 1);
    }

    public void add(Metric metric, long count) {
        values.get(metric).addAndGet(count);
    }

    /** For what goes up and down. */
    public void set(Metric metric, long value) {
        values.get(metric).set(value);
    }

    public long value(Metric metric) {
        return values.get(metric).get();
    }
}
