package io.github.mpcconnect;

import io.github.mpcconnect.api.ApiClock;
import io.github.mpcconnect.metrics.AccountMetrics;
import io.github.mpcconnect.metrics.Metric;
import io.github.mpcconnect.metrics.MetricsBean;
import io.github.mpcconnect.metrics.PublishedMetrics.Name;
import io.github.mpcconnect.metrics.PublishedMetrics.Publisher;
import org.apache.kafka.common.MetricName;
import org.apache.kafka.common.metrics.Gauge;
import org.apache.kafka.common.metrics.PluginMetrics;
import org.apache.kafka.connect.source.SourceTaskContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Shows metrics through the worker (KIP-877), so that its reporters see them. Workers before Connect 4.1 cannot do
 * that; there they are in JMX alone, under the same name.
 */
final class WorkerMetrics {

    private static final Logger LOG = LoggerFactory.getLogger(WorkerMetrics.class);

    private WorkerMetrics() {}

    /** What this worker offers. */
    static Publisher of(SourceTaskContext context) {
        try {
            PluginMetrics worker = context.pluginMetrics();
            return (name, metrics) -> publish(worker, name, metrics);
        } catch (NoSuchMethodError | NoClassDefFoundError beforeConnect41) {
            return MetricsBean::publish;
        }
    }

    /**
     * The API's time minus the worker's, in seconds; 0 before the API's is known. Nothing else depends on the worker's.
     */
    static long clockOffset(ApiClock clock) {
        return clock.now()
                .map(now -> Duration.between(Instant.now(), now).toSeconds())
                .orElse(0L);
    }

    /** Plain metrics without sensors: the worker's tasks would share sensors of one name. */
    private static Runnable publish(PluginMetrics worker, Name name, AccountMetrics metrics) {
        List<MetricName> added = new ArrayList<>();
        try {
            for (Metric metric : Metric.values()) {
                MetricName metricName = worker.metricName(
                        metric.attribute(), metric.doc(), new LinkedHashMap<>(Map.of("account", name.account())));
                worker.addMetric(metricName, (Gauge<Object>) (config, now) -> metrics.number(metric));
                added.add(metricName);
            }
        } catch (IllegalArgumentException | IllegalStateException e) {
            LOG.warn("Account {}: the worker does not accept its metrics; continuing without them", name.account(), e);
        }
        return () -> remove(worker, added);
    }

    private static void remove(PluginMetrics worker, List<MetricName> added) {
        try {
            added.forEach(worker::removeMetric);
        } catch (IllegalStateException e) {
            LOG.debug("The worker has removed the metrics of a task before it was stopped", e);
        }
    }
}
