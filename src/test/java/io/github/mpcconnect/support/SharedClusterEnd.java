package io.github.mpcconnect.support;

import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;

/**
 * Stops the shared cluster after the last test of a run. JUnit finds it by itself. A shutdown hook would not do:
 * Connect has one of its own, runs it at the same time, and waits half a minute for a broker that is gone by then.
 */
public final class SharedClusterEnd implements BeforeAllCallback {

    @Override
    public void beforeAll(ExtensionContext context) {
        context.getRoot()
                .getStore(Namespace.create(SharedClusterEnd.class))
                .getOrComputeIfAbsent(AutoCloseable.class, key -> SharedCluster::close, AutoCloseable.class);
    }
}
