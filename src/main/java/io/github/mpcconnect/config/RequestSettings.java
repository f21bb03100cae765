package io.github.mpcconnect.config;

import java.time.Duration;

import static org.apache.kafka.common.config.ConfigDef.Importance.MEDIUM;

/**
 * The group "Limits and retries": how many requests of an account are made, and when a failed one is made again.
 *
 * @param limit the account's allowance in any span of {@code period}
 * @param concurrent how many requests run at a time
 * @param backoff how long to wait after a first failure
 * @param backoffMax the maximum wait
 */
public record RequestSettings(int limit, Duration period, int concurrent, Duration backoff, Duration backoffMax) {

    static final String LIMIT = "api.rate.limit.requests";
    static final int MAX_LIMIT = 100_000;

    private static final String PERIOD = "api.rate.limit.period.ms";
    private static final String CONCURRENT = "api.max.concurrent.requests";
    private static final String BACKOFF = "retry.backoff.ms";
    private static final String BACKOFF_MAX = "retry.backoff.max.ms";

    private static final Duration MIN = Duration.ofMillis(1);
    private static final Duration HOUR = Duration.ofHours(1);

    static final Key.Group KEYS = new Key.Group(
            "Limits and retries",
            Key.number(LIMIT, 300, 1, MAX_LIMIT).importance(MEDIUM).described("Requests per period", """
                    How many requests an account may make in any span of api.rate.limit.period.ms, as Plivo's server
                    counts them. 300 in 5 seconds is what Plivo gives every account. Raise it where Plivo raised yours;
                    lower it to leave a part of the allowance to other programs that use the same account.
                    """),
            Key.millis(PERIOD, Duration.ofSeconds(5), MIN, HOUR).described("Rate limit period (ms)", """
                    The length, in milliseconds, of the span in which api.rate.limit.requests are allowed. The limit
                    holds in every span of this length, not only on average. Change it only where Plivo counts your
                    account's requests over a different period.
                    """),
            Key.number(CONCURRENT, 16, 1, 256).described("Concurrent requests", """
                    How many requests of an account may run at the same time. To use the whole allowance it must be at
                    least the requests per second times the seconds that a response takes: 16 is enough for responses in
                    a quarter of a second. Raise it where responses are slower and history loads below the allowance.
                    """),
            Key.millis(BACKOFF, Duration.ofMillis(500), MIN, HOUR).described("Retry back-off (ms)", """
                    How long to wait, in milliseconds, before a failed request is made again the first time: after 429,
                    5xx, a timeout, a lost connection or an unreadable response. It doubles with every consecutive
                    failure up to retry.backoff.max.ms, with random jitter. Where the API's Retry-After is longer, that
                    applies, up to five minutes. Retries continue indefinitely; the task stays RUNNING.
                    """),
            Key.millis(BACKOFF_MAX, Duration.ofSeconds(30), MIN, HOUR).described("Maximum retry back-off (ms)", """
                    The longest back-off, in milliseconds, between two tries of a request that keeps failing; at least
                    retry.backoff.ms. It is also about how long the connector takes to notice that the API responds
                    again after an outage.
                    """));

    static RequestSettings of(ConfigValues values) {
        return new RequestSettings(
                values.number(LIMIT),
                values.duration(PERIOD),
                values.number(CONCURRENT),
                values.duration(BACKOFF),
                values.duration(BACKOFF_MAX));
    }

    static void check(ConfigValues values) {
        if (values.value(BACKOFF) instanceof Long first
                && values.value(BACKOFF_MAX) instanceof Long max
                && max < first) {
            values.reject(BACKOFF_MAX, max, "give at least " + BACKOFF + ", which is " + first + ", or lower that");
        }
    }
}
