package io.github.mpcconnect.config;

import java.time.Duration;

/**
 * How requests of one account are made.
 *
 * @param limit the account's allowance in any span of {@code period}
 * @param concurrent how many requests run at a time
 * @param backoff how long to wait after a first failure
 * @param backoffMax the maximum wait
 */
public record RequestSettings(int limit, Duration period, int concurrent, Duration backoff, Duration backoffMax) {}
