package io.github.mpcconnect.support;

import java.util.Map;

/** One broker and worker for all integration tests of a run: started by the first, stopped after the last. */
public final class SharedCluster {

    private static LocalCluster cluster;

    private SharedCluster() {}

    public static synchronized LocalCluster get() {
        if (cluster == null) {
            cluster = LocalCluster.start(Map.of());
        }
        return cluster;
    }

    /** Stops it, if it was ever started. */
    static synchronized void close() {
        if (cluster != null) {
            cluster.close();
            cluster = null;
        }
    }
}
