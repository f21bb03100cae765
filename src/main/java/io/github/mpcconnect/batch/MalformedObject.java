package io.github.mpcconnect.batch;

import io.github.mpcconnect.api.Malformed;

import java.time.Instant;

/**
 * An object of the API's that cannot be read, for the errors topic.
 *
 * @param observedAt the API's clock when it was read
 */
public record MalformedObject(Malformed malformed, Instant observedAt) implements Item {}
