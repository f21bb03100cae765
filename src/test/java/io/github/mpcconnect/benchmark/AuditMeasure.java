package io.github.mpcconnect.benchmark;

import io.github.mpcconnect.benchmark.ApiProcess.Counts;
import io.github.mpcconnect.benchmark.Table.Row;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The calls of the last hours are listed and compared one by one, again and again, without a limit, while 3 calls per
 * second end: what such an audit costs in requests, and how soon the calls that end come out meanwhile.
 */
final class AuditMeasure {

    private static final String ACCOUNT = "MAAUDIT";
    private static final int ENDING_PER_SECOND = 3;
    private static final Duration LISTING_INTERVAL = Duration.ofSeconds(5);
    private static final Duration MAX_WAIT = Duration.ofMinutes(5);
    private static final Duration MEASURED = Duration.ofSeconds(25);

    private final ApiProcess api;
    private final int calls;

    AuditMeasure(ApiProcess api, int calls) {
        this.api = api;
        this.calls = calls;
    }

    List<Row> run() throws InterruptedException {
        api.addAccount(ACCOUNT, calls, Duration.ofHours(20));
        api.reset();
        try (BenchmarkTask task = BenchmarkTask.start(api.url(), ACCOUNT, config())) {
            task.pollUntil(calls, MAX_WAIT);
            api.letCallsEnd(ACCOUNT, ENDING_PER_SECOND, MEASURED.plusSeconds(5));
            Instant from = Instant.now();
            Counts before = api.counts(ACCOUNT);
            task.pollFor(MEASURED);
            Counts after = api.counts(ACCOUNT);
            double pages = calls / 20.0;
            return List.of(
                    LimitMeasure.freshness(task.fresh(), from, ", audits listing %,d calls meanwhile".formatted(calls)),
                    Row.info(
                            "audits: list requests in %d s, in units of a listing of %,d calls"
                                    .formatted(MEASURED.toSeconds(), calls),
                            "%.2f".formatted((after.lists() - before.lists()) / pages)));
        }
    }

    private static Map<String, String> config() {
        Map<String, String> config = new HashMap<>();
        config.put("participants.mode", "none");
        config.put("api.rate.limit.requests", BenchmarkTask.UNLIMITED);
        config.put("start.time", Instant.now().minus(Duration.ofHours(21)).toString());
        config.put("audit.listing.interval.ms", String.valueOf(LISTING_INTERVAL.toMillis()));
        return config;
    }
}
