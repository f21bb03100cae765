package io.github.mpcconnect.benchmark;

import io.github.mpcconnect.benchmark.ApiProcess.Counts;
import io.github.mpcconnect.benchmark.BenchmarkTask.Fresh;
import io.github.mpcconnect.benchmark.Table.Row;

import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * 90 days of history load at the API's limit, 300 requests in any 5 s, from an API 100 ms away, while 3 calls a second
 * end: how much of the allowance is used, that none is refused, and how soon the calls that end come out.
 */
final class LimitMeasure {

    private static final Duration ROUND_TRIP = Duration.ofMillis(100);
    private static final Duration STALL = Duration.ofMillis(600);
    private static final Duration BETWEEN_STALLS = Duration.ofSeconds(8);
    private static final double PERIOD = 5;
    private static final int ALLOWANCE = 300;
    private static final int ENDING_PER_SECOND = 3;

    /** More than the limit lets through meanwhile. */
    private static final int CALLS = 10_000;

    /** Until an earlier task's share is over and today's backlog is read. */
    private static final Duration WARM_UP = Duration.ofSeconds(10);

    /** A whole number of times that the allowance is used up and comes back. */
    private static final Duration MEASURED = Duration.ofMillis(8 * 5_100);

    private final ApiProcess api;

    LimitMeasure(ApiProcess api) {
        this.api = api;
    }

    List<Row> run() throws IOException, InterruptedException {
        List<Row> rows = new ArrayList<>();
        rows.addAll(run("MALIMIT", Duration.ZERO, 16, ""));
        rows.addAll(
                run("MASTALL", STALL, 32, ", the network standing still for 0.6 s every 8 s, 32 requests at a time"));
        api.network(Duration.ZERO, Duration.ZERO, BETWEEN_STALLS);
        return rows;
    }

    /** @param concurrent how many requests at a time; in a stall all are soon under way, and the rest has to wait */
    private List<Row> run(String account, Duration stall, int concurrent, String how)
            throws IOException, InterruptedException {
        api.addLimitedAccount(account, CALLS);
        api.network(ROUND_TRIP, stall, BETWEEN_STALLS);
        api.letCallsEnd(account, ENDING_PER_SECOND, WARM_UP.plus(MEASURED).plusSeconds(5));
        api.reset();
        try (RoundTrip probe = new RoundTrip(api, account + "X");
                BenchmarkTask task = BenchmarkTask.start(
                        api.url(), account, Map.of("api.max.concurrent.requests", String.valueOf(concurrent)))) {
            task.pollFor(WARM_UP);
            Instant from = Instant.now();
            Counts before = api.counts(account);
            probe.begin();
            long start = System.nanoTime();
            task.pollFor(MEASURED);
            double seconds = (System.nanoTime() - start) / 1e9;
            double roundTrip = seconds(probe.mean());
            long probes = probe.count();
            Counts after = api.counts(account);
            double used = (after.requests() - before.requests() - probes) / seconds / (ALLOWANCE / PERIOD);
            double ceiling = PERIOD / (PERIOD + roundTrip);
            String what = "share of the allowance used, of its ceiling at a round trip of %.0f ms"
                    .formatted(1_000 * roundTrip);
            return List.of(
                    Row.atLeast(what + how, 0.98, used / ceiling, "%.3f"),
                    Row.none("requests refused (429)" + how, after.refused()),
                    freshness(task.fresh(), from, how));
        }
    }

    static Row freshness(List<Fresh> calls, Instant from, String how) {
        List<Double> delays = calls.stream()
                .filter(call -> call.end().isAfter(from))
                .map(call -> seconds(call.delay()))
                .sorted()
                .toList();
        if (delays.isEmpty()) {
            return Row.none("calls ending meanwhile that came out: none" + how, 1);
        }
        double median = delays.get(delays.size() / 2);
        double p99 = delays.get(Math.min(delays.size() - 1, (int) Math.ceil(0.99 * delays.size()) - 1));
        double max = seconds(BenchmarkTask.POLL_INTERVAL) + 3;
        String what = "seconds from settled to sent, p99 of %d calls that ended meanwhile (median %.1f)"
                .formatted(delays.size(), median);
        return Row.atMost(what + how, max, p99, "%.1f");
    }

    private static double seconds(Duration duration) {
        return duration.toNanos() / 1e9;
    }

    /** How long the API's answers take somebody else, who asks for next to nothing five times a second. */
    static final class RoundTrip implements AutoCloseable {

        private static final long EVERY_MILLIS = 200;

        private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor();
        private final URL url;
        private final String authorization;
        private long nanos;
        private int count;

        /** @param account one without calls, which nothing else asks for */
        RoundTrip(ApiProcess api, String account) throws IOException {
            api.addAccount(account, 0);
            url = new URL(api.url() + "/v1/Account/" + account + "/MultiPartyCall/?limit=1");
            byte[] credentials = (account + ":" + BenchmarkTask.TOKEN).getBytes(StandardCharsets.UTF_8);
            authorization = "Basic " + Base64.getEncoder().encodeToString(credentials);
        }

        void begin() {
            thread.scheduleAtFixedRate(this::ask, 0, EVERY_MILLIS, TimeUnit.MILLISECONDS);
        }

        private void ask() {
            long start = System.nanoTime();
            try {
                HttpURLConnection connection = (HttpURLConnection) url.openConnection();
                connection.setRequestProperty("Authorization", authorization);
                try (InputStream in = connection.getInputStream()) {
                    in.readAllBytes();
                }
                add(System.nanoTime() - start);
            } catch (IOException e) {
                throw new IllegalStateException("The API does not answer", e);
            }
        }

        private synchronized void add(long took) {
            nanos += took;
            count++;
        }

        synchronized Duration mean() {
            return count == 0 ? Duration.ZERO : Duration.ofNanos(nanos / count);
        }

        /** How often it has asked; the API counts these requests, too. */
        synchronized int count() {
            return count;
        }

        @Override
        public void close() {
            thread.shutdownNow();
        }
    }
}
