package io.github.mpcconnect.batch;

/**
 * An account that is read.
 *
 * @param id its auth id, as it stands in records and offsets
 * @param name what the configuration calls it, for messages
 */
public record Account(String id, String name) {}
