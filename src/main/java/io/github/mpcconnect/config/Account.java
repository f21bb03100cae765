package io.github.mpcconnect.config;

import org.apache.kafka.common.config.types.Password;

import java.time.Instant;

/**
 * A Plivo account and the settings that can differ between accounts, each with the connector's own as its default. Its
 * text never shows the token.
 *
 * @param alias its name in {@code accounts}; empty where the connector has one account without an alias
 * @param authId the account's Auth ID, letters and digits
 * @param authToken the account's Auth Token
 * @param topicPrefix the first part of the names of its topics
 * @param rateLimitRequests its allowance of requests per period
 * @param startTime where its history begins; null for all that the API keeps
 */
public record Account(
        String alias, String authId, Password authToken, String topicPrefix, int rateLimitRequests, Instant startTime) {

    /** The account's name in messages: its alias, or else its Auth ID. */
    public String name() {
        return alias.isEmpty() ? authId : alias;
    }

    /** The key that holds its Auth ID. */
    public String authIdKey() {
        return alias.isEmpty() ? AccountKeys.AUTH_ID : AccountKeys.authId(alias);
    }

    /** The key that holds its Auth Token. */
    public String authTokenKey() {
        return alias.isEmpty() ? AccountKeys.AUTH_TOKEN : AccountKeys.authToken(alias);
    }
}
