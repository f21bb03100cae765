package io.github.mpcconnect.benchmark;

import com.sun.management.OperatingSystemMXBean;
import io.github.mpcconnect.benchmark.Table.Row;
import io.github.mpcconnect.support.Wait;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

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

    /**
     * Tasks with many accounts in a JVM of their own, with default intervals and live calls. Answers each line on its
     * standard input with the CPU nanoseconds that it has used, its threads per task, and the megabytes on its heap,
     * after a collection where the line asks for {@code memory}.
     */
    static final class IdleAccounts {

        private final List<BenchmarkTask> tasks = new ArrayList<>();

        private IdleAccounts() {}

        /** @param args the API's address, how many tasks, how many accounts each */
        public static void main(String[] args) throws IOException {
            IdleAccounts idle = new IdleAccounts();
            int perTask = Integer.parseInt(args[2]);
            for (int task = 0; task < Integer.parseInt(args[1]); task++) {
                idle.start(config(args[0], task, task * perTask, perTask));
            }
            BufferedReader in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                System.out.println(idle.usage(line));
            }
            System.exit(0);
        }

        static String account(int number) {
            return "MAIDLE" + number;
        }

        private static Map<String, String> config(String apiUrl, int task, int first, int count) {
            Map<String, String> config = new HashMap<>();
            config.put("name", "idle-" + task);
            config.put("connector.class", "PlivoMpcSourceConnector");
            config.put("plivo.api.url", apiUrl);
            List<String> aliases = new ArrayList<>();
            IntStream.range(first, first + count).forEach(number -> {
                aliases.add("a" + number);
                config.put("account.a" + number + ".auth.id", account(number));
                config.put("account.a" + number + ".auth.token", BenchmarkTask.TOKEN);
            });
            config.put("accounts", String.join(",", aliases));
            return config;
        }

        private void start(Map<String, String> config) {
            BenchmarkTask task = BenchmarkTask.start(config);
            tasks.add(task);
            Thread polling = new Thread(() -> poll(task), "poll-" + config.get("name"));
            polling.setDaemon(true);
            polling.start();
        }

        private static void poll(BenchmarkTask task) {
            try {
                task.pollFor(Duration.ofDays(1));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }

        private String usage(String what) {
            OperatingSystemMXBean system = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
            long cpu = system.getProcessCpuTime();
            long threads = Thread.getAllStackTraces().keySet().stream()
                    .filter(thread -> thread.getName().startsWith("plivo-mpc"))
                    .count();
            if (what.equals("memory")) {
                System.gc();
            }
            Runtime runtime = Runtime.getRuntime();
            long megabytes = (runtime.totalMemory() - runtime.freeMemory()) >> 20;
            return cpu + " " + (threads + tasks.size() - 1) / tasks.size() + " " + megabytes;
        }
    }
}
