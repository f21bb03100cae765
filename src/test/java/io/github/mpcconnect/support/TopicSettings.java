package io.github.mpcconnect.support;

import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.common.config.ConfigResource;

import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/**
 * The settings that a broker has for a topic.
 *
 * @param cleanupPolicy {@code delete} or {@code compact}
 * @param retention what its age may be; negative: any
 */
public record TopicSettings(String cleanupPolicy, Duration retention) {

    private static final String POLICY = "cleanup.policy";
    private static final String RETENTION = "retention.ms";

    /** Those of all topics whose names start so, by name. */
    public static Map<String, TopicSettings> of(String bootstrapServers, String prefix) {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", bootstrapServers))) {
            Map<ConfigResource, Config> configs = admin.describeConfigs(
                            admin.listTopics().names().get(30, TimeUnit.SECONDS).stream()
                                    .filter(name -> name.startsWith(prefix))
                                    .map(name -> new ConfigResource(ConfigResource.Type.TOPIC, name))
                                    .toList())
                    .all()
                    .get(30, TimeUnit.SECONDS);
            return configs.entrySet().stream()
                    .collect(Collectors.toMap(
                            entry -> entry.getKey().name(), entry -> of(entry.getValue()), (a, b) -> a, TreeMap::new));
        } catch (Exception e) {
            throw new IllegalStateException("The broker at " + bootstrapServers + " did not list its topics", e);
        }
    }

    private static TopicSettings of(Config config) {
        return new TopicSettings(
                config.get(POLICY).value(),
                Duration.ofMillis(Long.parseLong(config.get(RETENTION).value())));
    }

    /** History: nothing is deleted, by age or key. */
    public boolean keepsAll() {
        return cleanupPolicy.equals("delete") && retention.isNegative();
    }

    /** A table: the newest of each key stays. */
    public boolean keepsNewest() {
        return cleanupPolicy.equals("compact");
    }
}
