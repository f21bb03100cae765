package io.github.mpcconnect.metrics;

import io.github.mpcconnect.metrics.PublishedMetrics.Name;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.List;
import javax.management.Attribute;
import javax.management.AttributeList;
import javax.management.AttributeNotFoundException;
import javax.management.DynamicMBean;
import javax.management.JMException;
import javax.management.MBeanAttributeInfo;
import javax.management.MBeanInfo;
import javax.management.MBeanServer;
import javax.management.ObjectName;

/**
 * An account's metrics in JMX alone, for workers before Connect 4.1. Name and attributes are those under which later
 * workers show them: {@code kafka.connect:type=plugins,connector=...,task=...,account=...}.
 */
public final class MetricsBean implements DynamicMBean {

    private static final Logger LOG = LoggerFactory.getLogger(MetricsBean.class);

    private static final String PLAIN = "[\\w-%. \t]*";

    private final AccountMetrics metrics;

    private MetricsBean(AccountMetrics metrics) {
        this.metrics = metrics;
    }

    /**
     * Registers metrics. A failure is logged, and reading continues without metrics in JMX.
     *
     * @return removes them
     */
    public static Runnable publish(Name name, AccountMetrics metrics) {
        MBeanServer server = ManagementFactory.getPlatformMBeanServer();
        try {
            ObjectName objectName = objectName(name);
            server.registerMBean(new MetricsBean(metrics), objectName);
            return () -> unregister(server, objectName);
        } catch (JMException e) {
            LOG.warn("Account {}: its metrics cannot be registered in JMX; continuing without them", name.account(), e);
            return () -> {};
        }
    }

    private static void unregister(MBeanServer server, ObjectName name) {
        try {
            server.unregisterMBean(name);
        } catch (JMException e) {
            LOG.warn("The metrics {} cannot be removed from JMX", name, e);
        }
    }

    /** As Kafka's own reporter writes names: values are quoted only if they have to be. */
    static ObjectName objectName(Name name) throws JMException {
        return new ObjectName("kafka.connect:type=plugins,connector=" + quoted(name.connector()) + ",task="
                + quoted(name.task()) + ",account=" + quoted(name.account()));
    }

    private static String quoted(String value) {
        return value.matches(PLAIN) ? value : ObjectName.quote(value);
    }

    @Override
    public Object getAttribute(String attribute) throws AttributeNotFoundException {
        return Arrays.stream(Metric.values())
                .filter(metric -> metric.attribute().equals(attribute))
                .findFirst()
                .map(metrics::number)
                .orElseThrow(() -> new AttributeNotFoundException(attribute));
    }

    @Override
    public AttributeList getAttributes(String[] attributes) {
        List<String> wanted = List.of(attributes);
        AttributeList list = new AttributeList();
        for (Metric metric : Metric.values()) {
            if (wanted.contains(metric.attribute())) {
                list.add(new Attribute(metric.attribute(), metrics.number(metric)));
            }
        }
        return list;
    }

    @Override
    public void setAttribute(Attribute attribute) throws AttributeNotFoundException {
        throw new AttributeNotFoundException("Metrics are read-only: " + attribute.getName());
    }

    @Override
    public AttributeList setAttributes(AttributeList attributes) {
        return new AttributeList();
    }

    @Override
    public Object invoke(String action, Object[] params, String[] signature) {
        throw new UnsupportedOperationException(action);
    }

    @Override
    public MBeanInfo getMBeanInfo() {
        MBeanAttributeInfo[] attributes = Arrays.stream(Metric.values())
                .map(metric -> new MBeanAttributeInfo(
                        metric.attribute(),
                        metric.unit() == Metric.Unit.RATIO ? "double" : "long",
                        metric.doc(),
                        true,
                        false,
                        false))
                .toArray(MBeanAttributeInfo[]::new);
        return new MBeanInfo(
                getClass().getName(), "Reading the calls of a Plivo account", attributes, null, null, null);
    }
}
