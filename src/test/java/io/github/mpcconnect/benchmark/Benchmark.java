package io.github.mpcconnect.benchmark;

import io.github.mpcconnect.benchmark.Table.Row;

import java.io.FileOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Measures the connector against what the API and the machine allow, see the README. Ends with 1 where a target is
 * missed by more than a tenth.
 */
public final class Benchmark {

    private static final Path DIRECTORY = Path.of("target", "benchmark");
    private static final Path RESULT = Path.of("target", "benchmark.md");
    private static final Path MET = DIRECTORY.resolve("met");

    private final PrintStream screen;
    private final int calls;
    private final List<Row> rows = new ArrayList<>();

    private Benchmark(PrintStream screen, int calls) {
        this.screen = screen;
        this.calls = calls;
    }

    private interface Measure {
        List<Row> run() throws IOException, InterruptedException;
    }

    /** {@code -Dbenchmark.calls} says how many, {@code -Dbenchmark.only} which measure alone. */
    public static void main(String[] args) throws IOException, InterruptedException {
        Locale.setDefault(Locale.ROOT);
        PrintStream screen = System.out;
        prepare();
        Benchmark benchmark = new Benchmark(screen, Integer.getInteger("benchmark.calls", 100_000));
        try {
            benchmark.measure(System.getProperty("benchmark.only", ""));
            System.exit(benchmark.report() ? 0 : 1);
        } catch (IOException | RuntimeException | AssertionError e) {
            e.printStackTrace(screen);
            System.exit(1);
        }
    }

    /** What the broker prints is no part of the result. */
    private static void prepare() throws IOException {
        Files.createDirectories(DIRECTORY);
        Files.deleteIfExists(MET);
        PrintStream log = new PrintStream(
                new FileOutputStream(DIRECTORY.resolve("broker.log").toFile()), true, StandardCharsets.UTF_8);
        System.setOut(log);
        System.setErr(log);
    }

    private void measure(String only) throws IOException, InterruptedException {
        measure("code", only, new CodeMeasure()::run);
        measure("shared", only, new SharedAllowanceMeasure()::run);
        try (ApiProcess api = ApiProcess.start(4 * calls)) {
            limitAndIdle(api, only);
            measure("history", only, new HistoryMeasure(api, calls)::run);
            measure("audit", only, new AuditMeasure(api, calls)::run);
        }
        try (ApiProcess api = ApiProcess.start(calls + KafkaMeasure.MAX_WARM_CALLS)) {
            measure("kafka", only, new KafkaMeasure(api, calls)::run);
        }
    }

    /**
     * The idle accounts run beside what waits for the API's limit, and are measured once the first half of it is over.
     */
    private void limitAndIdle(ApiProcess api, String only) throws IOException, InterruptedException {
        if (!only.isEmpty() && !List.of("limit", "idle", "accounts").contains(only)) {
            return;
        }
        try (IdleAccountsMeasure accounts = IdleAccountsMeasure.start()) {
            measure("limit", only, new LimitMeasure(api)::run);
            accounts.begin();
            measure("idle", only, new IdleMeasure(api)::run);
            measure("accounts", only, accounts::end);
        }
    }

    private void measure(String name, String only, Measure measure) throws IOException, InterruptedException {
        if (only.isEmpty() || only.equals(name)) {
            long start = System.nanoTime();
            screen.println("Measuring: " + name);
            List<Row> measured = measure.run();
            measured.forEach(row -> screen.println("  " + row.what() + ": " + row.measured()));
            screen.printf("  (%.0f s)%n", (System.nanoTime() - start) / 1e9);
            rows.addAll(measured);
        }
    }

    private boolean report() throws IOException {
        String table = Table.of(rows, calls);
        screen.print("\n" + table);
        Files.writeString(RESULT, table);
        boolean met = rows.stream().noneMatch(Row::fails);
        if (met) {
            Files.writeString(MET, table);
        }
        return met;
    }
}
