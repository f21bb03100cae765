package io.github.mpcconnect.metrics;

import java.util.HashMap;
import java.util.Map;

/**
 * An account's metrics while the worker shows them. Of several with one name the newest is shown: it takes the place of
 * that of an earlier task that has not stopped yet, and closing the earlier one later does not affect it.
 */
public final class PublishedMetrics implements AutoCloseable {

    /** What is shown under each name; also the lock for changing that. Tasks stop and start on any thread. */
    private static final Map<Name, PublishedMetrics> SHOWN = new HashMap<>();

    /** Where an account's metrics are found: the worker adds connector and task, the connector the account. */
    public record Name(String connector, String task, String account) {}

    /** Shows metrics under a name until it is closed. */
    @FunctionalInterface
    public interface Publisher {

        /** @return closes what it has shown */
        Runnable publish(Name name, AccountMetrics metrics);
    }

    private final Name name;
    private final Runnable withdraw;

    private PublishedMetrics(Name name, Runnable withdraw) {
        this.name = name;
        this.withdraw = withdraw;
    }

    /** Shows metrics, in the place of those that have the same name. */
    public static PublishedMetrics open(Name name, AccountMetrics metrics, Publisher publisher) {
        synchronized (SHOWN) {
            PublishedMetrics earlier = SHOWN.remove(name);
            if (earlier != null) {
                earlier.withdraw.run();
            }
            PublishedMetrics shown = new PublishedMetrics(name, publisher.publish(name, metrics));
            SHOWN.put(name, shown);
            return shown;
        }
    }

    @Override
    public void close() {
        synchronized (SHOWN) {
            if (SHOWN.remove(name, this)) {
                withdraw.run();
            }
        }
    }
}
