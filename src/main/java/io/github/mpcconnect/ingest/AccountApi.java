package io.github.mpcconnect.ingest;

import io.github.mpcconnect.api.ApiClock;
import io.github.mpcconnect.api.MpcApi;
import io.github.mpcconnect.batch.Account;
import io.github.mpcconnect.metrics.AccountMetrics;

/**
 * An account and how its API is reached.
 *
 * @param clock gets the time from the responses that {@code api} receives
 * @param metrics what reading the account is counted by
 */
public record AccountApi(Account account, MpcApi api, ApiClock clock, AccountMetrics metrics) {}
