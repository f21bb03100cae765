package io.github.mpcconnect.config;

import org.apache.kafka.common.config.types.Password;

import java.util.regex.Pattern;

import static org.apache.kafka.common.config.ConfigDef.Importance.HIGH;

/**
 * A Plivo account with its credentials and its settings. Of several accounts, each has a group of keys of its own,
 * {@code account.<alias>.*}. Its text never shows the token.
 *
 * @param alias its name in {@code accounts}; empty where the connector has one account without an alias
 * @param authId the account's Auth ID, letters and digits
 * @param authToken the account's Auth Token
 * @param settings its own where it has them, otherwise those that all accounts share
 */
public record AccountConfig(String alias, String authId, Password authToken, AccountSettings settings) {

    private static final Pattern AUTH_ID = Pattern.compile("[A-Za-z0-9]+");

    static AccountConfig of(ConfigValues values, String alias) {
        return new AccountConfig(
                alias,
                values.text(authIdKey(alias)),
                values.password(authTokenKey(alias)),
                AccountSettings.of(alias.isEmpty() ? values : values.ofAccount(alias)));
    }

    /** The account's name in messages: its alias, or else its Auth ID. */
    public String name() {
        return alias.isEmpty() ? authId : alias;
    }

    /** The key that holds its Auth ID. */
    public String authIdKey() {
        return authIdKey(alias);
    }

    /** The key that holds its Auth Token. */
    public String authTokenKey() {
        return authTokenKey(alias);
    }

    static String authIdKey(String alias) {
        return alias.isEmpty() ? Accounts.AUTH_ID : Accounts.ownKey(alias, "auth.id");
    }

    static String authTokenKey(String alias) {
        return alias.isEmpty() ? Accounts.AUTH_TOKEN : Accounts.ownKey(alias, "auth.token");
    }

    static Key.Group keys(String alias) {
        return new Key.Group(
                "Account " + alias,
                authId(alias),
                authToken(alias),
                topicPrefix(alias),
                rateLimit(alias),
                startTime(alias));
    }

    private static Key authId(String alias) {
        return Key.text(authIdKey(alias), null).importance(HIGH).described("Auth ID of " + alias, """
                The Auth ID of this account: letters and digits, as shown on the overview page of the Plivo console.
                Each alias needs a different one. It is part of every stored offset, so the alias can be renamed freely,
                while a different Auth ID starts from the beginning.
                """);
    }

    private static Key authToken(String alias) {
        return Key.secret(authTokenKey(alias)).importance(HIGH).described("Auth Token of " + alias, """
                The Auth Token of this account. It is a secret: it appears in no log, trace, metric or record, and a
                config provider such as ${file:...} keeps it out of the stored configuration.
                """);
    }

    private static Key topicPrefix(String alias) {
        return Key.text(Accounts.ownKey(alias, RecordSettings.TOPIC_PREFIX), null)
                .validator(Checks.topicPrefix())
                .described("Topic prefix of " + alias, """
                The first part of the names of this account's topics, like topic.prefix, which applies where this key is
                empty. Set it to keep the calls of this account in topics of their own.
                """);
    }

    private static Key rateLimit(String alias) {
        return Key.number(Accounts.ownKey(alias, RequestSettings.LIMIT), null, 1, RequestSettings.MAX_LIMIT)
                .described("Requests per period of " + alias, """
                How many requests this account may make in any span of api.rate.limit.period.ms. Set it where Plivo gave
                this account a different allowance; where it is empty, api.rate.limit.requests applies.
                """);
    }

    private static Key startTime(String alias) {
        return Key.text(Accounts.ownKey(alias, HistorySettings.START_TIME), null)
                .validator(Checks.instant())
                .described("Start time of " + alias, """
                Where this account's history begins: an ISO-8601 instant like 2026-11-21T00:00:00Z, rounded down to the
                start of its UTC day. Set it where this account is to start at another time than the others; where it is
                empty, start.time applies. A stored offset is never overridden.
                """);
    }

    /** @param orElse what can be done instead of giving what is missing */
    static void check(ConfigValues values, String alias, String orElse) {
        String authIdKey = authIdKey(alias);
        String authTokenKey = authTokenKey(alias);
        if (!values.isSet(authIdKey)) {
            values.missing(authIdKey, "give the Auth ID " + orElse);
        } else if (values.value(authIdKey) instanceof String authId
                && !AUTH_ID.matcher(authId).matches()) {
            values.reject(
                    authIdKey,
                    upToFirstInvalid(authId),
                    "an Auth ID consists of letters and digits only; copy it again");
        }
        if (!values.isSet(authTokenKey)) {
            values.missing(authTokenKey, "give the Auth Token " + orElse);
        }
    }

    /** The token may have been pasted after the Auth ID: nothing from the first invalid character on is shown. */
    private static String upToFirstInvalid(String authId) {
        return authId.replaceAll("(?s)[^A-Za-z0-9].*", "...");
    }
}
