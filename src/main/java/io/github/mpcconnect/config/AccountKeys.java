package io.github.mpcconnect.config;

import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigDef.Importance;
import org.apache.kafka.common.config.ConfigDef.Type;
import org.apache.kafka.common.config.ConfigDef.Width;

import java.util.List;

/** The keys of the group "Account": whose calls are read, with what credentials, from where. */
final class AccountKeys {

    static final String AUTH_ID = "plivo.auth.id";
    static final String AUTH_TOKEN = "plivo.auth.token";
    static final String ACCOUNTS = "accounts";
    static final String ACCOUNT_PREFIX = "account.";
    static final String API_URL = "plivo.api.url";
    static final String API_ALLOW_HTTP = "plivo.api.allow.http";
    static final String VALIDATE_CREDENTIALS = "validate.credentials";

    private static final Visibility WITHOUT_ALIASES =
            new Visibility(config -> !(config.get(ACCOUNTS) instanceof List<?> aliases) || aliases.isEmpty());

    private AccountKeys() {}

    static void define(ConfigDef def) {
        Key.define(
                def,
                "Account",
                List.of(authId(), authToken(), accounts(), apiUrl(), apiAllowHttp(), validateCredentials()));
    }

    /** The two keys of an account with an alias, in a group of their own. */
    static void define(ConfigDef def, String alias) {
        Key.define(def, "Account " + alias, List.of(aliasAuthId(alias), aliasAuthToken(alias)));
    }

    static String authId(String alias) {
        return ACCOUNT_PREFIX + alias + ".auth.id";
    }

    static String authToken(String alias) {
        return ACCOUNT_PREFIX + alias + ".auth.token";
    }

    private static Key authId() {
        return Key.of(AUTH_ID, Type.STRING, null, Importance.HIGH, Width.MEDIUM, "Auth ID", """
                The Auth ID of the Plivo account whose multiparty calls are read, as the Plivo console shows it on
                its overview page: letters and digits. Set it together with plivo.auth.token. To read several
                accounts with one connector use accounts instead; the two forms exclude each other. The Auth ID is
                part of every stored offset, so another one starts from the beginning.
                """)
                .recommendedBy(WITHOUT_ALIASES);
    }

    private static Key authToken() {
        return Key.of(AUTH_TOKEN, Type.PASSWORD, null, Importance.HIGH, Width.MEDIUM, "Auth Token", """
                The Auth Token that belongs to plivo.auth.id. It is a secret: it appears in no log, trace, metric or
                record, and a config provider such as ${file:...} keeps it out of the stored configuration. Change
                it here when the token is renewed in the Plivo console; the connector goes on where it was.
                """)
                .recommendedBy(WITHOUT_ALIASES);
    }

    private static Key accounts() {
        return Key.of(ACCOUNTS, Type.LIST, List.of(), Importance.MEDIUM, Width.LONG, "Accounts", """
                Aliases of the accounts to read where there are several, separated by commas, like emea,apac; each
                is made of letters, digits, '-' and '_'. Every alias has its own account.<alias>.auth.id and
                account.<alias>.auth.token, all other keys are shared. The accounts are dealt over up to tasks.max
                tasks, each account whole to one task, since one task can use all of an account's allowance. Leave
                it empty to read the one account of plivo.auth.id. Write the aliases here as they are, not through a
                config provider, which would give every task the whole list again.
                """)
                .ruling(AUTH_ID, AUTH_TOKEN);
    }

    private static Key apiUrl() {
        return Key.of(API_URL, Type.STRING, "https://api.plivo.com", Importance.LOW, Width.LONG, "API URL", """
                Where the Plivo API is: an http or https URL without user, query and fragment; a path before /v1 is
                kept. Change it only for a gateway in front of the API or for a simulator in tests. Credentials
                travel in every request, so plain http is refused for any host but localhost, 127.0.0.0/8 and ::1,
                unless plivo.api.allow.http says otherwise.
                """)
                .checkedBy(Checks.apiUrl());
    }

    private static Key apiAllowHttp() {
        return Key.of(API_ALLOW_HTTP, Type.BOOLEAN, false, Importance.LOW, Width.SHORT, "Allow plain HTTP", """
                Whether plivo.api.url may be plain http on a host other than this one. Anybody on the way can then
                read the Auth Token, so set it to true only for a simulator or a gateway inside a network that you
                trust.
                """);
    }

    private static Key validateCredentials() {
        return Key.of(
                VALIDATE_CREDENTIALS, Type.BOOLEAN, true, Importance.LOW, Width.SHORT, "Validate credentials", """
                Whether a configuration is tried out before it is taken: one authenticated request an account, one
                try, 10 seconds at most. What fails is shown on the key that it concerns. An API that is over its
                limit or has an error of its own (429, 5xx) does not count against the configuration. Set it to
                false where the workers that validate cannot reach the API.
                """);
    }

    private static Key aliasAuthId(String alias) {
        return Key.of(authId(alias), Type.STRING, null, Importance.HIGH, Width.MEDIUM, "Auth ID of " + alias, """
                The Auth ID of this account, as the Plivo console shows it on its overview page: letters and digits.
                No other alias may have the same one. It is part of every stored offset, so the alias can be renamed
                at will, while another Auth ID starts from the beginning.
                """);
    }

    private static Key aliasAuthToken(String alias) {
        return Key.of(
                authToken(alias), Type.PASSWORD, null, Importance.HIGH, Width.MEDIUM, "Auth Token of " + alias, """
                The Auth Token that belongs to this account's Auth ID. It is a secret: it appears in no log, trace,
                metric or record, and a config provider such as ${file:...} keeps it out of the stored
                configuration.
                """);
    }
}
