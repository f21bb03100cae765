package io.github.mpcconnect.ingest;

import io.github.mpcconnect.api.ApiClock;
import io.github.mpcconnect.api.MpcApi;
import io.github.mpcconnect.batch.Account;
import io.github.mpcconnect.config.AccountSettings;
import io.github.mpcconnect.metrics.AccountMetrics;

/**
 * An account, how it is read, and its API.
 *
 * @param clock derives the API's time from the responses that {@code api} receives
 */
public record AccountApi(
        Account account, AccountSettings settings, MpcApi api, ApiClock clock, AccountMetrics metrics) {}
