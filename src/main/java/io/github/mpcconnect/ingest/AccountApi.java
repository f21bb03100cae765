package io.github.mpcconnect.ingest;

import io.github.mpcconnect.api.ApiClock;
import io.github.mpcconnect.api.MpcApi;
import io.github.mpcconnect.metrics.AccountMetrics;

/**
 * An account and the way to ask the API for it.
 *
 * @param clock is told the time by the answers that {@code api} gets
 * @param metrics what its reading is counted by
 */
public record AccountApi(Account account, MpcApi api, ApiClock clock, AccountMetrics metrics) {}
