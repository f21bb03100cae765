package io.github.mpcconnect.metrics;

import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;

/** The metrics of one account. Thread-safe. */
public final class AccountMetrics {

    private final Map<Metric, AtomicLong> values = new EnumMap<>(Metric.class);
    private final Map<Metric, Supplier<? extends Number>> gauges = new ConcurrentHashMap<>();

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

    /** Raises a maximum. */
    public void max(Metric metric, long value) {
        values.get(metric).accumulateAndGet(value, Math::max);
    }

    /**
     * Computes a metric whenever it is read, instead of storing its value.
     *
     * @param value may be called on any thread; must neither block nor throw
     */
    public void gauge(Metric metric, Supplier<? extends Number> value) {
        gauges.put(metric, value);
    }

    public long value(Metric metric) {
        return number(metric).longValue();
    }

    /** The value as it is published: a {@code Long}, or a {@code Double} if the unit is a ratio. */
    public Number number(Metric metric) {
        Supplier<? extends Number> gauge = gauges.get(metric);
        return gauge == null ? values.get(metric).get() : gauge.get();
    }
}
