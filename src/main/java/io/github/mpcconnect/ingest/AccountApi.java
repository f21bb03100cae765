package io.github.mpcconnect.ingest;

import io.github.mpcconnect.api.ApiClock;
import io.github.mpcconnect.api.MpcApi;

/**
 * An account and the way to ask the API for it.
 *
 * @param clock is told the time by the answers that {@code api} gets
 */
public record AccountApi(Account account, MpcApi api, ApiClock clock) {}
