package io.github.mpcconnect.config;

import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigDef.Importance;
import org.apache.kafka.common.config.ConfigDef.Type;
import org.apache.kafka.common.config.ConfigDef.Width;

import java.time.Instant;
import java.util.List;

/** The keys of one account of several, {@code account.<alias>.*}, a group for each alias. */
final class AliasKeys {

    private final String alias;

    AliasKeys(String alias) {
        this.alias = alias;
    }

    void define(ConfigDef def) {
        Key.define(
                def,
                "Account " + alias,
                List.of(authId(), authToken(), topicPrefix(), rateLimitRequests(), startTime()));
    }

    Account account(ConfigValues values) {
        String prefix = values.text(name(RecordKeys.TOPIC_PREFIX));
        Integer requests = values.number(name(LimitKeys.RATE_LIMIT_REQUESTS));
        Instant start = values.instant(name(HistoryKeys.START_TIME));
        return new Account(
                alias,
                values.text(AccountKeys.authId(alias)),
                values.password(AccountKeys.authToken(alias)),
                prefix == null ? values.text(RecordKeys.TOPIC_PREFIX) : prefix,
                requests == null ? values.number(LimitKeys.RATE_LIMIT_REQUESTS) : requests,
                start == null ? values.instant(HistoryKeys.START_TIME) : start);
    }

    /** The name of this account's own form of a shared key. */
    private String name(String sharedKey) {
        return AccountKeys.ACCOUNT_PREFIX + alias + "." + sharedKey;
    }

    private Key authId() {
        return Key.of(
                AccountKeys.authId(alias),
                Type.STRING,
                null,
                Importance.HIGH,
                Width.MEDIUM,
                "Auth ID of " + alias,
                """
                The Auth ID of this account: letters and digits, as shown on the overview page of the Plivo console.
                Each alias needs a different one. It is part of every stored offset, so the alias can be renamed
                freely, while a different Auth ID starts from the beginning.
                """);
    }

    private Key authToken() {
        return Key.of(
                AccountKeys.authToken(alias),
                Type.PASSWORD,
                null,
                Importance.HIGH,
                Width.MEDIUM,
                "Auth Token of " + alias,
                """
                The Auth Token of this account. It is a secret: it appears in no log, trace, metric or record, and a
                config provider such as ${file:...} keeps it out of the stored configuration.
                """);
    }

    private Key topicPrefix() {
        return Key.of(
                        name(RecordKeys.TOPIC_PREFIX),
                        Type.STRING,
                        null,
                        Importance.LOW,
                        Width.MEDIUM,
                        "Topic prefix of " + alias,
                        """
                        The first part of the names of this account's topics, like topic.prefix, which applies where
                        this key is empty. Set it to keep the calls of this account in topics of their own.
                        """)
                .withValidator(Checks.topicPrefix());
    }

    private Key rateLimitRequests() {
        return Key.of(
                        name(LimitKeys.RATE_LIMIT_REQUESTS),
                        Type.INT,
                        null,
                        Importance.LOW,
                        Width.SHORT,
                        "Requests per period of " + alias,
                        """
                        How many requests this account may make in any span of api.rate.limit.period.ms. Set it where
                        Plivo gave this account a different allowance; where it is empty, api.rate.limit.requests
                        applies.
                        """)
                .withValidator(Checks.between(1, LimitKeys.MAX_REQUESTS));
    }

    private Key startTime() {
        return Key.of(
                        name(HistoryKeys.START_TIME),
                        Type.STRING,
                        null,
                        Importance.LOW,
                        Width.MEDIUM,
                        "Start time of " + alias,
                        """
                        Where this account's history begins: an ISO-8601 instant like 2026-11-21T00:00:00Z, rounded
                        down to the start of its UTC day. Set it where this account is to start at another time than
                        the others; where it is empty, start.time applies. A stored offset is never overridden.
                        """)
                .withValidator(Checks.instant());
    }
}
