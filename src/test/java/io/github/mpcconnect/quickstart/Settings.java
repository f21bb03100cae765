package io.github.mpcconnect.quickstart;

import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;

/**
 * What the environment asks for. The token is not among it: the worker reads it itself.
 *
 * @param once end when the history is in Kafka
 * @param authId null: the simulated account
 * @param apiUrl null: the connector's default
 * @param bootstrapServers null: a broker in this JVM
 */
record Settings(boolean once, String authId, String apiUrl, String bootstrapServers, Path workerLog) {

    static final String WORKER_LOG = "worker.log";

    /** @throws IllegalArgumentException with a sentence, where only half of the credentials is set */
    static Settings of(Map<String, String> env, Properties properties) {
        String authId = given(env, "PLIVO_AUTH_ID");
        if ((authId == null) != (given(env, "PLIVO_AUTH_TOKEN") == null)) {
            throw new IllegalArgumentException(
                    "Set both PLIVO_AUTH_ID and PLIVO_AUTH_TOKEN for your account, or neither for a simulated one.");
        }
        return new Settings(
                Boolean.parseBoolean(properties.getProperty("quickstart.once")),
                authId,
                given(env, "PLIVO_API_URL"),
                given(env, "KAFKA_BOOTSTRAP_SERVERS"),
                Path.of(properties.getProperty(WORKER_LOG, "target/quickstart/worker.log")));
    }

    boolean isSimulated() {
        return authId == null;
    }

    boolean hasOwnBroker() {
        return bootstrapServers == null;
    }

    private static String given(Map<String, String> env, String name) {
        String value = env.get(name);
        return value == null || value.isBlank() ? null : value.strip();
    }
}
