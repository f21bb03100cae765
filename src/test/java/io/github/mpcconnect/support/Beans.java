package io.github.mpcconnect.support;

import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import javax.management.Attribute;
import javax.management.JMException;
import javax.management.MBeanAttributeInfo;
import javax.management.MBeanServer;
import javax.management.ObjectName;

/** What JMX shows of an account's reading. */
public final class Beans {

    private static final MBeanServer SERVER = ManagementFactory.getPlatformMBeanServer();

    private Beans() {}

    /** A metric's value; -1 while there is none. */
    public static long value(String connector, String account, String metric) {
        try {
            ObjectName name = name(connector, account);
            return SERVER.isRegistered(name) ? (long) SERVER.getAttribute(name, metric) : -1;
        } catch (javax.management.InstanceNotFoundException e) {
            return -1;
        } catch (JMException e) {
            throw new IllegalStateException(e);
        }
    }

    /** All that an account's bean shows, docs included, as text. */
    public static List<String> texts(String connector, String account) {
        try {
            ObjectName name = name(connector, account);
            List<String> texts = new ArrayList<>(List.of(name.toString()));
            for (MBeanAttributeInfo info : SERVER.getMBeanInfo(name).getAttributes()) {
                texts.add(info.toString());
                texts.add(new Attribute(info.getName(), SERVER.getAttribute(name, info.getName())).toString());
            }
            return texts;
        } catch (JMException e) {
            throw new IllegalStateException(e);
        }
    }

    private static ObjectName name(String connector, String account) throws JMException {
        return new ObjectName("plivo.mpc:type=account-metrics,connector=" + ObjectName.quote(connector) + ",account="
                + ObjectName.quote(account));
    }
}
