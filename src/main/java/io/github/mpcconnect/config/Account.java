package io.github.mpcconnect.config;

import org.apache.kafka.common.config.types.Password;

/**
 * A Plivo account. Its text never shows the token.
 *
 * @param alias as {@code accounts} names it; empty where the connector has one account and no alias
 * @param authId the account's Auth ID, letters and digits
 * @param authToken the account's Auth Token
 */
public record Account(String alias, String authId, Password authToken) {

    /** What messages call it: its alias, or else its Auth ID. */
    public String name() {
        return alias.isEmpty() ? authId : alias;
    }

    /** The key that its Auth ID was given under. */
    public String authIdKey() {
        return alias.isEmpty() ? AccountKeys.AUTH_ID : AccountKeys.authId(alias);
    }

    /** The key that its Auth Token was given under. */
    public String authTokenKey() {
        return alias.isEmpty() ? AccountKeys.AUTH_TOKEN : AccountKeys.authToken(alias);
    }
}
