package io.github.mpcconnect.benchmark;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** A class of this project with a JVM of its own, spoken to in lines. It ends when it is closed. */
final class JvmProcess implements AutoCloseable {

    private final Process process;
    private final BufferedReader out;
    private final PrintStream in;

    private JvmProcess(Process process) {
        this.process = process;
        this.out = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        this.in = new PrintStream(process.getOutputStream(), true, StandardCharsets.UTF_8);
    }

    /** @param heap as {@code -Xmx} has it */
    static JvmProcess start(Class<?> main, String heap, String... args) {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx" + heap,
                "-cp",
                System.getProperty("java.class.path"),
                main.getName()));
        command.addAll(List.of(args));
        try {
            return new JvmProcess(new ProcessBuilder(command)
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Says a line and takes the answer to it. */
    String ask(String line) {
        in.println(line);
        return line();
    }

    /** The next line that it says. */
    String line() {
        try {
            String line = out.readLine();
            if (line == null) {
                throw new IllegalStateException("A process of the benchmark ended early");
            }
            return line;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The CPU time that a process has used. */
    static Duration cpu(ProcessHandle process) {
        return process.info().totalCpuDuration().orElse(Duration.ZERO);
    }

    Duration cpu() {
        return cpu(process.toHandle());
    }

    @Override
    public void close() {
        in.close();
        process.destroy();
    }

    /** CPU time in microseconds: of the client, be it a worker or a bare one, of the API, and of the broker. */
    record Cpu(double client, double api, double broker) {

        static Cpu of(Duration client, Duration api, Duration broker) {
            return new Cpu(client.toNanos() / 1e3, api.toNanos() / 1e3, broker.toNanos() / 1e3);
        }

        /** What each of so many calls has cost since an earlier look. */
        Cpu since(Cpu earlier, double calls) {
            return new Cpu(
                    (client - earlier.client) / calls, (api - earlier.api) / calls, (broker - earlier.broker) / calls);
        }

        double all() {
            return client + api + broker;
        }
    }
}
