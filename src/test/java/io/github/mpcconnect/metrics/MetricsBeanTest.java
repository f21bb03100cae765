package io.github.mpcconnect.metrics;

import io.github.mpcconnect.metrics.PublishedMetrics.Name;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicLong;
import javax.management.Attribute;
import javax.management.AttributeList;
import javax.management.AttributeNotFoundException;
import javax.management.JMException;
import javax.management.MBeanFeatureInfo;
import javax.management.MBeanServer;
import javax.management.ObjectName;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class MetricsBeanTest {

    private static final MBeanServer SERVER = ManagementFactory.getPlatformMBeanServer();

    @Test
    void metrics_are_shown_while_they_are_open() throws JMException {
        AccountMetrics metrics = new AccountMetrics();
        metrics.add(Metric.CALLS, 3);
        ObjectName name = name("shown");
        try (PublishedMetrics open = open(metrics, "shown")) {
            assertThat(open).isNotNull();
            assertThat(SERVER.getAttribute(name, "calls-total")).isEqualTo(3L);
            assertThat(SERVER.getMBeanInfo(name).getAttributes())
                    .extracting(MBeanFeatureInfo::getName)
                    .containsExactlyElementsOf(Arrays.stream(Metric.values())
                            .map(Metric::attribute)
                            .toList());
        }
        assertThat(SERVER.isRegistered(name)).isFalse();
    }

    @Test
    void a_gauge_is_computed_when_it_is_read() throws JMException {
        AtomicLong lag = new AtomicLong(5);
        AccountMetrics metrics = new AccountMetrics();
        metrics.gauge(Metric.LAG_SECONDS, lag::get);
        metrics.gauge(Metric.HISTORY_PROGRESS, () -> 0.25);
        try (PublishedMetrics open = open(metrics, "gauge")) {
            assertThat(open).isNotNull();
            AttributeList both = SERVER.getAttributes(
                    name("gauge"), new String[] {"history-progress", "new-calls-lag-seconds", "unknown"});
            assertThat(both)
                    .containsExactlyInAnyOrder(
                            new Attribute("new-calls-lag-seconds", 5L), new Attribute("history-progress", 0.25));
            lag.set(7);
            assertThat(SERVER.getAttribute(name("gauge"), "new-calls-lag-seconds"))
                    .isEqualTo(7L);
        }
    }

    @Test
    void an_earlier_task_that_stops_late_does_not_remove_the_metrics_of_its_successor() throws JMException {
        AccountMetrics later = new AccountMetrics();
        later.set(Metric.DAYS_OPEN, 2);
        PublishedMetrics earlier = open(new AccountMetrics(), "restart");
        try (PublishedMetrics successor = open(later, "restart")) {
            assertThat(successor).isNotNull();
            earlier.close();

            assertThat(SERVER.getAttribute(name("restart"), "days-open")).isEqualTo(2L);
        }
        assertThat(SERVER.isRegistered(name("restart"))).isFalse();
    }

    @Test
    void closing_twice_does_not_remove_what_was_opened_later() throws JMException {
        PublishedMetrics first = open(new AccountMetrics(), "twice");
        first.close();
        try (PublishedMetrics second = open(new AccountMetrics(), "twice")) {
            assertThat(second).isNotNull();
            first.close();

            assertThat(SERVER.isRegistered(name("twice"))).isTrue();
        }
    }

    @Test
    void metrics_are_read_only_and_unknown_ones_are_rejected() throws JMException {
        try (PublishedMetrics open = open(new AccountMetrics(), "odd")) {
            assertThat(open).isNotNull();
            assertThatThrownBy(() -> SERVER.getAttribute(name("odd"), "unknown"))
                    .isInstanceOf(AttributeNotFoundException.class);
            assertThatThrownBy(() -> SERVER.setAttribute(name("odd"), new Attribute("calls-total", 1L)))
                    .isInstanceOf(AttributeNotFoundException.class);
        }
    }

    /** As Kafka's own reporter writes them. */
    @ParameterizedTest
    @CsvSource({"plivo-mpc, plivo-mpc", "a:b, '\"a:b\"'", "a b, a b", "'a,b', '\"a,b\"'"})
    void names_are_quoted_only_if_they_have_to_be(String connector, String written) throws JMException {
        assertThat(MetricsBean.objectName(new Name(connector, "0", "emea")).getCanonicalName())
                .isEqualTo("kafka.connect:account=emea,connector=" + written + ",task=0,type=plugins");
    }

    @Test
    void every_metric_has_a_name_of_its_own_and_a_sentence() {
        assertThat(Metric.values())
                .extracting(Metric::attribute)
                .doesNotHaveDuplicates()
                .allMatch(attribute -> attribute.matches("[a-z0-9]+(-[a-z0-9]+)*"));
        assertThat(Metric.values()).extracting(Metric::doc).allMatch(doc -> doc.endsWith("."));
    }

    private static PublishedMetrics open(AccountMetrics metrics, String connector) {
        return PublishedMetrics.open(new Name(connector, "0", "emea"), metrics, MetricsBean::publish);
    }

    private static ObjectName name(String connector) throws JMException {
        return new ObjectName("kafka.connect:type=plugins,connector=" + connector + ",task=0,account=emea");
    }
}
