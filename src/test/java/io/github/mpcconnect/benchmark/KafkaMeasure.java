package io.github.mpcconnect.benchmark;

import io.github.mpcconnect.support.LocalCluster;
import io.github.mpcconnect.support.WorkerProcess;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/**
 * Histories through a worker with a small heap into a broker, without a limit. The first one is read from the worker's
 * start on, and tells what the worker keeps on its heap meanwhile. The second one, read by a worker and an API that are
 * warm by then, is paused now and then to let a bare client, as warm as they are, fetch from the same API what the
 * connector had fetched: calls a second, one against the other.
 */
final class KafkaMeasure {

    private static final String COLD = "MACOLD";
    private static final String WARM = "MAWARM";
    private static final Duration MOST = Duration.ofMinutes(20);
    private static final String HEAP = "192m";
    /** {@code -Dbenchmark.worker} is for a profiler's options. */
    private static final String[] JVM = ("-Xmx" + HEAP + " " + System.getProperty("benchmark.worker", ""))
            .strip()
            .split(" ");

    private static final int CONCURRENT = 16;
    /** What a worker reads, of both histories, until next to nothing is compiled any more. */
    private static final int WARM_UP = 300_000;

    private static final int MOST_MEASURED = 100_000;

    /** What the second history holds at most. */
    static final int MOST_WARM_CALLS = WARM_UP + MOST_MEASURED;

    /** Of what is measured of the second history; during the last one the API is a little way off. */
    private static final int PARTS = 6;

    private static final Duration AWAY = Duration.ofMillis(10);
    private static final double[] LIVE_SET_AT = {0.1, 0.3, 0.5, 0.7, 0.9, 1};
    /** Of a part of the second history, what goes by before and after what is measured of it. */
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

    /** A part of the second history: calls a second, and CPU time a call. */
    private record Part(double connector, double bare, double alike, Cpu connectorCpu, Cpu bareCpu) {}

    KafkaMeasure(ApiProcess api, int calls) {
        this.api = api;
        this.calls = calls;
        this.warmUp = Math.max(0, WARM_UP - calls);
        this.measured = Math.min(calls, MOST_MEASURED);
        this.bareCalls = (int) (BARE_SHARE * measured / BenchmarkTask.REQUESTS_A_CALL);
    }

    List<Row> run() {
        api.addAccount(COLD, calls);
        api.addAccount(WARM, warmUp + measured);
        api.reset();
        api.log((int) (BARE_SHARE * measured));
        try (LocalCluster kafka = LocalCluster.startBroker();
                WorkerProcess worker = WorkerProcess.start(kafka.bootstrapServers(), "benchmark", Map.of(), JVM)) {
            double cold = cold(worker, kafka);
            Path urls = Path.of("target", "benchmark", "urls.txt");
            api.writeUrls(urls);
            api.log(0);
            try (JvmProcess bare = JvmProcess.start(
                    BareClient.class, HEAP, api.url(), COLD, urls.toString(), String.valueOf(CONCURRENT))) {
                warm(worker, kafka, bare);
            }
            return rows(cold);
        }
    }

    /** Calls a second of the first history, from its first call to its last. */
    private double cold(WorkerProcess worker, LocalCluster kafka) {
        try (TopicEnd topic = new TopicEnd(kafka.bootstrapServers(), COLD + ".mpc.calls")) {
            worker.rest().put(COLD, config(COLD));
            topic.await(1, MOST);
            long start = System.nanoTime();
            for (double share : LIVE_SET_AT) {
                topic.await((long) (share * calls), MOST);
                live.add(worker.liveMegabytes());
            }
            double seconds = (System.nanoTime() - start) / 1e9;
            worker.rest().delete(COLD);
            return calls / seconds;
        }
    }

    private void warm(WorkerProcess worker, LocalCluster kafka, JvmProcess bare) {
        try (TopicEnd topic = new TopicEnd(kafka.bootstrapServers(), WARM + ".mpc.calls")) {
            worker.rest().put(WARM, config(WARM));
            topic.await(warmUp, MOST);
            worker.rest().pause(WARM);
            for (int fetched = 0; fetched < WARM_UP; fetched += bareCalls) {
                bare.ask("warm up");
            }
            for (int part = 0; part < PARTS - 1; part++) {
                parts.add(measure(part, worker, topic, bare));
            }
            api.network(AWAY, Duration.ZERO, Duration.ofSeconds(1));
            away = measure(PARTS - 1, worker, topic, bare);
        }
    }

    private Part measure(int part, WorkerProcess worker, TopicEnd topic, JvmProcess bare) {
        worker.rest().resume(WARM);
        topic.await(at((double) part / PARTS + MARGIN), MOST);
        Cpu cpu = cpu(worker);
        long start = System.nanoTime();
        long before = topic.end();
        topic.await(at((part + 1.0) / PARTS - MARGIN), MOST);
        double seconds = (System.nanoTime() - start) / 1e9;
        double read = topic.end() - before;
        cpu = cpu(worker).since(cpu, read);
        worker.rest().pause(WARM);
        Cpu bareCpu = Cpu.of(bare.cpu(), api.cpu(), Duration.ZERO);
        double bareRate = bareRate(bare, "as it comes");
        bareCpu = Cpu.of(bare.cpu(), api.cpu(), Duration.ZERO).since(bareCpu, bareCalls);
        return new Part(read / seconds, bareRate, bareRate(bare, BareClient.ALIKE), cpu, bareCpu);
    }

    private double bareRate(JvmProcess bare, String how) {
        return bareCalls / (Long.parseLong(bare.ask(how)) / 1e9);
    }

    private long at(double share) {
        return warmUp + (long) (share * measured);
    }

    private Cpu cpu(WorkerProcess worker) {
        return Cpu.of(worker.cpu(), api.cpu(), JvmProcess.cpu(ProcessHandle.current()));
    }

    private Map<String, String> config(String account) {
        Map<String, String> config = BenchmarkTask.config(api.url(), account);
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

    private List<Row> rows(double cold) {
        String rates = "calls a second into Kafka, %.0f, against those of a bare HTTP client, %.0f"
                .formatted(median(Part::connector), median(Part::bare));
        String ratesAway = "the first with the API %d ms away, %.0f against %.0f"
                .formatted(AWAY.toMillis(), away.connector, away.bare);
        return List.of(
                Row.atLeast(rates, 0.5, median(part -> part.connector / part.bare), "%.2f"),
                Row.told(
                        "the same where that one, too, asks for gzip for lists alone: %.0f"
                                .formatted(median(Part::alike)),
                        "%.2f".formatted(median(part -> part.connector / part.alike))),
                Row.atLeast(ratesAway, 0.5, away.connector / away.bare, "%.2f"),
                Row.told("the first by CPU time, which other work on the machine does not touch", cpuTime()),
                Row.told(
                        "calls a second from a worker's start on, the first %,d".formatted(calls),
                        "%.0f".formatted(cold)),
                Row.atMost(
                        "live set in %s at the end of %,d calls against the beginning (MB: %s)"
                                .formatted("-Xmx" + HEAP, calls, megabytes()),
                        1.1,
                        live.get(live.size() - 1) / live.get(0),
                        "%.2f"));
    }

    private String cpuTime() {
        return "%.2f: a call costs worker %.0f, API %.0f, broker %.0f us; bare client %.0f, API %.0f us"
                .formatted(
                        median(part -> part.bareCpu.all() / part.connectorCpu.all()),
                        median(part -> part.connectorCpu.client()),
                        median(part -> part.connectorCpu.api()),
                        median(part -> part.connectorCpu.broker()),
                        median(part -> part.bareCpu.client()),
                        median(part -> part.bareCpu.api()));
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
