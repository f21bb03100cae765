package io.github.mpcconnect.batch;

/**
 * An account that the connector reads.
 *
 * @param id the auth id, as in records and offsets
 * @param name the name in the configuration, for messages
 */
public record Account(String id, String name) {}
