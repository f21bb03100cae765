package io.github.mpcconnect.support;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** A Prometheus that scrapes a JMX exporter, with the configuration, rules and exporter rules of the project. */
public final class PrometheusProcess implements AutoCloseable {

    public static final Path CONFIG = Path.of("config/monitoring/prometheus.yml");
    public static final Path RULES = Path.of("config/monitoring/plivo-mpc-rules.yml");
    public static final Path EXPORTER_RULES = Path.of("config/monitoring/jmx-exporter.yml");

    private static final JsonMapper MAPPER = new JsonMapper();

    private final HttpClient client = HttpClient.newHttpClient();
    private final Process process;
    private final URI url;

    private PrometheusProcess(Process process, URI url) {
        this.process = process;
        this.url = url;
    }

    /** A free port for an exporter. */
    public static int exporterPort() {
        return WorkerProcess.freePort();
    }

    /** The option that makes a JVM export its metrics. */
    public static String exporterAgent(int port) {
        String all = System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
        String jar = Arrays.stream(all.split(File.pathSeparator))
                .filter(entry -> entry.contains("jmx_prometheus_javaagent"))
                .findFirst()
                .orElseThrow();
        return "-javaagent:" + jar + "=127.0.0.1:" + port + ":" + EXPORTER_RULES;
    }

    /**
     * Starts it and waits until it answers; only the intervals, the place of the rules and the target are others than
     * in the example.
     */
    public static PrometheusProcess start(Path directory, int exporterPort) {
        try {
            String config = replaced(
                    Files.readString(CONFIG),
                    Map.of(
                            "interval: 15s",
                            "interval: 2s",
                            RULES.getFileName().toString(),
                            RULES.toAbsolutePath().toString(),
                            "localhost:9404",
                            "127.0.0.1:" + exporterPort));
            Path file = Files.writeString(directory.resolve("prometheus.yml"), config);
            String address = "127.0.0.1:" + WorkerProcess.freePort();
            Process process = new ProcessBuilder(
                            "prometheus",
                            "--config.file=" + file,
                            "--storage.tsdb.path=" + directory.resolve("data"),
                            "--web.listen-address=" + address)
                    .redirectErrorStream(true)
                    .redirectOutput(directory.resolve("prometheus.out").toFile())
                    .start();
            return new PrometheusProcess(process, URI.create("http://" + address)).awaitReady();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String replaced(String text, Map<String, String> changes) {
        String changed = text;
        for (Map.Entry<String, String> change : changes.entrySet()) {
            if (!changed.contains(change.getKey())) {
                throw new IllegalStateException(CONFIG + " does not contain " + change.getKey());
            }
            changed = changed.replace(change.getKey(), change.getValue());
        }
        return changed;
    }

    /** Runs a command of promtool, and returns what it printed, with a last line of its exit code. */
    public static String promtool(String... arguments) {
        List<String> command = new ArrayList<>(List.of("promtool"));
        command.addAll(List.of(arguments));
        try {
            Process process =
                    new ProcessBuilder(command).redirectErrorStream(true).start();
            String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            return output + "\nexit code " + process.waitFor();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** The series that a query yields; none while Prometheus is not ready. */
    public List<JsonNode> query(String expression) {
        String query = URLEncoder.encode(expression, StandardCharsets.UTF_8);
        return get("/api/v1/query?query=" + query)
                .path("data")
                .path("result")
                .valueStream()
                .toList();
    }

    /** The rules as Prometheus has loaded them. */
    public List<JsonNode> rules() {
        return get("/api/v1/rules")
                .path("data")
                .path("groups")
                .valueStream()
                .flatMap(group -> group.path("rules").valueStream())
                .toList();
    }

    private JsonNode get(String path) {
        HttpRequest request = HttpRequest.newBuilder(url.resolve(path)).build();
        try {
            JsonNode answer = MAPPER.readTree(
                    client.send(request, BodyHandlers.ofString()).body());
            if (!answer.path("status").asString("").equals("success")) {
                throw new IllegalArgumentException(path + ": " + answer);
            }
            return answer;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private PrometheusProcess awaitReady() {
        try {
            Wait.until("Prometheus", this::isReady);
            return this;
        } catch (AssertionError e) {
            close();
            throw e;
        }
    }

    private boolean isReady() {
        if (!process.isAlive()) {
            throw new AssertionError("Prometheus ended with " + process.exitValue());
        }
        try {
            HttpRequest request =
                    HttpRequest.newBuilder(url.resolve("/-/ready")).build();
            return client.send(request, BodyHandlers.discarding()).statusCode() == 200;
        } catch (IOException notYet) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        process.destroyForcibly();
        try {
            process.waitFor();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
