package io.github.mpcconnect.request;

import io.github.mpcconnect.api.ApiException;
import io.github.mpcconnect.api.ApiException.Kind;
import io.github.mpcconnect.metrics.AccountMetrics;
import io.github.mpcconnect.metrics.Metric;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.time.Duration;

/**
 * Judges failures of one account's requests: which of them end the work, and which are waited out. An outage is one log
 * line when it begins and one when it ends, however many requests fail meanwhile. Safe for use by several threads.
 */
public final class Outage {

    private static final Logger LOG = LoggerFactory.getLogger(Outage.class);

    private static final int REFUSALS = 3;
    private static final Duration REFUSED_FOR = Duration.ofSeconds(10);

    private final String account;
    private final AccountMetrics metrics;
    private final Time time;
    private boolean begun;
    private long since;
    private int failures;
    private int unauthorized;
    private long unauthorizedSince;

    /** @param account the account's name, for messages */
    public Outage(String account, AccountMetrics metrics, Time time) {
        this.account = account;
        this.metrics = metrics;
        this.time = time;
    }

    /** A request was answered. */
    synchronized void answered() {
        unauthorized = 0;
        if (begun) {
            begun = false;
            metrics.set(Metric.RETRYING, 0);
            LOG.info(
                    "Account {}: the API answers again, {} s and {} failed requests after the first failure",
                    account,
                    time.since(since).toSeconds(),
                    failures);
        }
    }

    /**
     * A request failed.
     *
     * @throws FatalException where asking again is of no use: refused, or not authorized three times in a row over ten
     *     seconds
     * @throws ApiException {@code NOT_FOUND}, as it came
     */
    synchronized void failed(ApiException e) {
        switch (e.kind()) {
            case NOT_FOUND -> {
                answered();
                throw e;
            }
            case REFUSED -> throw new FatalException("Account " + account + ": the API refuses: " + e.getMessage(), e);
            case UNAUTHORIZED -> unauthorized(e);
            case TRANSIENT -> unauthorized = 0;
        }
        begin(e);
    }

    private void unauthorized(ApiException e) {
        if (unauthorized++ == 0) {
            unauthorizedSince = time.nanos();
        }
        if (unauthorized >= REFUSALS && time.since(unauthorizedSince).compareTo(REFUSED_FOR) >= 0) {
            throw new FatalException(
                    "Account " + account + ": the API does not accept the credentials any more. Check the auth id and"
                            + " token in the connector's configuration, then restart the task. " + e.getMessage(),
                    e);
        }
    }

    private void begin(ApiException e) {
        if (!begun) {
            begun = true;
            metrics.set(Metric.RETRYING, 1);
            since = time.nanos();
            failures = 0;
            String what = e.kind() == Kind.UNAUTHORIZED ? "does not accept the credentials" : "fails";
            LOG.warn("Account {}: the API {}; asking again until it answers: {}", account, what, e.getMessage());
        }
        failures++;
    }
}
