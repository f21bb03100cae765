package io.github.mpcconnect.support;

import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import javax.management.Attribute;
import javax.management.AttributeNotFoundException;
import javax.management.InstanceNotFoundException;
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
            ObjectName name = find(connector, account);
            return name == null ? -1 : ((Number) SERVER.getAttribute(name, metric)).longValue();
        } catch (InstanceNotFoundException | AttributeNotFoundException e) {
            return -1;
        } catch (JMException e) {
            throw new IllegalStateException(e);
        }
    }

    /** All that an account's bean shows, docs included, as text. */
    public static List<String> texts(String connector, String account) {
        try {
            ObjectName name = find(connector, account);
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

    /** The bean of whichever task has the account; null while there is none. */
    private static ObjectName find(String connector, String account) throws JMException {
        ObjectName pattern =
                new ObjectName("kafka.connect:type=plugins,connector=" + connector + ",account=" + account + ",*");
        return SERVER.queryNames(pattern, null).stream().findFirst().orElse(null);
    }
}
