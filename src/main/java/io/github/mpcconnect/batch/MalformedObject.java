package io.github.mpcconnect.batch;

import io.github.mpcconnect.api.Malformed;

import java.time.Instant;

/**
 * An object that could not be read, to be sent to the errors topic.
 *
 * @param observedAt when the object was received, by the API's clock
 */
public record MalformedObject(Malformed malformed, Instant observedAt) implements BatchItem {}
