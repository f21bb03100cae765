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
    private static final int CONCURRENT = 16;
    private static final int PARTS = 4;
    private static final double FIRST = 0.2;
    private static final double WARM = 0.02;
    private static final double BARE_SHARE = 0.15;

    private final ApiProcess api;
    private final int calls;
    private final List<Part> parts = new ArrayList<>();
    private final List<Double> live = new ArrayList<>();

    /** A part of the history: calls a second, and the client's CPU time a call in microseconds. */
    private record Part(double connector, double bare, double connectorCpu, double bareCpu) {}

    KafkaMeasure(ApiProcess api, int calls) {
        this.api = api;
        this.calls = calls;
    }

    List<Row> run() throws IOException, InterruptedException {
        api.addAccount(ACCOUNT, calls);
        api.reset();
        api.log((int) (BARE_SHARE * calls));
        try (LocalCluster kafka = LocalCluster.startBroker();
                WorkerProcess worker =
                        WorkerProcess.start(kafka.bootstrapServers(), "benchmark", Map.of(), "-Xmx" + HEAP);
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
            topic.await(calls, MOST);
            live.add(worker.liveMegabytes());
        }
        return rows();
    }

    private static final Duration MOST = Duration.ofMinutes(60);

    private long at(double share) {
        return (long) (share * calls);
    }

    private void measure(int part, WorkerProcess worker, TopicEnd topic, JvmProcess bare) throws InterruptedException {
        int fetched = (int) (BARE_SHARE * calls);
        Duration bareCpu = bare.cpu();
        double bareSeconds = Long.parseLong(bare.ask("fetch")) / 1e9;
        double bareCalls = fetched / BenchmarkTask.REQUESTS_A_CALL;
        double bareMicros = bare.cpu().minus(bareCpu).toNanos() / 1e3 / bareCalls;
        worker.rest().resume(ACCOUNT);
        long from = at(FIRST + part * (1 - FIRST) / PARTS);
        topic.await(from + at(WARM), MOST);
        live.add(worker.liveMegabytes());
        Duration cpu = worker.cpu();
        long start = System.nanoTime();
        long before = topic.end();
        topic.await(at(FIRST + (part + 1) * (1 - FIRST) / PARTS) - at(WARM), MOST);
        double seconds = (System.nanoTime() - start) / 1e9;
        double read = topic.end() - before;
        double micros = worker.cpu().minus(cpu).toNanos() / 1e3 / read;
        worker.rest().pause(ACCOUNT);
        parts.add(new Part(read / seconds, bareCalls / bareSeconds, micros, bareMicros));
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
        double connectorCpu = median(parts.stream().map(Part::connectorCpu).toList());
        double bareCpu = median(parts.stream().map(Part::bareCpu).toList());
        return List.of(
                Row.atLeast(
                        "calls a second into Kafka, %.0f, against those of a bare HTTP client, %.0f"
                                .formatted(connector, bare),
                        0.5,
                        share,
                        "%.2f"),
                Row.told(
                        "CPU time a call in microseconds, worker and bare client",
                        "%.0f and %.0f".formatted(connectorCpu, bareCpu)),
                Row.atMost(
                        "live set in %s at the end of %,d calls against the beginning (MB: %s)"
                                .formatted("-Xmx" + HEAP, calls, megabytes()),
                        1.1,
                        live.get(live.size() - 1) / live.get(0),
                        "%.2f"));
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
