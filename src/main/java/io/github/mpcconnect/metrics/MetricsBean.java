package io.github.mpcconnect.metrics;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.Hashtable;
import java.util.List;
import javax.management.Attribute;
import javax.management.AttributeList;
import javax.management.AttributeNotFoundException;
import javax.management.DynamicMBean;
import javax.management.InstanceAlreadyExistsException;
import javax.management.InstanceNotFoundException;
import javax.management.JMException;
import javax.management.MBeanAttributeInfo;
import javax.management.MBeanInfo;
import javax.management.MBeanServer;
import javax.management.ObjectName;

/**
 * An account's metrics in JMX, under {@code plivo.mpc:type=account-metrics,connector=...,account=...}, for as long as
 * it is open. Plain JMX, so that every version of Connect shows them in the same place.
 */
public final class MetricsBean implements DynamicMBean, AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(MetricsBean.class);

    private final AccountMetrics metrics;
    private final ObjectName name;

    private MetricsBean(AccountMetrics metrics, ObjectName name) {
        this.metrics = metrics;
        this.name = name;
    }

    /** Registers metrics; where that fails, it is logged, and the reading goes on without. */
    public static MetricsBean open(AccountMetrics metrics, String connector, String account) {
        Hashtable<String, String> keys = new Hashtable<>();
        keys.put("type", "account-metrics");
        keys.put("connector", ObjectName.quote(connector));
        keys.put("account", ObjectName.quote(account));
        try {
            MetricsBean bean = new MetricsBean(metrics, new ObjectName("plivo.mpc", keys));
            bean.register();
            return bean;
        } catch (JMException e) {
            LOG.warn("The metrics of account {} are not shown in JMX", account, e);
            return new MetricsBean(metrics, null);
        }
    }

    /** A task that was cut off may have left its own behind: the latest one counts. */
    private void register() throws JMException {
        MBeanServer server = ManagementFactory.getPlatformMBeanServer();
        try {
            server.registerMBean(this, name);
        } catch (InstanceAlreadyExistsException e) {
            LOG.info("The metrics {} replace those of an earlier task", name);
            server.unregisterMBean(name);
            server.registerMBean(this, name);
        }
    }

    @Override
    public void close() {
        if (name == null) {
            return;
        }
        try {
            ManagementFactory.getPlatformMBeanServer().unregisterMBean(name);
        } catch (InstanceNotFoundException e) {
            LOG.debug("The metrics {} are gone already", name, e);
        } catch (JMException e) {
            LOG.warn("The metrics {} cannot be taken out of JMX", name, e);
        }
    }

    @Override
    public Object getAttribute(String attribute) throws AttributeNotFoundException {
        return Arrays.stream(Metric.values())
                .filter(metric -> metric.attribute().equals(attribute))
                .findFirst()
                .map(metrics::value)
                .orElseThrow(() -> new AttributeNotFoundException(attribute));
    }

    @Override
    public AttributeList getAttributes(String[] attributes) {
        List<String> wanted = List.of(attributes);
        AttributeList list = new AttributeList();
        for (Metric metric : Metric.values()) {
            if (wanted.contains(metric.attribute())) {
                list.add(new Attribute(metric.attribute(), metrics.value(metric)));
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
                .map(metric -> new MBeanAttributeInfo(metric.attribute(), "long", metric.doc(), true, false, false))
                .toArray(MBeanAttributeInfo[]::new);
        return new MBeanInfo(getClass().getName(), "The reading of a Plivo account", attributes, null, null, null);
    }
}
