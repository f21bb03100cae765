package io.github.mpcconnect.support;

import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;

import java.util.Map;

/**
 * One broker and worker for all integration tests of a JVM: started by the first, stopped after the last, for which
 * JUnit finds this class by itself. A shutdown hook would not do: Connect has one of its own, runs it at the same time,
 * and waits half a minute for a broker that is gone by then.
 */
public final class SharedCluster implements BeforeAllCallback {

    private static LocalCluster cluster;

    public static synchronized LocalCluster get() {
        if (cluster == null) {
            cluster = LocalCluster.start(Map.of());
        }
        return cluster;
    }

    @Override
    public void beforeAll(ExtensionContext context) {
        context.getRoot()
                .getStore(Namespace.create(SharedCluster.class))
                .getOrComputeIfAbsent(AutoCloseable.class, key -> SharedCluster::close, AutoCloseable.class);
    }

    /** Stops it, if it was ever started. */
    private static synchronized void close() {
        if (cluster != null) {
            cluster.close();
            cluster = null;
        }
    }
}
