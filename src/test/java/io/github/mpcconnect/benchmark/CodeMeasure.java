package io.github.mpcconnect.benchmark;

import io.github.mpcconnect.api.json.ParsingBenchmark;
import io.github.mpcconnect.benchmark.Table.Row;
import io.github.mpcconnect.record.ConvertingBenchmark;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.Options;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;

import java.util.List;
import java.util.concurrent.TimeUnit;

/** What the connector's own code takes for a call with two participants, by JMH. */
final class CodeMeasure {

    private static final TimeValue SECOND = TimeValue.seconds(1);

    List<Row> run() {
        Options options = new OptionsBuilder()
                .include(ParsingBenchmark.class.getName())
                .include(ConvertingBenchmark.class.getName())
                .mode(Mode.AverageTime)
                .timeUnit(TimeUnit.MICROSECONDS)
                .forks(1)
                .warmupIterations(5)
                .warmupTime(SECOND)
                .measurementIterations(5)
                .measurementTime(SECOND)
                .addProfiler(GCProfiler.class)
                .output("target/benchmark/jmh.log")
                .build();
        try {
            return new Runner(options).run().stream().map(CodeMeasure::row).toList();
        } catch (RunnerException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Row row(RunResult result) {
        Result<?> allocated = result.getSecondaryResults().get("gc.alloc.rate.norm");
        return Row.info(
                "code: " + result.getPrimaryResult().getLabel(),
                "%.1f us, %.1f KB per call"
                        .formatted(result.getPrimaryResult().getScore(), allocated.getScore() / 1024));
    }
}
