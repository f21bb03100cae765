package io.github.mpcconnect.support;

import java.util.Map;

/** One broker and worker for all integration tests of a run: started by the first, stopped when the JVM ends. */
public final class SharedCluster {

    private static LocalCluster cluster;

    private SharedCluster() {}

    public static synchronized LocalCluster get() {
        if (cluster == null) {
            cluster = LocalCluster.start(Map.of());
            Runtime.getRuntime().addShutdownHook(new Thread(cluster::close));
        }
        return cluster;
    }
}
