package io.github.mpcconnect.benchmark;

import io.github.mpcconnect.benchmark.JvmProcess.Cpu;
import io.github.mpcconnect.benchmark.Table.Row;
import io.github.mpcconnect.support.LocalCluster;
import io.github.mpcconnect.support.WorkerProcess;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/**
 * Histories through a worker with a small heap into a broker, without a limit. The first one is read from the worker's
 * start on, which shows what a JVM that has just started costs, and what the worker keeps on its heap. The second one
 * is read by a worker that is warm by then, and paused now and then: in the pauses the same worker sends records that a
 * connector without any work hands out, and a bare client requests from the API what the connector had requested. What
 * a call costs the worker is held against the sum of the two.
 */
final class KafkaMeasure {

    private static final String COLD = "MACOLD";
    private static final String WARM = "MAWARM";
    private static final String PREPARED = "MAPREPARED";
    private static final Duration MAX_WAIT = Duration.ofMinutes(5);
    private static final String HEAP = "192m";
    /** {@code -Dbenchmark.worker} is for a profiler's options. */
    private static final String[] JVM = ("-Xmx" + HEAP + " " + System.getProperty("benchmark.worker", ""))
            .strip()
            .split(" ");

    private static final int CONCURRENT = 16;
    /** What a worker reads, of both histories, until next to nothing is compiled any more. */
    private static final int WARM_UP = 300_000;

    private static final int MAX_MEASURED = 100_000;

    /** What the second history holds at most. */
    static final int MAX_WARM_CALLS = WARM_UP + MAX_MEASURED;

    /** Parts of what is measured of the second history; during the last one the API is some way off. */
    private static final int PARTS = 6;

    private static final Duration AWAY = Duration.ofMillis(10);
    private static final double[] LIVE_SET_AT = {0.1, 0.3, 0.5, 0.7, 0.9, 1};
    /** The share of a part that passes before and after what is measured of it. */
    private static final double MARGIN = 0.02;

    private static final double BARE_SHARE = 0.15;

    private final ApiProcess api;
    private final int calls;
    private final int warmUp;
    private final int measured;
    private final int bareCalls;
    private final List<Part> parts = new ArrayList<>();
    private final List<Double> live = new ArrayList<>();
    private Part away;
    private Cold cold;

    /** A JVM that has just started: calls per second, and microseconds of CPU per call. */
    private record Cold(double rate, double cpu) {}

    /** A part of the second history: calls per second, and CPU time per call. */
    private record Part(double rate, double bareRate, Cpu connector, Cpu prepared, Cpu bare) {

        double against() {
            return connector.client() / (prepared.client() + bare.client());
        }
    }

    /** What is running during a part. */
    private record Setting(WorkerProcess worker, TopicEnd calls, TopicEnd prepared, JvmProcess bare) {}

    KafkaMeasure(ApiProcess api, int calls) {
        this.api = api;
        this.calls = calls;
        this.warmUp = Math.max(0, WARM_UP - calls);
        this.measured = Math.min(calls, MAX_MEASURED);
        this.bareCalls = (int) (BARE_SHARE * measured / BenchmarkTask.REQUESTS_PER_CALL);
    }

    List<Row> run() throws IOException {
        api.addAccount(COLD, calls);
        api.addAccount(WARM, warmUp + measured);
        api.reset();
        api.log((int) (BARE_SHARE * measured));
        Path plugins = BenchmarkPlugins.unpacked();
        try (LocalCluster kafka = LocalCluster.startBroker();
                WorkerProcess worker = WorkerProcess.start(
                        kafka.bootstrapServers(), "benchmark", Map.of("plugin.path", plugins.toString()), JVM)) {
            cold = cold(worker, kafka);
            Path urls = Path.of("target", "benchmark", "urls.txt");
            api.writeUrls(urls);
            api.log(0);
            try (JvmProcess bare = JvmProcess.start(
                            BareClient.class, HEAP, api.url(), COLD, urls.toString(), String.valueOf(CONCURRENT));
                    TopicEnd warm = callsOf(WARM, kafka);
                    TopicEnd prepared = callsOf(PREPARED, kafka)) {
                warm(new Setting(worker, warm, prepared, bare));
            }
            return rows();
        }
    }

    private static TopicEnd callsOf(String account, LocalCluster kafka) {
        return new TopicEnd(kafka.bootstrapServers(), account + ".mpc.calls");
    }

    /** The first history, from its first call to its last. */
    private Cold cold(WorkerProcess worker, LocalCluster kafka) {
        try (TopicEnd topic = callsOf(COLD, kafka)) {
            worker.rest().put(COLD, config(COLD, "PlivoMpcSourceConnector"));
            topic.await(1, MAX_WAIT);
            Duration cpu = worker.cpu();
            long start = System.nanoTime();
            for (double share : LIVE_SET_AT) {
                topic.await((long) (share * calls), MAX_WAIT);
                live.add(worker.liveMegabytes());
            }
            double seconds = (System.nanoTime() - start) / 1e9;
            cpu = worker.cpu().minus(cpu);
            worker.rest().delete(COLD);
            return new Cold(calls / seconds, cpu.toNanos() / 1e3 / calls);
        }
    }

    private void warm(Setting setting) {
        WorkerProcess worker = setting.worker;
        worker.rest().put(WARM, config(WARM, "PlivoMpcSourceConnector"));
        setting.calls.await(warmUp, MAX_WAIT);
        worker.rest().pause(WARM);
        worker.rest().put(PREPARED, config(PREPARED, "PreparedSourceConnector"));
        setting.prepared.await(WARM_UP / 2, MAX_WAIT);
        worker.rest().pause(PREPARED);
        for (int fetched = 0; fetched < WARM_UP; fetched += bareCalls) {
            setting.bare.ask("warm up");
        }
        for (int part = 0; part < PARTS - 1; part++) {
            parts.add(measure(part, setting));
        }
        api.network(AWAY, Duration.ZERO, Duration.ofSeconds(1));
        away = measure(PARTS - 1, setting);
    }

    private Part measure(int part, Setting setting) {
        Sent connector = measure(
                WARM,
                setting.worker,
                setting.calls,
                at((double) part / PARTS + MARGIN),
                at((part + 1.0) / PARTS - MARGIN));
        long sent = setting.prepared.end();
        long more = measured / PARTS;
        Sent prepared = measure(PREPARED, setting.worker, setting.prepared, sent + more / 10, sent + more);
        Cpu before = Cpu.of(setting.bare.cpu(), api.cpu(), Duration.ZERO);
        double bareRate = bareCalls / (Long.parseLong(setting.bare.ask("fetch")) / 1e9);
        Cpu bare = Cpu.of(setting.bare.cpu(), api.cpu(), Duration.ZERO).since(before, bareCalls);
        return new Part(connector.rate, bareRate, connector.cpu, prepared.cpu, bare);
    }

    /** What a connector sent between two ends of a topic. */
    private record Sent(double rate, Cpu cpu) {}

    private Sent measure(String connector, WorkerProcess worker, TopicEnd topic, long from, long to) {
        worker.rest().resume(connector);
        topic.await(from, MAX_WAIT);
        Cpu cpu = cpu(worker);
        long start = System.nanoTime();
        long before = topic.end();
        topic.await(to, MAX_WAIT);
        double seconds = (System.nanoTime() - start) / 1e9;
        double sent = topic.end() - before;
        cpu = cpu(worker).since(cpu, sent);
        worker.rest().pause(connector);
        return new Sent(sent / seconds, cpu);
    }

    private long at(double share) {
        return warmUp + (long) (share * measured);
    }

    private Cpu cpu(WorkerProcess worker) {
        return Cpu.of(worker.cpu(), api.cpu(), JvmProcess.cpu(ProcessHandle.current()));
    }

    private Map<String, String> config(String account, String connector) {
        Map<String, String> config = BenchmarkTask.config(api.url(), account);
        config.put("connector.class", connector);
        config.put("topic.prefix", account);
        config.put("api.rate.limit.requests", BenchmarkTask.UNLIMITED);
        config.put("api.max.concurrent.requests", String.valueOf(CONCURRENT));
        config.put("key.converter.schemas.enable", "false");
        config.put("key.converter", "org.apache.kafka.connect.json.JsonConverter");
        config.put("value.converter.schemas.enable", "false");
        config.put("value.converter", "org.apache.kafka.connect.json.JsonConverter");
        config.put("topic.creation.default.replication.factor", "1");
        config.put("topic.creation.default.partitions", "1");
        config.put("topic.creation.default.retention.ms", "-1");
        config.put("producer.override.batch.size", "131072");
        config.put("producer.override.linger.ms", "20");
        return config;
    }

    private List<Row> rows() {
        String rates = "calls per second into Kafka, %.0f, against those of a bare HTTP client, %.0f"
                .formatted(median(Part::rate), median(Part::bareRate));
        String ratesAway = "the same with the API %d ms away, %.0f against %.0f"
                .formatted(AWAY.toMillis(), away.rate, away.bareRate);
        return List.of(
                Row.atMost(
                        "worker CPU per call, %.0f us, against a connector without work, %.0f us, plus a bare client, %.0f us"
                                .formatted(
                                        median(part -> part.connector.client()),
                                        median(part -> part.prepared.client()),
                                        median(part -> part.bare.client())),
                        1.15,
                        median(Part::against),
                        "%.2f"),
                Row.info(
                        "worker CPU per call in a JVM that has just started, us, the first %,d calls".formatted(calls),
                        "%.0f".formatted(cold.cpu)),
                Row.info(
                        "CPU per call elsewhere, us",
                        "API %.0f, broker %.0f; for the bare client: API %.0f"
                                .formatted(
                                        median(part -> part.connector.api()),
                                        median(part -> part.connector.broker()),
                                        median(part -> part.bare.api()))),
                Row.atLeast(rates, 0.5, median(part -> part.rate / part.bareRate), "%.2f"),
                Row.atLeast(ratesAway, 0.5, away.rate / away.bareRate, "%.2f"),
                Row.info(
                        "calls per second from a worker's start on, the first %,d".formatted(calls),
                        "%.0f".formatted(cold.rate)),
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

    private double median(ToDoubleFunction<Part> value) {
        double[] sorted = parts.stream().mapToDouble(value).sorted().toArray();
        return sorted[sorted.length / 2];
    }
}
