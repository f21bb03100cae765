package io.github.mpcconnect.support;

import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The examples in {@code config/}, as they are. */
public final class Examples {

    public static final Path STANDALONE_WORKER = Path.of("config/connect-standalone.properties");
    public static final Path DISTRIBUTED_WORKER = Path.of("config/connect-distributed.properties");
    public static final Path STANDALONE = Path.of("config/plivo-mpc-standalone.properties");
    public static final Path DISTRIBUTED = Path.of("config/plivo-mpc-distributed.json");
    public static final Path ACCOUNTS = Path.of("config/plivo-mpc-accounts.json");

    /** The connectors. */
    public static final List<Path> CONNECTORS = List.of(STANDALONE, DISTRIBUTED, ACCOUNTS);

    private static final Pattern PLACEHOLDER = Pattern.compile("\\$\\{env:([^}]*)}");
    private static final JsonMapper MAPPER = new JsonMapper();

    private Examples() {}

    /** A new map of what a file of properties or JSON says. */
    public static Map<String, String> read(Path file) {
        try {
            if (file.toString().endsWith(".json")) {
                return MAPPER.readValue(Files.readString(file), new TypeReference<HashMap<String, String>>() {});
            }
            Properties properties = new Properties();
            try (Reader reader = Files.newBufferedReader(file)) {
                properties.load(reader);
            }
            Map<String, String> map = new HashMap<>();
            properties.stringPropertyNames().forEach(name -> map.put(name, properties.getProperty(name)));
            return map;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Writes properties to a file, and returns it. */
    public static Path write(Path file, Map<String, String> map) {
        Properties properties = new Properties();
        properties.putAll(map);
        try (Writer writer = Files.newBufferedWriter(file)) {
            properties.store(writer, null);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return file;
    }

    /** The names of the environment that a configuration asks for. */
    public static List<String> environment(Map<String, String> config) {
        return config.values().stream()
                .flatMap(value -> PLACEHOLDER.matcher(value).results())
                .map(match -> match.group(1))
                .toList();
    }

    /** The configuration as a worker with that environment passes it to the connector. */
    public static Map<String, String> resolved(Map<String, String> config, Map<String, String> environment) {
        Map<String, String> resolved = new HashMap<>();
        config.forEach((key, value) -> resolved.put(
                key,
                PLACEHOLDER.matcher(value).replaceAll(match -> Matcher.quoteReplacement(value(match, environment)))));
        return resolved;
    }

    private static String value(MatchResult match, Map<String, String> environment) {
        return environment.getOrDefault(match.group(1), match.group());
    }
}
