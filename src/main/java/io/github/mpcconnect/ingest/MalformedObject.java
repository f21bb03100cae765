package io.github.mpcconnect.ingest;

import io.github.mpcconnect.api.Malformed;

import java.time.Instant;

/**
 * An object of the API's that cannot be read, for the topic of errors.
 *
 * @param observedAt the API's now when it was read
 */
public record MalformedObject(Malformed malformed, Instant observedAt) implements Item {}
