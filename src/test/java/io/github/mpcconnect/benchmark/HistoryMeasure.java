package io.github.mpcconnect.benchmark;

import io.github.mpcconnect.benchmark.ApiProcess.Counts;
import io.github.mpcconnect.benchmark.Table.Row;

import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * A history and a short one with as many calls a day, without a limit, from an API that charges for each call that a
 * list passes over: what a call costs in requests, and in time from the first call on. The first reading is for warming
 * up, the long history stands between two readings of the short one.
 */
final class HistoryMeasure {

    private static final int MICROS_PER_OFFSET = 50;
    private static final int WINDOW = 200;
    private static final int MAX_FEW = 10_000;
    private static final Duration MAX_WAIT = Duration.ofMinutes(20);

    private final ApiProcess api;
    private final int calls;

    HistoryMeasure(ApiProcess api, int calls) {
        this.api = api;
        this.calls = calls;
    }

    private record Cost(double requests, double micros, int deepestOffset) {}

    List<Row> run() throws InterruptedException {
        int few = Math.min(calls / 10, MAX_FEW);
        api.addAccount("MAFEW", few, ApiProcess.HISTORY.multipliedBy(few).dividedBy(calls));
        api.addAccount("MAWHOLE", calls);
        api.chargeForOffsets(MICROS_PER_OFFSET);
        read("MAWHOLE", calls);
        Cost small = read("MAFEW", few);
        Cost large = read("MAWHOLE", calls);
        Cost again = read("MAFEW", few);
        api.chargeForOffsets(0);
        double micros = (small.micros + again.micros) / 2;
        String against = " per call at %,d calls of history, against %,d".formatted(calls, few);
        return List.of(
                Row.atMost(
                        "requests against the minimum, %,d calls".formatted(calls),
                        1.03,
                        large.requests / BenchmarkTask.REQUESTS_PER_CALL,
                        "%.4f"),
                Row.atMost("requests" + against, 1.05, large.requests / small.requests, "%.3f"),
                Row.atMost("time" + against, 1.05, large.micros / micros, "%.3f"),
                Row.atMost("deepest offset", 2 * WINDOW, large.deepestOffset, "%.0f"));
    }

    private Cost read(String account, int count) throws InterruptedException {
        api.reset();
        Map<String, String> unlimited = Map.of("api.rate.limit.requests", BenchmarkTask.UNLIMITED);
        try (BenchmarkTask task = BenchmarkTask.start(api.url(), account, unlimited)) {
            task.pollUntil(1, MAX_WAIT);
            long start = System.nanoTime();
            task.pollUntil(count, MAX_WAIT);
            double micros = (System.nanoTime() - start) / 1e3 / count;
            Counts counts = api.counts(account);
            return new Cost((double) counts.requests() / count, micros, Math.toIntExact(counts.deepestOffset()));
        }
    }
}
