package io.github.mpcconnect.metrics;

import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;

/** The metrics of one account. Thread-safe. */
public final class AccountMetrics {

    private final Map<Metric, AtomicLong> values = new EnumMap<>(Metric.class);
    private final Map<Metric, LongSupplier> gauges = new ConcurrentHashMap<>();

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

    /** Sets a metric that can also decrease. */
    public void set(Metric metric, long value) {
        values.get(metric).set(value);
    }

    /**
     * Computes a metric whenever it is read, instead of storing its value.
     *
     * @param value may be called on any thread; must neither block nor throw
     */
    public void gauge(Metric metric, LongSupplier value) {
        gauges.put(metric, value);
    }

    public long value(Metric metric) {
        LongSupplier gauge = gauges.get(metric);
        return gauge == null ? values.get(metric).get() : gauge.getAsLong();
    }
}
