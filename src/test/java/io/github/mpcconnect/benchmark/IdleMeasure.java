package io.github.mpcconnect.benchmark;

import io.github.mpcconnect.benchmark.ApiProcess.Counts;
import io.github.mpcconnect.benchmark.Table.Row;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** An account without calls, once its past is read: what it asks for, and what CPU the task's threads take. */
final class IdleMeasure {

    private static final String ACCOUNT = "MAIDLE";
    private static final Duration WARM_UP = Duration.ofSeconds(6);
    private static final Duration MEASURED = Duration.ofSeconds(30);

    private final ApiProcess api;

    IdleMeasure(ApiProcess api) {
        this.api = api;
    }

    List<Row> run() throws InterruptedException {
        api.addLimitedAccount(ACCOUNT, 0);
        try (BenchmarkTask task = BenchmarkTask.start(api.url(), ACCOUNT, Map.of())) {
            task.pollFor(WARM_UP);
            Counts before = api.counts(ACCOUNT);
            Map<Long, Long> cpuBefore = cpu();
            long start = System.nanoTime();
            task.pollFor(MEASURED);
            double nanos = System.nanoTime() - start;
            long cpu = cpu().entrySet().stream()
                    .mapToLong(thread -> thread.getValue() - cpuBefore.getOrDefault(thread.getKey(), 0L))
                    .sum();
            double lists = api.counts(ACCOUNT).requests() - before.requests();
            double intervals = nanos / BenchmarkTask.POLL_INTERVAL.toNanos();
            return List.of(
                    Row.atMost(
                            "idle: requests per poll.interval.ms",
                            1.0,
                            Math.round(10 * lists / intervals) / 10.0,
                            "%.1f"),
                    Row.atMost("idle: CPU of the task's threads, %", 1, 100 * cpu / nanos, "%.2f"));
        }
    }

    /** CPU nanoseconds of the task's threads, and of this one, which polls it. */
    private static Map<Long, Long> cpu() {
        ThreadMXBean threads = ManagementFactory.getThreadMXBean();
        Map<Long, Long> cpu = new HashMap<>();
        Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().startsWith("plivo-mpc") || thread == Thread.currentThread())
                .forEach(thread -> cpu.put(thread.getId(), threads.getThreadCpuTime(thread.getId())));
        return cpu;
    }
}
