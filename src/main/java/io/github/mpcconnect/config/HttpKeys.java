package io.github.mpcconnect.config;

import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigDef.Importance;
import org.apache.kafka.common.config.ConfigDef.Type;
import org.apache.kafka.common.config.ConfigDef.Width;

import java.util.List;

/** The keys of the group "Limits and HTTP": how fast, how patiently and by which way the API is asked. */
final class HttpKeys {

    static final String RATE_LIMIT_REQUESTS = "api.rate.limit.requests";
    static final String RATE_LIMIT_PERIOD = "api.rate.limit.period.ms";
    static final String MAX_CONCURRENT_REQUESTS = "api.max.concurrent.requests";
    static final String RETRY_BACKOFF = "retry.backoff.ms";
    static final String RETRY_BACKOFF_MAX = "retry.backoff.max.ms";
    static final String CONNECT_TIMEOUT = "http.connect.timeout.ms";
    static final String RESPONSE_TIMEOUT = "http.response.timeout.ms";
    static final String PROXY_URL = "http.proxy.url";
    static final String PROXY_USER = "http.proxy.user";
    static final String PROXY_PASSWORD = "http.proxy.password";

    private static final long TEN_MINUTES_MS = 600_000;
    private static final long HOUR_MS = 3_600_000;

    private static final Visibility WITH_PROXY = new Visibility(config -> config.get(PROXY_URL) != null);

    private HttpKeys() {}

    static void define(ConfigDef def) {
        Key.define(
                def,
                "Limits and HTTP",
                List.of(
                        rateLimitRequests(),
                        rateLimitPeriod(),
                        maxConcurrentRequests(),
                        retryBackoff(),
                        retryBackoffMax(),
                        connectTimeout(),
                        responseTimeout(),
                        proxyUrl(),
                        proxyUser(),
                        proxyPassword()));
    }

    private static Key rateLimitRequests() {
        return Key.of(RATE_LIMIT_REQUESTS, Type.INT, 300, Importance.MEDIUM, Width.SHORT, "Requests a period", """
                How many requests an account may make in any span of api.rate.limit.period.ms, as Plivo's server
                counts them. 300 in 5 seconds is what Plivo gives every account. Raise it when Plivo raised yours;
                lower it to leave a part of the allowance to other programs that use the same account.
                """)
                .checkedBy(Checks.between(1, 100_000));
    }

    private static Key rateLimitPeriod() {
        return Key.of(RATE_LIMIT_PERIOD, Type.LONG, 5_000L, Importance.LOW, Width.SHORT, "Rate limit period (ms)", """
                The length, in milliseconds, of the span in which api.rate.limit.requests are allowed. The limit is
                kept in every span of this length, not just on average. Change it only when Plivo changes the period
                of your account's allowance.
                """)
                .checkedBy(Checks.between(1, HOUR_MS));
    }

    private static Key maxConcurrentRequests() {
        return Key.of(MAX_CONCURRENT_REQUESTS, Type.INT, 16, Importance.LOW, Width.SHORT, "Concurrent requests", """
                How many requests of an account may be under way at the same time. The rate limit is reached when
                this is at least the requests a second times the seconds that an answer takes: 16 suffices for
                answers in a quarter of a second. Raise it when answers are slower and history loads below the
                allowance.
                """)
                .checkedBy(Checks.between(1, 256));
    }

    private static Key retryBackoff() {
        return Key.of(RETRY_BACKOFF, Type.LONG, 500L, Importance.LOW, Width.SHORT, "Retry backoff (ms)", """
                How long to wait, in milliseconds, before a failed request is made again the first time: after 429,
                5xx, a timeout, a lost connection or an unreadable answer. It doubles with every failure in a row up
                to retry.backoff.max.ms, with some chance in it. Where the API says Retry-After that is kept
                instead, up to five minutes. Retries never end; the task stays running.
                """)
                .checkedBy(Checks.between(1, HOUR_MS));
    }

    private static Key retryBackoffMax() {
        return Key.of(
                        RETRY_BACKOFF_MAX,
                        Type.LONG,
                        30_000L,
                        Importance.LOW,
                        Width.SHORT,
                        "Maximal retry backoff (ms)",
                        """
                The longest wait, in milliseconds, between two tries of a request that keeps failing; at least
                retry.backoff.ms. It is also about how long it takes until the connector notices that the API is
                back after an outage.
                """)
                .checkedBy(Checks.between(1, HOUR_MS));
    }

    private static Key connectTimeout() {
        return Key.of(CONNECT_TIMEOUT, Type.LONG, 5_000L, Importance.LOW, Width.SHORT, "Connect timeout (ms)", """
                How long, in milliseconds, to wait for a connection to the API or the proxy before the request
                counts as failed and is made again. Raise it on slow networks where connections are given up too
                early.
                """)
                .checkedBy(Checks.between(1, TEN_MINUTES_MS));
    }

    private static Key responseTimeout() {
        return Key.of(RESPONSE_TIMEOUT, Type.LONG, 30_000L, Importance.LOW, Width.SHORT, "Response timeout (ms)", """
                How long, in milliseconds, to wait for an answer of the API before the request counts as failed and
                is made again. Raise it where large accounts answer slowly; stopping a task never waits for it.
                """)
                .checkedBy(Checks.between(1, TEN_MINUTES_MS));
    }

    private static Key proxyUrl() {
        return Key.of(PROXY_URL, Type.STRING, null, Importance.LOW, Width.LONG, "Proxy URL", """
                The HTTP proxy that requests go through, as http://host:port, like http://proxy.example.com:3128;
                https to the API is tunnelled through it. User and password have keys of their own. Leave it empty
                where workers reach the API directly.
                """)
                .checkedBy(Checks.proxyUrl())
                .ruling(PROXY_USER, PROXY_PASSWORD);
    }

    private static Key proxyUser() {
        return Key.of(PROXY_USER, Type.STRING, null, Importance.LOW, Width.MEDIUM, "Proxy user", """
                The user name for a proxy that asks for one (Basic authentication). It needs http.proxy.url; leave
                it empty for a proxy that is open to the workers.
                """)
                .recommendedBy(WITH_PROXY);
    }

    private static Key proxyPassword() {
        return Key.of(PROXY_PASSWORD, Type.PASSWORD, null, Importance.LOW, Width.MEDIUM, "Proxy password", """
                The password of http.proxy.user, which it needs. It is a secret like plivo.auth.token: it appears in
                no log, trace, metric or record.
                """)
                .recommendedBy(WITH_PROXY);
    }
}
