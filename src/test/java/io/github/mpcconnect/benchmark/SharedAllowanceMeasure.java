package io.github.mpcconnect.benchmark;

import io.github.mpcconnect.benchmark.Table.Row;
import io.github.mpcconnect.request.SharedAllowance;

import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;

/** Another program uses half of the allowance now and then: half an hour each, in virtual time. */
final class SharedAllowanceMeasure {

    private static final int RUNS = 20;
    private static final Duration LENGTH = Duration.ofMinutes(30);

    List<Row> run() {
        List<SharedAllowance> runs = IntStream.range(0, RUNS)
                .mapToObj(seed -> SharedAllowance.inBlocks(seed, 0.5).run(LENGTH))
                .toList();
        double refused =
                runs.stream().mapToDouble(SharedAllowance::shareRefused).max().orElseThrow();
        double used = runs.stream()
                .mapToDouble(SharedAllowance::shareOfRestUsed)
                .min()
                .orElseThrow();
        String how =
                "half of the allowance used by another program, worst of %d simulated half hours: ".formatted(RUNS);
        return List.of(
                Row.atMost(how + "share of requests refused", 0.02, refused, "%.4f"),
                Row.atLeast(how + "share of the rest used", 0.80, used, "%.3f"));
    }
}
