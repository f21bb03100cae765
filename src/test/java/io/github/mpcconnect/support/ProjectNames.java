package io.github.mpcconnect.support;

import io.github.mpcconnect.config.PlivoMpcConfig;
import io.github.mpcconnect.metrics.Metric;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.config.ConfigDef.ConfigKey;
import org.apache.kafka.common.config.ConfigValue;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.connect.json.JsonConverterConfig;
import org.apache.kafka.connect.runtime.SourceConnectorConfig;
import org.apache.kafka.connect.runtime.distributed.DistributedConfig;
import org.apache.kafka.connect.runtime.standalone.StandaloneConfig;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Field;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The names that the project's files, code and build define, and those of Kafka's keys. */
public final class ProjectNames {

    private static final Set<Path> FILES = files();
    private static final String POM = text(Path.of("pom.xml"));
    private static final Set<String> KEYS = keys();
    private static final List<String> VALIDATORS = PlivoMpcConfig.configDef().configKeys().values().stream()
            .map((ConfigKey key) -> String.valueOf(key.validator))
            .toList();

    private ProjectNames() {}

    /** The files of the project, relative to its root. */
    public static Set<Path> all() {
        return FILES;
    }

    public static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public static boolean isFileName(String word) {
        return word.matches("[\\w.-]+\\.(avsc|java|json|jsonl|md|properties|sh|xml|ya?ml)");
    }

    /** Whether a file has this name, in any directory. Kafka's scripts and exported topics are not in the project. */
    public static boolean isFile(String name) {
        return name.matches(".*\\.(sh|jsonl)")
                || FILES.stream().anyMatch(file -> file.getFileName().toString().equals(name));
    }

    /** Whether a {@code -Dtest} selects a test: a class, or a path with wildcards. */
    public static boolean isTest(String test) {
        String glob = test.contains("/") ? "src/test/java/" + test : "src/test/java/**/" + test;
        PathMatcher matcher = FileSystems.getDefault().getPathMatcher("glob:" + glob + ".java");
        return FILES.stream().anyMatch(matcher::matches);
    }

    public static boolean isProfile(String name) {
        return POM.contains("<profile>\n      <id>" + name + "</id>");
    }

    /** Whether the build declares the system property, or a test reads it. */
    public static boolean isSystemProperty(String name) {
        return POM.contains("<" + name + ">")
                || POM.contains("<" + name + "/>")
                || FILES.stream()
                        .filter(file -> file.startsWith("src/test/java"))
                        .filter(file -> !file.endsWith("DocumentationTest.java"))
                        .anyMatch(file -> text(file).contains('"' + name + '"'));
    }

    public static boolean isMetric(String name) {
        return Arrays.stream(Metric.values())
                .anyMatch(metric -> metric.attribute().equals(name));
    }

    /** Whether the rules for Prometheus have an alert of this name. */
    public static boolean isAlert(String name) {
        return text(PrometheusProcess.RULES).contains("- alert: " + name + "\n");
    }

    /**
     * Whether it is a key of the connector or of Kafka; also for {@code prefix.*}, and a value such as newest.first.
     */
    public static boolean isKey(String word) {
        String name = word.replaceFirst("account\\.<\\w+>", "account.emea")
                .replaceFirst(
                        "^(producer\\.override|(key|value)\\.converter|topic\\.creation\\.(history|tables))\\.", "");
        return KEYS.contains(name)
                || name.endsWith(".*") && KEYS.stream().anyMatch(key -> key.startsWith(name.replace("*", "")))
                || VALIDATORS.stream().anyMatch(values -> values.contains(name))
                || word.matches("topic\\.creation\\.\\w+\\.(include|exclude|partitions|replication\\.factor)")
                || name.startsWith("config.providers.env.");
    }

    private static Set<String> keys() {
        Set<String> keys = PlivoMpcConfig.validate(Map.of("accounts", "emea,apac")).configValues().stream()
                .map(ConfigValue::name)
                .collect(Collectors.toCollection(HashSet::new));
        keys.addAll(SourceConnectorConfig.configDef().names());
        keys.addAll(new DistributedConfig(Examples.read(Examples.DISTRIBUTED_WORKER))
                .values()
                .keySet());
        keys.addAll(new StandaloneConfig(Examples.read(Examples.STANDALONE_WORKER))
                .values()
                .keySet());
        keys.addAll(JsonConverterConfig.configDef().names());
        keys.addAll(ProducerConfig.configNames());
        keys.addAll(ConsumerConfig.configNames());
        for (Field field : TopicConfig.class.getFields()) {
            try {
                keys.add(String.valueOf(field.get(null)));
            } catch (IllegalAccessException e) {
                throw new IllegalStateException(e);
            }
        }
        return keys;
    }

    private static Set<Path> files() {
        Set<Path> files = new HashSet<>();
        for (String top : List.of("README.md", "LICENSE", "pom.xml", "config", "docker", "src", ".ci", ".github")) {
            try (Stream<Path> all = Files.walk(Path.of(top))) {
                all.filter(Files::isRegularFile).forEach(files::add);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return files;
    }
}
