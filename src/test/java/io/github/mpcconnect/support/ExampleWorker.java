package io.github.mpcconnect.support;

import org.apache.kafka.connect.cli.ConnectDistributed;
import org.apache.kafka.connect.cli.ConnectStandalone;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/**
 * A Connect worker in a process of its own, started by Kafka's command from properties files and an environment. Its
 * class path is without the connector, which it finds where {@code plugin.path} says, or not at all.
 */
public final class ExampleWorker implements AutoCloseable {

    private final Process process;
    private final Path log;
    private final URI url;

    private ExampleWorker(Process process, Path log, int port) {
        this.process = process;
        this.log = log;
        this.url = URI.create("http://127.0.0.1:" + port);
    }

    /** A distributed worker; what is put over its example says where things are here. */
    public static ExampleWorker distributed(
            Path directory, Map<String, String> where, Map<String, String> environment) {
        return start(ConnectDistributed.class, Examples.DISTRIBUTED_WORKER, List.of(), directory, where, environment);
    }

    /** A standalone worker with a connector. */
    public static ExampleWorker standalone(
            Path connector, Path directory, Map<String, String> where, Map<String, String> environment) {
        return start(
                ConnectStandalone.class, Examples.STANDALONE_WORKER, List.of(connector), directory, where, environment);
    }

    private static ExampleWorker start(
            Class<?> main,
            Path example,
            List<Path> connectors,
            Path directory,
            Map<String, String> where,
            Map<String, String> environment) {
        int port = Ports.free();
        Path log = Path.of("target", main.getSimpleName() + ".log");
        Map<String, String> props = Examples.read(example);
        props.putAll(where);
        props.put("listeners", "http://127.0.0.1:" + port);
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-Dlog4j2.configurationFile=src/test/resources/log4j2-test.properties",
                "-Dworker.log=" + log,
                "-cp",
                classPath(),
                main.getName(),
                Examples.write(directory.resolve("worker.properties"), props).toString()));
        connectors.forEach(connector -> command.add(connector.toString()));
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.redirectOutput(new File("target", main.getSimpleName() + ".out"));
        builder.environment().putAll(environment);
        try {
            return new ExampleWorker(builder.start(), log, port).awaitHealth();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String classPath() {
        return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
                .filter(entry -> entry.endsWith(".jar"))
                .filter(entry -> !entry.contains("kafka-connect-plivo-mpc"))
                .collect(Collectors.joining(File.pathSeparator));
    }

    private ExampleWorker awaitHealth() {
        try {
            Wait.until("a worker, see " + log, () -> {
                if (!process.isAlive()) {
                    throw new AssertionError("The worker ended, see " + log);
                }
                return isHealthy();
            });
        } catch (AssertionError e) {
            close();
            throw e;
        }
        return this;
    }

    private boolean isHealthy() {
        try {
            rest().get("/health");
            return true;
        } catch (UncheckedIOException | ConnectRest.Refused e) {
            return false;
        }
    }

    /** Connect's REST API. */
    public ConnectRest rest() {
        return new ConnectRest(url);
    }

    /** Stops it as an operator does, and kills it where that takes too long. */
    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(30, TimeUnit.SECONDS)) {
                process.destroyForcibly().waitFor(10, TimeUnit.SECONDS);
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
