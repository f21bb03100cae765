package io.github.mpcconnect.benchmark;

import io.github.mpcconnect.support.RunningConnector;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;

/**
 * Many accounts without calls over two tasks, live calls on, default intervals. They run beside other measures, which
 * do not use their JVM; their start is not measured.
 */
final class IdleAccountsMeasure implements AutoCloseable {

    private static final int TASKS = 2;
    private static final int PER_TASK = 150;

    /** Until their history is searched and most of their code is compiled. */
    private static final Duration WARM_UP = Duration.ofSeconds(75);

    private final JvmProcess process;
    private final long started = System.nanoTime();
    private long[] begun;
    private long begunAt;

    private IdleAccountsMeasure(JvmProcess process) {
        this.process = process;
    }

    static IdleAccountsMeasure start(ApiProcess api) {
        for (int i = 0; i < TASKS * PER_TASK; i++) {
            api.addLimitedAccount(IdleAccounts.account(i), 0);
        }
        return new IdleAccountsMeasure(JvmProcess.start(
                IdleAccounts.class, "192m", api.url(), String.valueOf(TASKS), String.valueOf(PER_TASK)));
    }

    /** The start is over. */
    void begin() {
        RunningConnector.await(
                WARM_UP.plusSeconds(10), "the accounts' start", () -> System.nanoTime() - started > WARM_UP.toNanos());
        begun = usage();
        begunAt = System.nanoTime();
    }

    List<Row> end() {
        long nanos = System.nanoTime() - begunAt;
        long[] ended = usage();
        String what = "%d idle accounts over %d tasks: ".formatted(TASKS * PER_TASK, TASKS);
        return List.of(
                Row.atMost(what + "CPU, % of a core", 5, 100.0 * (ended[0] - begun[0]) / nanos, "%.1f"),
                Row.atMost(what + "threads per task", 12, ended[1], "%.0f"),
                Row.info(what + "live heap, MB", String.valueOf(ended[2])));
    }

    private long[] usage() {
        return Arrays.stream(process.ask("usage").split(" "))
                .mapToLong(Long::parseLong)
                .toArray();
    }

    @Override
    public void close() {
        process.close();
    }
}
