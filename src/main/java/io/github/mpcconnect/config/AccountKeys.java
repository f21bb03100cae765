package io.github.mpcconnect.config;

import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigDef.Importance;
import org.apache.kafka.common.config.ConfigDef.Type;
import org.apache.kafka.common.config.ConfigDef.Width;

import java.util.List;

/** The keys of the group "Accounts": whose calls are read, with which credentials, and where the API is. */
final class AccountKeys {

    static final String AUTH_ID = "plivo.auth.id";
    static final String AUTH_TOKEN = "plivo.auth.token";
    static final String ACCOUNTS = "accounts";
    static final String ACCOUNT_PREFIX = "account.";
    static final String API_URL = "plivo.api.url";
    static final String API_ALLOW_HTTP = "plivo.api.allow.http";
    static final String VALIDATE_CREDENTIALS = "validate.credentials";

    private static final Recommendation WITHOUT_ALIASES =
            Recommendation.shownWhen(config -> !(config.get(ACCOUNTS) instanceof List<?> aliases) || aliases.isEmpty());

    private AccountKeys() {}

    static void define(ConfigDef def) {
        Key.define(
                def,
                "Accounts",
                List.of(authId(), authToken(), accounts(), apiUrl(), apiAllowHttp(), validateCredentials()));
    }

    static String authId(String alias) {
        return ACCOUNT_PREFIX + alias + ".auth.id";
    }

    static String authToken(String alias) {
        return ACCOUNT_PREFIX + alias + ".auth.token";
    }

    private static Key authId() {
        return Key.of(AUTH_ID, Type.STRING, null, Importance.HIGH, Width.MEDIUM, "Auth ID", """
                The Auth ID of the Plivo account whose multiparty calls are read: letters and digits, as shown on
                the overview page of the Plivo console. Set it together with plivo.auth.token. To read several
                accounts with one connector, use accounts instead; the two forms exclude each other. The Auth ID is
                part of every stored offset, so a different one starts from the beginning.
                """)
                .withRecommender(WITHOUT_ALIASES);
    }

    private static Key authToken() {
        return Key.of(AUTH_TOKEN, Type.PASSWORD, null, Importance.HIGH, Width.MEDIUM, "Auth Token", """
                The Auth Token of the account in plivo.auth.id. It is a secret: it appears in no log, trace, metric
                or record, and a config provider such as ${file:...} keeps it out of the stored configuration. When
                the token is renewed in the Plivo console, change it here; the connector continues where it was.
                """)
                .withRecommender(WITHOUT_ALIASES);
    }

    private static Key accounts() {
        return Key.of(ACCOUNTS, Type.LIST, List.of(), Importance.MEDIUM, Width.LONG, "Accounts", """
                The aliases of the accounts to read, separated by commas, like emea,apac. An alias consists of
                letters, digits, '-' and '_'. Each alias needs account.<alias>.auth.id and
                account.<alias>.auth.token, and may have account.<alias>.topic.prefix,
                account.<alias>.api.rate.limit.requests and account.<alias>.start.time; all other keys are shared.
                The accounts are distributed over up to tasks.max tasks, each account to one task, because one task
                can use an account's whole allowance. Leave it empty to read the one account of plivo.auth.id. Write
                the aliases literally, not through a config provider, which would give every task the whole list.
                """)
                .withDependents(AUTH_ID, AUTH_TOKEN);
    }

    private static Key apiUrl() {
        return Key.of(API_URL, Type.STRING, "https://api.plivo.com", Importance.LOW, Width.LONG, "API URL", """
                The address of the Plivo API: an http or https URL without user, query and fragment; a path before
                /v1 is kept. Change it only for a gateway in front of the API or for a simulator in tests. Every
                request carries the credentials, so plain http is rejected for hosts other than localhost,
                127.0.0.0/8 and ::1 unless plivo.api.allow.http is true.
                """)
                .withValidator(Checks.apiUrl());
    }

    private static Key apiAllowHttp() {
        return Key.of(API_ALLOW_HTTP, Type.BOOLEAN, false, Importance.LOW, Width.SHORT, "Allow plain HTTP", """
                Whether plivo.api.url may be plain http on a host other than this one. Everyone on the network path
                can then read the Auth Token, so set it to true only for a simulator or a gateway in a network that
                you trust.
                """);
    }

    private static Key validateCredentials() {
        return Key.of(
                VALIDATE_CREDENTIALS, Type.BOOLEAN, true, Importance.LOW, Width.SHORT, "Validate credentials", """
                Whether the validation of a configuration tries the API: one authenticated request per account, all
                in parallel, one try each, 10 seconds for all together. A failure is reported on the key that it
                concerns. Responses that say nothing about the configuration (429, 5xx) are accepted. Set it to
                false where the workers that validate cannot reach the API.
                """);
    }
}
