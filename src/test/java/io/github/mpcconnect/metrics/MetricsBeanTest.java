package io.github.mpcconnect.metrics;

import org.junit.jupiter.api.Test;

import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicLong;
import javax.management.Attribute;
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
    void metrics_are_shown_while_the_bean_is_open() throws JMException {
        AccountMetrics metrics = new AccountMetrics();
        metrics.add(Metric.CALLS, 3);
        ObjectName name = name("shown");
        try (MetricsBean bean = MetricsBean.open(metrics, "shown", "emea")) {
            assertThat(bean.getAttribute("calls-total")).isEqualTo(3L);
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
        try (MetricsBean bean = MetricsBean.open(metrics, "gauge", "emea")) {
            assertThat(bean.getAttributes(new String[] {"new-calls-lag-seconds", "unknown"}))
                    .containsExactly(new Attribute("new-calls-lag-seconds", 5L));
            lag.set(7);
            assertThat(SERVER.getAttribute(name("gauge"), "new-calls-lag-seconds"))
                    .isEqualTo(7L);
        }
    }

    @Test
    void an_earlier_task_that_stops_late_does_not_remove_the_metrics_of_its_successor() throws JMException {
        AccountMetrics later = new AccountMetrics();
        later.set(Metric.DAYS_OPEN, 2);
        MetricsBean cutOff = MetricsBean.open(new AccountMetrics(), "restart", "emea");
        try (MetricsBean successor = MetricsBean.open(later, "restart", "emea")) {
            cutOff.close();

            assertThat(successor.getAttribute("days-open")).isEqualTo(2L);
            assertThat(SERVER.getAttribute(name("restart"), "days-open")).isEqualTo(2L);
        }
        assertThat(SERVER.isRegistered(name("restart"))).isFalse();
    }

    @Test
    void closing_twice_does_not_remove_a_later_bean() throws JMException {
        MetricsBean first = MetricsBean.open(new AccountMetrics(), "twice", "emea");
        first.close();
        try (MetricsBean second = MetricsBean.open(new AccountMetrics(), "twice", "emea")) {
            first.close();

            assertThat(second.getAttribute("retrying")).isEqualTo(0L);
            assertThat(SERVER.isRegistered(name("twice"))).isTrue();
        }
    }

    @Test
    void metrics_are_read_only_and_unknown_ones_are_rejected() {
        try (MetricsBean bean = MetricsBean.open(new AccountMetrics(), "odd", "emea")) {
            assertThatThrownBy(() -> bean.getAttribute("unknown")).isInstanceOf(AttributeNotFoundException.class);
            assertThatThrownBy(() -> bean.setAttribute(new Attribute("calls-total", 1L)))
                    .isInstanceOf(AttributeNotFoundException.class);
        }
    }

    @Test
    void every_metric_has_a_name_of_its_own_and_a_sentence() {
        assertThat(Metric.values())
                .extracting(Metric::attribute)
                .doesNotHaveDuplicates()
                .allMatch(attribute -> attribute.matches("[a-z]+(-[a-z]+)*"));
        assertThat(Metric.values()).extracting(Metric::doc).allMatch(doc -> doc.endsWith("."));
    }

    private static ObjectName name(String connector) throws JMException {
        return new ObjectName("plivo.mpc:type=account-metrics,connector=\"" + connector + "\",account=\"emea\"");
    }
}
