package io.github.mpcconnect.benchmark;

import io.github.mpcconnect.support.Wait;

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

    private static final Duration MEASURED = Duration.ofSeconds(30);

    private final ApiProcess api;
    private final JvmProcess process;
    private final long started = System.nanoTime();
    private long[] begun;
    private long begunAt;

    private IdleAccountsMeasure(ApiProcess api, JvmProcess process) {
        this.api = api;
        this.process = process;
    }

    /** With an API of their own, whose counts and delays are not those of other measures. */
    static IdleAccountsMeasure start() {
        ApiProcess api = ApiProcess.start(0);
        for (int i = 0; i < TASKS * PER_TASK; i++) {
            api.addLimitedAccount(IdleAccounts.account(i), 0);
        }
        return new IdleAccountsMeasure(
                api,
                JvmProcess.start(
                        IdleAccounts.class, "192m", api.url(), String.valueOf(TASKS), String.valueOf(PER_TASK)));
    }

    /** The start is over. */
    void begin() {
        await("the accounts' start", started, WARM_UP);
        begun = usage("cpu");
        begunAt = System.nanoTime();
    }

    private static void await(String what, long from, Duration length) {
        Wait.until(length.plusSeconds(10), what, () -> System.nanoTime() - from > length.toNanos());
    }

    List<Row> end() {
        await("the accounts' interval", begunAt, MEASURED);
        long nanos = System.nanoTime() - begunAt;
        long[] ended = usage("memory");
        String what = "%d idle accounts over %d tasks: ".formatted(TASKS * PER_TASK, TASKS);
        return List.of(
                Row.atMost(what + "CPU, % of a core", 5, 100.0 * (ended[0] - begun[0]) / nanos, "%.1f"),
                Row.atMost(what + "threads per task", 12, ended[1], "%.0f"),
                Row.info(what + "live heap, MB", String.valueOf(ended[2])));
    }

    private long[] usage(String what) {
        return Arrays.stream(process.ask(what).split(" "))
                .mapToLong(Long::parseLong)
                .toArray();
    }

    @Override
    public void close() {
        process.close();
        api.close();
    }
}
