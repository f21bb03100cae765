package io.github.mpcconnect.request;

import io.github.mpcconnect.metrics.AccountMetrics;
import io.github.mpcconnect.metrics.Metric;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.concurrent.TimeUnit;

import static org.assertj.core.api.Assertions.assertThat;

class RequestStatsTest {

    private long nanos = 5_000_000_000L;
    private final AccountMetrics metrics = new AccountMetrics();
    private final RequestStats stats = new RequestStats(metrics, 10, Duration.ofSeconds(5), () -> nanos);

    @Test
    void requests_are_counted_by_kind_and_responses_by_class() {
        stats.sent(Resource.CALLS, nanos);
        stats.sent(Resource.PARTICIPANTS, nanos);
        stats.sent(Resource.PARTICIPANTS, nanos);
        for (int status : new int[] {200, 404, 429, 503, 0}) {
            stats.returned(status, nanos);
        }

        assertThat(metrics.value(Metric.REQUESTS)).isEqualTo(3);
        assertThat(metrics.value(Metric.LIST_REQUESTS)).isEqualTo(1);
        assertThat(metrics.value(Metric.PARTICIPANTS_REQUESTS)).isEqualTo(2);
        assertThat(metrics.value(Metric.RESPONSES_OK)).isEqualTo(1);
        assertThat(metrics.value(Metric.RESPONSES_CLIENT_ERROR)).isEqualTo(2);
        assertThat(metrics.value(Metric.RESPONSES_SERVER_ERROR)).isEqualTo(1);
        assertThat(metrics.value(Metric.NO_RESPONSE)).isEqualTo(1);
    }

    @Test
    void the_allowance_used_is_that_of_the_last_period() {
        assertThat(metrics.number(Metric.ALLOWANCE_USED)).isEqualTo(0.0);
        for (int i = 0; i < 25; i++) {
            stats.sent(Resource.CALLS, nanos);
            pass(1_000);
        }

        assertThat(metrics.number(Metric.ALLOWANCE_USED)).isEqualTo(0.4);
        pass(5_000);
        assertThat(metrics.number(Metric.ALLOWANCE_USED)).isEqualTo(0.0);
    }

    @Test
    void latencies_are_those_of_the_last_thousand_responses() {
        assertThat(metrics.value(Metric.LATENCY_P50_MS)).isZero();
        for (int i = 1; i <= 2_000; i++) {
            stats.returned(200, nanos - TimeUnit.MILLISECONDS.toNanos(i));
        }

        assertThat(metrics.value(Metric.LATENCY_P50_MS)).isEqualTo(1_500);
        assertThat(metrics.value(Metric.LATENCY_P99_MS)).isEqualTo(1_990);
    }

    @Test
    void the_age_of_the_last_response_grows_while_nothing_is_answered() {
        pass(3_000);
        assertThat(metrics.value(Metric.RESPONSE_AGE_SECONDS)).isEqualTo(3);
        stats.returned(503, nanos);
        assertThat(metrics.value(Metric.RESPONSE_AGE_SECONDS)).isZero();
        pass(7_000);
        stats.returned(0, nanos);
        assertThat(metrics.value(Metric.RESPONSE_AGE_SECONDS)).isEqualTo(7);
    }

    @Test
    void the_time_that_ready_requests_wait_adds_up() {
        stats.sent(Resource.CALLS, nanos - TimeUnit.MILLISECONDS.toNanos(40));
        stats.sent(Resource.CALLS, nanos - TimeUnit.MILLISECONDS.toNanos(2));
        stats.sent(Resource.CALLS, nanos + TimeUnit.MILLISECONDS.toNanos(9));

        assertThat(metrics.value(Metric.PERMIT_WAIT_MS)).isEqualTo(42);
    }

    private void pass(long millis) {
        nanos += TimeUnit.MILLISECONDS.toNanos(millis);
    }
}
