package io.github.mpcconnect.request;

import io.github.mpcconnect.metrics.AccountMetrics;
import io.github.mpcconnect.metrics.Metric;

import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.function.LongSupplier;

/**
 * The metrics of one account's requests. Written on the loop; what is computed from them, on access, may be read by any
 * thread.
 */
final class RequestStats {

    private static final int MAX_LATENCIES = 1_000;
    private static final int UNUSED = -1;

    private final AccountMetrics metrics;
    private final LongSupplier nanos;
    private final long period;
    private final AtomicLongArray sendTimes;
    private final AtomicLongArray latencies = new AtomicLongArray(MAX_LATENCIES);
    private final long created;
    private int sent;
    private int answered;
    private long waited;

    /** Nanoseconds since {@link #created}. */
    private volatile long lastResponse;

    /**
     * @param limit the configured number of requests per period
     * @param nanos the monotonic time in nanoseconds
     */
    RequestStats(AccountMetrics metrics, int limit, Duration period, LongSupplier nanos) {
        this.metrics = metrics;
        this.nanos = nanos;
        this.period = period.toNanos();
        this.created = nanos.getAsLong();
        this.sendTimes = new AtomicLongArray(limit);
        fill(sendTimes);
        fill(latencies);
        metrics.gauge(Metric.ALLOWANCE_USED, this::allowanceUsed);
        metrics.gauge(Metric.LATENCY_P50_MS, () -> latency(0.50));
        metrics.gauge(Metric.LATENCY_P99_MS, () -> latency(0.99));
        metrics.gauge(Metric.RESPONSE_AGE_SECONDS, () -> seconds(now() - lastResponse));
    }

    private static void fill(AtomicLongArray times) {
        for (int i = 0; i < times.length(); i++) {
            times.set(i, UNUSED);
        }
    }

    private long now() {
        return nanos.getAsLong() - created;
    }

    private static long seconds(long nanos) {
        return Duration.ofNanos(nanos).toSeconds();
    }

    /** @param readySince the time from which on the request could have been sent, monotonic, in nanoseconds */
    void sent(Resource resource, long readySince) {
        metrics.add(Metric.REQUESTS);
        metrics.add(resource == Resource.CALLS ? Metric.LIST_REQUESTS : Metric.PARTICIPANTS_REQUESTS);
        waited += Math.max(0, nanos.getAsLong() - readySince);
        metrics.set(Metric.PERMIT_WAIT_MS, Duration.ofNanos(waited).toMillis());
        sendTimes.set(sent++ % sendTimes.length(), now());
        sent %= sendTimes.length();
    }

    /**
     * An attempt ended.
     *
     * @param status the HTTP status; 0 if there was no usable response
     * @param sentAt monotonic, in nanoseconds
     */
    void returned(int status, long sentAt) {
        switch (status / 100) {
            case 2 -> metrics.add(Metric.RESPONSES_OK);
            case 4 -> metrics.add(Metric.RESPONSES_CLIENT_ERROR);
            case 5 -> metrics.add(Metric.RESPONSES_SERVER_ERROR);
            case 0 -> metrics.add(Metric.NO_RESPONSE);
            default -> {}
        }
        if (status > 0) {
            lastResponse = now();
            latencies.set(answered, nanos.getAsLong() - sentAt);
            answered = (answered + 1) % MAX_LATENCIES;
        }
    }

    private double allowanceUsed() {
        long from = now() - period;
        int used = 0;
        for (int i = 0; i < sendTimes.length(); i++) {
            long at = sendTimes.get(i);
            used += at != UNUSED && at > from ? 1 : 0;
        }
        return (double) used / sendTimes.length();
    }

    private long latency(double quantile) {
        long[] known = new long[MAX_LATENCIES];
        int count = 0;
        for (int i = 0; i < MAX_LATENCIES; i++) {
            long latency = latencies.get(i);
            if (latency != UNUSED) {
                known[count++] = latency;
            }
        }
        if (count == 0) {
            return 0;
        }
        Arrays.sort(known, 0, count);
        return Duration.ofNanos(known[(int) Math.ceil(quantile * count) - 1]).toMillis();
    }
}
