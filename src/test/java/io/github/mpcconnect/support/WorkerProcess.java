package io.github.mpcconnect.support;

import org.apache.kafka.connect.cli.ConnectDistributed;
import org.apache.kafka.connect.cli.ConnectStandalone;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A Connect worker as a process of its own, started by Kafka's command, with nothing of the project on its class path:
 * it can be killed, and the packaged archive on its plugin path is what is tested.
 */
public final class WorkerProcess implements AutoCloseable {

    private static final Path DIRECTORY = Path.of("target", "worker-process");
    /** The unpacked archive, one copy per JVM of tests. */
    private static final Path PLUGINS =
            PluginArchive.unpackInto(DIRECTORY.resolve("plugins-" + System.getProperty("surefire.forkNumber", "0")));

    private static final String[] QUICK_START = {"-Xmx256m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"};

    /** Worker properties with which a killed worker is soon replaced. */
    public static final Map<String, String> KILLABLE =
            Map.of("session.timeout.ms", "6000", "heartbeat.interval.ms", "1000");

    /**
     * The same with exactly-once. The next worker starts to read when the transaction that a killed one left open has
     * timed out, which by default takes a minute.
     */
    public static final Map<String, String> KILLABLE_EXACTLY_ONCE = Map.of(
            "session.timeout.ms", "6000",
            "heartbeat.interval.ms", "1000",
            "exactly.once.source.support", "enabled",
            "producer.transaction.timeout.ms", "10000");

    /** What G1 reports of the whole heap, and of its young part, which is new since the collection. */
    private static final Pattern HEAP_USED = Pattern.compile("used (\\d+)K.*?young \\((\\d+)K\\)", Pattern.DOTALL);

    /** The plugin, its libraries, and large ones of tests, through which workers would search for plugins. */
    private static final Pattern NOT_OF_A_WORKER = Pattern.compile("kafka-connect-plivo-mpc|httpclient5|httpcore5"
            + "|tools.jackson|duckdb|rocksdb|archunit|testcontainers|docker-java|com.plivo|kotlin");

    private static final int FIRST_PORT = 20_000;
    private static final int PORTS = 10_000;
    private static final Random RANDOM = new Random();

    private final Process process;
    private final URI url;

    private WorkerProcess(Process process, URI url) {
        this.process = process;
        this.url = url;
    }

    /** Starts a worker whose JVM is made to start quickly, and waits until it answers. */
    public static WorkerProcess start(String bootstrapServers, String group, Map<String, String> overrides) {
        return start(bootstrapServers, group, overrides, QUICK_START);
    }

    /**
     * Starts a worker and waits until it answers.
     *
     * @param group its group, which also names its internal topics
     * @param overrides worker properties
     * @param jvm options of its JVM
     */
    public static WorkerProcess start(
            String bootstrapServers, String group, Map<String, String> overrides, String[] jvm) {
        Map<String, String> props = new HashMap<>(LocalCluster.workerProps(bootstrapServers, group));
        props.put("plugin.path", PLUGINS.toAbsolutePath().toString());
        props.putAll(overrides);
        return launch(ConnectDistributed.class, group, props, List.of(), Map.of(), jvm);
    }

    /**
     * Starts a worker from an example: a standalone one where connectors are given, else a distributed one.
     *
     * @param where the worker properties that say where things are here
     */
    public static WorkerProcess ofExample(
            Path example, List<Path> connectors, Map<String, String> where, Map<String, String> environment) {
        Class<?> main = connectors.isEmpty() ? ConnectDistributed.class : ConnectStandalone.class;
        Map<String, String> props = Examples.read(example);
        props.putAll(where);
        return launch(main, main.getSimpleName(), props, connectors, environment, QUICK_START);
    }

    private static WorkerProcess launch(
            Class<?> main,
            String name,
            Map<String, String> props,
            List<Path> connectors,
            Map<String, String> environment,
            String[] jvm) {
        try {
            Files.createDirectories(DIRECTORY);
            int port = freePort();
            props.put("listeners", "http://127.0.0.1:" + port);
            Path file = Examples.write(DIRECTORY.resolve(name + ".properties"), props);
            List<String> command = command(main, name, jvm);
            command.add(file.toString());
            connectors.forEach(connector -> command.add(connector.toString()));
            ProcessBuilder builder = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(
                            DIRECTORY.resolve(name + ".out").toFile()));
            builder.environment().putAll(environment);
            return new WorkerProcess(builder.start(), URI.create("http://127.0.0.1:" + port)).awaitHealth(name);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<String> command(Class<?> main, String name, String... jvm) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of(jvm));
        command.add("-Dlog4j2.configurationFile=src/test/resources/log4j2-test.properties");
        command.add("-Dworker.log=" + DIRECTORY.resolve(name + ".log"));
        command.addAll(List.of("-cp", classPath(), main.getName()));
        return command;
    }

    /** What a worker brings: this test's class path without what is not of a worker. */
    private static String classPath() {
        String all = System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
        return Arrays.stream(all.split(File.pathSeparator))
                .filter(entry -> entry.endsWith(".jar"))
                .filter(entry -> !entry.contains("target" + File.separator))
                .filter(entry -> !NOT_OF_A_WORKER.matcher(entry).find())
                .collect(Collectors.joining(File.pathSeparator));
    }

    /** A port of loopback at which nobody listens, below those that systems give to connections. */
    static int freePort() {
        int port = FIRST_PORT + RANDOM.nextInt(PORTS);
        while (!isFree(port)) {
            port = FIRST_PORT + RANDOM.nextInt(PORTS);
        }
        return port;
    }

    private static boolean isFree(int port) {
        try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
            return socket.isBound();
        } catch (IOException e) {
            return false;
        }
    }

    private WorkerProcess awaitHealth(String name) {
        try {
            Wait.until("worker " + name, () -> {
                if (!process.isAlive()) {
                    throw new AssertionError(
                            "The worker " + name + " ended with " + process.exitValue() + "; see " + DIRECTORY);
                }
                return isHealthy();
            });
            return this;
        } catch (AssertionError e) {
            kill();
            throw e;
        }
    }

    private boolean isHealthy() {
        try {
            rest().get("/health");
            return true;
        } catch (UncheckedIOException | ConnectRest.Refused e) {
            return false;
        }
    }

    public ConnectRest rest() {
        return new ConnectRest(url);
    }

    /** The CPU time that it has used. */
    public Duration cpu() {
        return process.toHandle().info().totalCpuDuration().orElse(Duration.ZERO);
    }

    /** What is left on its heap after a full collection, in MB. */
    public double liveMegabytes() {
        jcmd("GC.run");
        Matcher used = HEAP_USED.matcher(jcmd("GC.heap_info"));
        if (!used.find()) {
            throw new IllegalStateException("No heap is reported for worker process " + process.pid());
        }
        return (Integer.parseInt(used.group(1)) - Integer.parseInt(used.group(2))) / 1024.0;
    }

    private String jcmd(String command) {
        String jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd").toString();
        try {
            Process asked = new ProcessBuilder(jcmd, String.valueOf(process.pid()), command).start();
            return new String(asked.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** SIGKILL. */
    public void kill() {
        process.destroyForcibly();
        join();
    }

    /** SIGTERM, as an operator stops it, and SIGKILL where that takes too long. */
    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(30, TimeUnit.SECONDS)) {
                kill();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }

    private void join() {
        try {
            process.waitFor();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
