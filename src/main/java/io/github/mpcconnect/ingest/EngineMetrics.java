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
        gauge(Metric.HISTORY_DAYS_LEFT, progress -> progress.history().left());
        account.metrics().gauge(Metric.HISTORY_PROGRESS, this::historyProgress);
        account.metrics().gauge(Metric.HISTORY_REMAINING_SECONDS, this::historyRemaining);
        account.metrics().gauge(Metric.LAG_SECONDS, this::lag);
        account.metrics()
                .gauge(Metric.AUDIT_AGE_SECONDS, () -> secondsSince(progress().lastAudit()));
        account.metrics().gauge(Metric.GAP_AGE_SECONDS, () -> {
            Instant oldest = progress().oldestGap();
            return oldest == null ? 0 : secondsSince(oldest);
        });
    }

    /** Sets the source of the metrics. */
    void follow(EndedCalls calls) {
        ended = calls;
    }

    private void gauge(Metric metric, ToLongFunction<Progress> value) {
        account.metrics().gauge(metric, () -> value.applyAsLong(progress()));
    }

    private Progress progress() {
        EndedCalls calls = ended;
        return calls == null ? Progress.NONE : calls.progress();
    }

    /**
     * The time since new calls were read or, before the first read, since the start. It grows while the API does not
     * respond.
     */
    private long lag() {
        return secondsSince(progress().newCallsTo());
    }

    /** By the API's clock; since the start of the task, if the instant or the API's time is not known. */
    private long secondsSince(Instant instant) {
        Instant now = account.clock().now().orElse(null);
        return instant == null || now == null
                ? Duration.ofNanos(nanos.getAsLong() - started).toSeconds()
                : Duration.between(instant, now).toSeconds();
    }

    private double historyProgress() {
        Progress.History history = progress().history();
        return history.days() == 0 ? 0 : 1 - (double) history.left() / history.days();
    }

    /** At the pace since the start; -1 while no day was finished since then. */
    private long historyRemaining() {
        Progress.History history = progress().history();
        long done = history.leftAtStart() - history.left();
        if (history.days() > 0 && history.left() == 0) {
            return 0;
        }
        return done <= 0 ? -1 : secondsSince(history.started()) * history.left() / done;
    }
}
