package io.github.mpcconnect.benchmark;

import com.sun.management.OperatingSystemMXBean;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * Tasks with many accounts in a JVM of their own, with default intervals and live calls. Answers each line on its
 * standard input with the CPU nanoseconds that it has used, its threads per task, and the megabytes on its heap, after
 * a collection where the line asks for {@code memory}.
 */
final class IdleAccounts {

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
