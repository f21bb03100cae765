package io.github.mpcconnect.ingest;

import io.github.mpcconnect.days.EndedCalls;
import io.github.mpcconnect.days.Progress;
import io.github.mpcconnect.metrics.Metric;
import io.github.mpcconnect.request.Loop;

import java.time.Duration;
import java.time.Instant;
import java.util.function.LongSupplier;
import java.util.function.ToLongFunction;

/** The metrics that are computed on access, from the last snapshot of an account's progress. */
final class EngineMetrics {

    private final AccountApi account;
    private final LongSupplier nanos;
    private final long started;

    /** Written by the loop's thread, read by any thread. */
    private volatile EndedCalls ended;

    EngineMetrics(AccountApi account, Loop loop) {
        this.account = account;
        this.nanos = loop::nanos;
        this.started = loop.nanos();
    }

    void register() {
        gauge(Metric.DAYS_OPEN, Progress::daysOpen);
        gauge(Metric.DAYS_READ, Progress::daysRead);
        gauge(Metric.GAPS_UNREAD, Progress::unread);
        gauge(Metric.GAPS_UNPROVEN, Progress::unproven);
        gauge(Metric.DEFERRED, Progress::deferred);
        gauge(Metric.WITHOUT_BILL, Progress::unbilled);
        gauge(Metric.HISTORY_DAYS_LEFT, Progress::daysLeft);
        account.metrics().gauge(Metric.LAG_SECONDS, this::lag);
    }

    /** Sets the source of the metrics. */
    void follow(EndedCalls calls) {
        ended = calls;
    }

    private void gauge(Metric metric, ToLongFunction<Progress> value) {
        account.metrics().gauge(metric, () -> {
            EndedCalls calls = ended;
            return calls == null ? 0 : value.applyAsLong(calls.progress());
        });
    }

    /**
     * The time since new calls were read or, before the first read, since the start. It grows while the API does not
     * respond.
     */
    private long lag() {
        EndedCalls calls = ended;
        Instant readTo = calls == null ? null : calls.progress().newCallsTo();
        Instant now = account.clock().now().orElse(null);
        if (readTo == null || now == null) {
            return Duration.ofNanos(nanos.getAsLong() - started).toSeconds();
        }
        return Duration.between(readTo, now).toSeconds();
    }
}
