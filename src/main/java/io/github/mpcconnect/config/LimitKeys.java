package io.github.mpcconnect.config;

import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigDef.Importance;
import org.apache.kafka.common.config.ConfigDef.Type;
import org.apache.kafka.common.config.ConfigDef.Width;

import java.util.List;

/** The keys of the group "Limits and retries": how many requests are made, and when a failed one is made again. */
final class LimitKeys {

    static final String RATE_LIMIT_REQUESTS = "api.rate.limit.requests";
    static final String RATE_LIMIT_PERIOD = "api.rate.limit.period.ms";
    static final String MAX_CONCURRENT_REQUESTS = "api.max.concurrent.requests";
    static final String RETRY_BACKOFF = "retry.backoff.ms";
    static final String RETRY_BACKOFF_MAX = "retry.backoff.max.ms";

    static final int MAX_REQUESTS = 100_000;

    private static final long HOUR_MS = 3_600_000;

    private LimitKeys() {}

    static void define(ConfigDef def) {
        Key.define(
                def,
                "Limits and retries",
                List.of(
                        rateLimitRequests(),
                        rateLimitPeriod(),
                        maxConcurrentRequests(),
                        retryBackoff(),
                        retryBackoffMax()));
    }

    static RequestSettings settings(ConfigValues values, Account account) {
        return new RequestSettings(
                account.rateLimitRequests(),
                values.duration(RATE_LIMIT_PERIOD),
                values.number(MAX_CONCURRENT_REQUESTS),
                values.duration(RETRY_BACKOFF),
                values.duration(RETRY_BACKOFF_MAX));
    }

    private static Key rateLimitRequests() {
        return Key.of(RATE_LIMIT_REQUESTS, Type.INT, 300, Importance.MEDIUM, Width.SHORT, "Requests per period", """
                How many requests an account may make in any span of api.rate.limit.period.ms, as Plivo's server
                counts them. 300 in 5 seconds is what Plivo gives every account. Raise it where Plivo raised yours;
                lower it to leave a part of the allowance to other programs that use the same account.
                """)
                .withValidator(Checks.between(1, MAX_REQUESTS));
    }

    private static Key rateLimitPeriod() {
        return Key.of(RATE_LIMIT_PERIOD, Type.LONG, 5_000L, Importance.LOW, Width.SHORT, "Rate limit period (ms)", """
                The length, in milliseconds, of the span in which api.rate.limit.requests are allowed. The limit
                holds in every span of this length, not only on average. Change it only where Plivo counts your
                account's requests over a different period.
                """)
                .withValidator(Checks.between(1, HOUR_MS));
    }

    private static Key maxConcurrentRequests() {
        return Key.of(MAX_CONCURRENT_REQUESTS, Type.INT, 16, Importance.LOW, Width.SHORT, "Concurrent requests", """
                How many requests of an account may run at the same time. To use the whole allowance it must be at
                least the requests per second times the seconds that a response takes: 16 is enough for responses in
                a quarter of a second. Raise it where responses are slower and history loads below the allowance.
                """)
                .withValidator(Checks.between(1, 256));
    }

    private static Key retryBackoff() {
        return Key.of(RETRY_BACKOFF, Type.LONG, 500L, Importance.LOW, Width.SHORT, "Retry back-off (ms)", """
                How long to wait, in milliseconds, before a failed request is made again the first time: after 429,
                5xx, a timeout, a lost connection or an unreadable response. It doubles with every consecutive
                failure up to retry.backoff.max.ms, with random jitter. Where the API's Retry-After is longer, that
                applies, up to five minutes. Retries continue indefinitely; the task stays RUNNING.
                """)
                .withValidator(Checks.between(1, HOUR_MS));
    }

    private static Key retryBackoffMax() {
        return Key.of(
                        RETRY_BACKOFF_MAX,
                        Type.LONG,
                        30_000L,
                        Importance.LOW,
                        Width.SHORT,
                        "Maximum retry back-off (ms)",
                        """
                        The longest back-off, in milliseconds, between two tries of a request that keeps failing; at
                        least retry.backoff.ms. It is also about how long the connector takes to notice that the API
                        answers again after an outage.
                        """)
                .withValidator(Checks.between(1, HOUR_MS));
    }
}
