package io.github.mpcconnect.metrics;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Hashtable;
import java.util.List;
import java.util.Map;
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
 * Registers an account's metrics in JMX under {@code plivo.mpc:type=account-metrics,connector=...,account=...} until
 * closed. If several beans have the same name, the newest one is registered, and closing an older one does not affect
 * it. Plain JMX is used so that the name is the same in every version of Connect.
 */
public final class MetricsBean implements DynamicMBean, AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(MetricsBean.class);

    /** The registered bean of each name, guarded by itself: tasks start and stop on any thread. */
    private static final Map<ObjectName, MetricsBean> REGISTERED = new HashMap<>();

    private final AccountMetrics metrics;
    private final ObjectName name;

    private MetricsBean(AccountMetrics metrics, ObjectName name) {
        this.metrics = metrics;
        this.name = name;
    }

    /** Registers the metrics. A failure is logged, and the account is read without metrics in JMX. */
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
            LOG.warn("Cannot register the metrics of account {} in JMX; continuing without them", account, e);
            return new MetricsBean(metrics, null);
        }
    }

    private void register() throws JMException {
        MBeanServer server = ManagementFactory.getPlatformMBeanServer();
        synchronized (REGISTERED) {
            if (server.isRegistered(name)) {
                LOG.info("Replacing the metrics {} of an earlier task", name);
                server.unregisterMBean(name);
            }
            server.registerMBean(this, name);
            REGISTERED.put(name, this);
        }
    }

    @Override
    public void close() {
        synchronized (REGISTERED) {
            if (name == null || !REGISTERED.remove(name, this)) {
                return;
            }
            try {
                ManagementFactory.getPlatformMBeanServer().unregisterMBean(name);
            } catch (JMException e) {
                LOG.warn("Cannot unregister the metrics {} from JMX", name, e);
            }
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
        return new MBeanInfo(
                getClass().getName(),
                "The metrics of a Plivo account that the connector reads",
                attributes,
                null,
                null,
                null);
    }
}
