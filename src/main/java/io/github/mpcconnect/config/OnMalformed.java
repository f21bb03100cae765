package io.github.mpcconnect.config;

/** What happens to an object of the API's that cannot be read. */
public enum OnMalformed {
    FAIL,
    SKIP,
    TOPIC
}
