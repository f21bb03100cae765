package io.github.mpcconnect.reference;

import io.github.mpcconnect.metrics.Metric;
import io.github.mpcconnect.metrics.Metric.Unit;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

import static io.github.mpcconnect.reference.Markdown.code;
import static io.github.mpcconnect.reference.Markdown.heading;
import static io.github.mpcconnect.reference.Markdown.paragraph;
import static io.github.mpcconnect.reference.Markdown.sentence;
import static io.github.mpcconnect.reference.Markdown.table;

/** The metrics of an account, by name. */
final class MetricsChapter {

    private MetricsChapter() {}

    static String text() {
        return heading(2, "Metrics")
                + paragraph("""
                Each account has the MBean `kafka.connect:type=plugins,connector=...,task=...,account=...`, with the
                connector's name, the number of the task, and the account's Auth ID. From Connect 4.1 on, the metrics are
                the worker's (KIP-877), so its metrics reporters receive them as well. On earlier workers they are in JMX
                only, under the same name. Counters end in `-total` and start at 0 with each start of the task. A ratio
                is a double, everything else a long.""")
                + table(
                        List.of("metric", "unit", "description"),
                        Stream.of(Metric.values())
                                .sorted(Comparator.comparing(Metric::attribute))
                                .map(metric -> List.of(
                                        code(metric.attribute()), unit(metric.unit()), sentence(metric.doc()))));
    }

    private static String unit(Unit unit) {
        return unit.name().toLowerCase(Locale.ROOT);
    }
}
