package io.github.mpcconnect.support;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A distributed Connect worker as a process of its own, with the packaged archive as its only plugin and nothing of the
 * project on its class path, so that it can be killed and so that the archive is what is tested.
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

    /** What G1 tells of the whole heap, and of its young part, which is new since the collection. */
    private static final Pattern HEAP_USED = Pattern.compile("used (\\d+)K.*?young \\((\\d+)K\\)", Pattern.DOTALL);

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
        try {
            Files.createDirectories(DIRECTORY);
            int port = Ports.free();
            Map<String, String> props = new HashMap<>(LocalCluster.workerProps(bootstrapServers, group));
            props.put("listeners", "http://127.0.0.1:" + port);
            props.put("plugin.path", PLUGINS.toAbsolutePath().toString());
            props.putAll(overrides);
            Path file = Examples.write(DIRECTORY.resolve(group + ".properties"), props);
            Process process = new ProcessBuilder(command(group, file, jvm))
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(
                            DIRECTORY.resolve(group + ".out").toFile()))
                    .start();
            WorkerProcess worker = new WorkerProcess(process, URI.create("http://127.0.0.1:" + port));
            Wait.until(Duration.ofSeconds(120), "worker " + group, worker::answers);
            return worker;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String[] command(String group, Path file, String[] jvm) {
        Stream<String> start = Stream.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString());
        Stream<String> rest = Stream.of(
                "-Dlog4j2.configurationFile=src/test/resources/log4j2-test.properties",
                "-Dworker.log=" + DIRECTORY.resolve(group + ".log"),
                "-cp",
                workerClassPath(),
                "org.apache.kafka.connect.cli.ConnectDistributed",
                file.toString());
        return Stream.concat(Stream.concat(start, Arrays.stream(jvm)), rest).toArray(String[]::new);
    }

    /** What a worker brings: this test's class path without the project's classes and the plugin's own libraries. */
    private static String workerClassPath() {
        String all = System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
        return Arrays.stream(all.split(File.pathSeparator))
                .filter(entry -> !entry.contains("target" + File.separator))
                .filter(entry -> !entry.matches(".*(httpclient5|httpcore5|tools.jackson).*"))
                .collect(Collectors.joining(File.pathSeparator));
    }

    private boolean answers() {
        if (!process.isAlive()) {
            throw new AssertionError("The worker ended with " + process.exitValue() + "; see " + DIRECTORY);
        }
        try {
            rest().get("/connectors");
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
            throw new IllegalStateException("No heap is told of worker process " + process.pid());
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

    /** SIGTERM, and waits until it has ended by itself. */
    @Override
    public void close() {
        process.destroy();
        join();
    }

    private void join() {
        try {
            process.waitFor();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
