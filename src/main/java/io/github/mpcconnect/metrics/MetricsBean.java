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
 * An account's metrics in JMX, under {@code plivo.mpc:type=account-metrics,connector=...,account=...}, while it is
 * open. Of several with one name the newest is shown, and closing an older one does not affect it. Plain JMX, so that
 * every version of Connect shows them in the same place.
 */
public final class MetricsBean implements DynamicMBean, AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(MetricsBean.class);

    /** The bean that is shown under each name; also the lock for changing that. Tasks stop and start on any thread. */
    private static final Map<ObjectName, MetricsBean> SHOWN = new HashMap<>();

    private final AccountMetrics metrics;
    private final ObjectName name;

    private MetricsBean(AccountMetrics metrics, ObjectName name) {
        this.metrics = metrics;
        this.name = name;
    }

    /** Registers metrics. A failure is logged, and reading continues without metrics in JMX. */
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
            LOG.warn(
                    "The metrics of account {} cannot be registered in JMX; reading continues without them",
                    account,
                    e);
            return new MetricsBean(metrics, null);
        }
    }

    private void register() throws JMException {
        MBeanServer server = ManagementFactory.getPlatformMBeanServer();
        synchronized (SHOWN) {
            if (server.isRegistered(name)) {
                LOG.info("The metrics {} replace those of an earlier task", name);
                server.unregisterMBean(name);
            }
            server.registerMBean(this, name);
            SHOWN.put(name, this);
        }
    }

    @Override
    public void close() {
        synchronized (SHOWN) {
            if (name == null || !SHOWN.remove(name, this)) {
                return;
            }
            try {
                ManagementFactory.getPlatformMBeanServer().unregisterMBean(name);
            } catch (JMException e) {
                LOG.warn("The metrics {} cannot be unregistered from JMX", name, e);
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
                getClass().getName(), "Reading the calls of a Plivo account", attributes, null, null, null);
    }
}
