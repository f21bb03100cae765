package io.github.mpcconnect.benchmark;

import io.github.mpcconnect.support.LocalCluster;
import io.github.mpcconnect.support.WorkerProcess;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;

/**
 * A history through a worker with a small heap into a broker, without a limit. It is paused now and then to let a bare
 * client fetch from the same API what the connector had fetched: calls a second, one against the other. Before each
 * part the worker's live set is taken.
 */
final class KafkaMeasure {

    private static final String ACCOUNT = "MAKAFKA";
    private static final String HEAP = "192m";
    /** {@code -Dbenchmark.worker} is for a profiler's options. */
    private static final String[] JVM = ("-Xmx" + HEAP + " " + System.getProperty("benchmark.worker", ""))
            .strip()
            .split(" ");

    private static final int CONCURRENT = 16;
    private static final int PARTS = 4;
    private static final double FIRST = 0.2;
    private static final double WARM = 0.02;
    private static final double BARE_SHARE = 0.15;

    private final ApiProcess api;
    private final int calls;
    private final List<Part> parts = new ArrayList<>();
    private final List<Double> live = new ArrayList<>();

    /** A part of the history: calls a second, and CPU time a call. */
    private record Part(double connector, double bare, Cpu connectorCpu, Cpu bareCpu) {}

    /** CPU time in microseconds of the client, the API and the broker. */
    private record Cpu(double client, double api, double broker) {

        Cpu(Duration client, Duration api, Duration broker) {
            this(client.toNanos() / 1e3, api.toNanos() / 1e3, broker.toNanos() / 1e3);
        }

        Cpu since(Cpu earlier, double calls) {
            return new Cpu(
                    (client - earlier.client) / calls, (api - earlier.api) / calls, (broker - earlier.broker) / calls);
        }

        double all() {
            return client + api + broker;
        }
    }

    KafkaMeasure(ApiProcess api, int calls) {
        this.api = api;
        this.calls = calls;
    }

    List<Row> run() throws IOException, InterruptedException {
        api.addAccount(ACCOUNT, calls);
        api.reset();
        api.log((int) (BARE_SHARE * calls));
        try (LocalCluster kafka = LocalCluster.startBroker();
                WorkerProcess worker = WorkerProcess.start(kafka.bootstrapServers(), "benchmark", Map.of(), JVM);
                TopicEnd topic = new TopicEnd(kafka.bootstrapServers(), ACCOUNT + ".mpc.calls")) {
            worker.rest().put(ACCOUNT, config());
            topic.await(at(FIRST), MOST);
            worker.rest().pause(ACCOUNT);
            Path urls = Path.of("target", "benchmark", "urls.txt");
            api.writeUrls(urls);
            api.log(0);
            try (JvmProcess bare = JvmProcess.start(
                    BareClient.class, HEAP, api.url(), ACCOUNT, urls.toString(), String.valueOf(CONCURRENT))) {
                bare.ask("warm up");
                for (int part = 0; part < PARTS; part++) {
                    measure(part, worker, topic, bare);
                }
            }
            worker.rest().resume(ACCOUNT);
            topic.await(calls, MOST);
            live.add(worker.liveMegabytes());
        }
        return rows();
    }

    private static final Duration MOST = Duration.ofMinutes(20);

    private long at(double share) {
        return (long) (share * calls);
    }

    private void measure(int part, WorkerProcess worker, TopicEnd topic, JvmProcess bare) throws InterruptedException {
        Cpu bareCpu = new Cpu(bare.cpu(), api.cpu(), Duration.ZERO);
        double bareSeconds = Long.parseLong(bare.ask("fetch")) / 1e9;
        double bareCalls = (int) (BARE_SHARE * calls) / BenchmarkTask.REQUESTS_A_CALL;
        bareCpu = new Cpu(bare.cpu(), api.cpu(), Duration.ZERO).since(bareCpu, bareCalls);
        worker.rest().resume(ACCOUNT);
        topic.await(at(FIRST + part * (1 - FIRST) / PARTS) + at(WARM), MOST);
        live.add(worker.liveMegabytes());
        Cpu cpu = new Cpu(worker.cpu(), api.cpu(), JvmProcess.cpu(ProcessHandle.current()));
        long start = System.nanoTime();
        long before = topic.end();
        topic.await(at(FIRST + (part + 1) * (1 - FIRST) / PARTS) - at(WARM), MOST);
        double seconds = (System.nanoTime() - start) / 1e9;
        double read = topic.end() - before;
        cpu = new Cpu(worker.cpu(), api.cpu(), JvmProcess.cpu(ProcessHandle.current())).since(cpu, read);
        worker.rest().pause(ACCOUNT);
        parts.add(new Part(read / seconds, bareCalls / bareSeconds, cpu, bareCpu));
    }

    private Map<String, String> config() {
        Map<String, String> config = BenchmarkTask.config(api.url(), ACCOUNT);
        config.put("topic.prefix", ACCOUNT);
        config.put("api.rate.limit.requests", BenchmarkTask.UNLIMITED);
        config.put("api.max.concurrent.requests", String.valueOf(CONCURRENT));
        config.put("key.converter.schemas.enable", "false");
        config.put("key.converter", "org.apache.kafka.connect.json.JsonConverter");
        config.put("value.converter.schemas.enable", "false");
        config.put("value.converter", "org.apache.kafka.connect.json.JsonConverter");
        config.put("topic.creation.default.replication.factor", "1");
        config.put("topic.creation.default.partitions", "1");
        config.put("topic.creation.default.retention.ms", "-1");
        return config;
    }

    private List<Row> rows() {
        double connector = median(parts.stream().map(Part::connector).toList());
        double bare = median(parts.stream().map(Part::bare).toList());
        double share =
                median(parts.stream().map(part -> part.connector / part.bare).toList());
        return List.of(
                Row.atLeast(
                        "calls a second into Kafka, %.0f, against those of a bare HTTP client, %.0f"
                                .formatted(connector, bare),
                        0.5,
                        share,
                        "%.2f"),
                Row.told("the same by CPU time, which other work on the machine does not touch", cpuTime()),
                Row.atMost(
                        "live set in %s at the end of %,d calls against the beginning (MB: %s)"
                                .formatted("-Xmx" + HEAP, calls, megabytes()),
                        1.1,
                        live.get(live.size() - 1) / live.get(0),
                        "%.2f"));
    }

    private String cpuTime() {
        double share = median(parts.stream()
                .map(part -> part.bareCpu.all() / part.connectorCpu.all())
                .toList());
        return "%.2f: a call costs worker %.0f, API %.0f, broker %.0f us; bare client %.0f, API %.0f us"
                .formatted(
                        share,
                        median(parts.stream()
                                .map(part -> part.connectorCpu.client)
                                .toList()),
                        median(parts.stream().map(part -> part.connectorCpu.api).toList()),
                        median(parts.stream()
                                .map(part -> part.connectorCpu.broker)
                                .toList()),
                        median(parts.stream().map(part -> part.bareCpu.client).toList()),
                        median(parts.stream().map(part -> part.bareCpu.api).toList()));
    }

    private String megabytes() {
        return String.join(
                ", ", live.stream().map(value -> Row.text(value, "%.0f")).toList());
    }

    private static double median(List<Double> values) {
        List<Double> sorted = new ArrayList<>(values);
        Collections.sort(sorted);
        int middle = sorted.size() / 2;
        return sorted.size() % 2 == 1 ? sorted.get(middle) : (sorted.get(middle - 1) + sorted.get(middle)) / 2;
    }
}
