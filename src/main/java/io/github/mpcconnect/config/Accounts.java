package io.github.mpcconnect.config;

import org.apache.kafka.common.config.ConfigDef.Width;
import org.apache.kafka.connect.util.ConnectorUtils;

import java.net.URI;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import static org.apache.kafka.common.config.ConfigDef.Importance.HIGH;
import static org.apache.kafka.common.config.ConfigDef.Importance.MEDIUM;

/**
 * The group "Accounts": whose calls are read, with which credentials, and where the API is. One account or several,
 * each complete, none twice; each belongs to one task. No message shows a token.
 */
final class Accounts {

    static final String AUTH_ID = "plivo.auth.id";
    static final String AUTH_TOKEN = "plivo.auth.token";
    static final String ACCOUNTS = "accounts";
    static final String API_URL = "plivo.api.url";
    static final String VALIDATE_CREDENTIALS = "validate.credentials";

    /** Not a key of the configuration: the number of a task, which metrics are shown under. */
    static final String TASK_ID = "task.id";

    /** What the keys of one account of several begin with, before its alias. */
    static final String OWN_PREFIX = "account.";

    private static final String API_ALLOW_HTTP = "plivo.api.allow.http";

    private static final Pattern ALIAS = Pattern.compile("[A-Za-z0-9_-]+");

    private static final Predicate<Map<String, Object>> WITHOUT_ALIASES =
            config -> !(config.get(ACCOUNTS) instanceof List<?> aliases) || aliases.isEmpty();

    static final Key.Group KEYS = new Key.Group(
            "Accounts",
            Key.text(AUTH_ID, null).importance(HIGH).shownWhen(WITHOUT_ALIASES).described("Auth ID", """
                    The Auth ID of the Plivo account whose multiparty calls are read: letters and digits, as shown on
                    the overview page of the Plivo console. Set it together with plivo.auth.token. To read several
                    accounts with one connector, set accounts instead; the two forms exclude each other. The Auth ID is
                    part of every stored offset, so a different one starts from the beginning.
                    """),
            Key.secret(AUTH_TOKEN).importance(HIGH).shownWhen(WITHOUT_ALIASES).described("Auth Token", """
                    The Auth Token of the account in plivo.auth.id. It is a secret: it appears in no log, trace, metric
                    or record, and a config provider such as ${file:...} keeps it out of the stored configuration. When
                    the token is renewed in the Plivo console, change it here; the connector continues where it was.
                    """),
            Key.list(ACCOUNTS)
                    .importance(MEDIUM)
                    .dependents(AUTH_ID, AUTH_TOKEN)
                    .described("Accounts", """
                    The aliases of the accounts to read, separated by commas, like emea,apac. An alias consists of
                    letters, digits, '-' and '_'. Each alias needs account.<alias>.auth.id and
                    account.<alias>.auth.token, and may have account.<alias>.topic.prefix,
                    account.<alias>.api.rate.limit.requests and account.<alias>.start.time; all other keys are shared.
                    The accounts are distributed over up to tasks.max tasks, each account to one task, because one task
                    can use an account's whole allowance. Leave it empty to read the one account of plivo.auth.id. Write
                    the aliases literally, not through a config provider, which would give every task the whole list.
                    """),
            Key.text(API_URL, "https://api.plivo.com")
                    .width(Width.LONG)
                    .validator(Checks.apiUrl())
                    .described("API URL", """
                    The address of the Plivo API: an http or https URL without user, query and fragment; a path before
                    /v1 is kept. Change it only for a gateway in front of the API or for a simulator in tests. Every
                    request carries the credentials, so plain http is rejected for hosts other than localhost,
                    127.0.0.0/8 and ::1 unless plivo.api.allow.http is true.
                    """),
            Key.flag(API_ALLOW_HTTP, false).described("Allow plain HTTP", """
                    Whether plivo.api.url may be plain http on a host other than this one. Everyone on the network path
                    can then read the Auth Token, so set it to true only for a simulator or a gateway in a network that
                    you trust.
                    """),
            Key.flag(VALIDATE_CREDENTIALS, true).described("Validate credentials", """
                    Whether the validation of a configuration tries the API: one authenticated request per account, all
                    in parallel, one try each, 10 seconds for all together. A failure is reported on the key that it
                    concerns. Responses that say nothing about the configuration (429, 5xx) are accepted. Set it to
                    false where the workers that validate cannot reach the API.
                    """));

    private Accounts() {}

    /** The name of an account's own form of a key. */
    static String ownKey(String alias, String key) {
        return OWN_PREFIX + alias + "." + key;
    }

    /** The aliases that can be used, each once. */
    static List<String> aliases(Map<String, String> props) {
        return listed(props).stream().filter(Accounts::isAlias).distinct().toList();
    }

    /** The aliases as given: in order, with duplicates and empty ones. */
    private static List<String> listed(Map<String, String> props) {
        String list = props.get(ACCOUNTS);
        if (list == null || list.isBlank()) {
            return List.of();
        }
        return Stream.of(list.split(",", -1)).map(String::strip).toList();
    }

    private static boolean isAlias(String text) {
        return ALIAS.matcher(text).matches();
    }

    static URI apiUrl(ConfigValues values) {
        return Checks.apiUrl(API_URL, values.text(API_URL));
    }

    static void check(ConfigValues values, Map<String, String> props) {
        List<String> listed = listed(props);
        if (listed.isEmpty()) {
            AccountConfig.check(values, "", "from the Plivo console, or list several accounts in " + ACCOUNTS);
        } else {
            checkNotBothForms(values, listed);
            checkAliases(values, listed);
            checkAccounts(values, aliases(props));
        }
        checkPlainHttp(values);
    }

    private static void checkNotBothForms(ConfigValues values, List<String> listed) {
        if (values.isSet(AUTH_ID) || values.isSet(AUTH_TOKEN)) {
            values.reject(
                    ACCOUNTS,
                    String.join(",", listed),
                    "give either " + AUTH_ID + " and " + AUTH_TOKEN + " for one account, or " + ACCOUNTS
                            + " for several; remove one of the two");
        }
    }

    private static void checkAliases(ConfigValues values, List<String> listed) {
        String list = String.join(",", listed);
        Set<String> seen = new LinkedHashSet<>();
        for (String alias : listed) {
            if (alias.isEmpty()) {
                values.reject(ACCOUNTS, list, "an alias is empty; remove the extra comma");
            } else if (!isAlias(alias)) {
                values.reject(
                        ACCOUNTS,
                        list,
                        "the alias '" + alias + "' has other characters than letters, digits, '-' and '_'; rename it");
            } else if (!seen.add(alias)) {
                values.reject(ACCOUNTS, list, "the alias '" + alias + "' is listed twice; remove one");
            }
        }
    }

    private static void checkAccounts(ConfigValues values, List<String> aliases) {
        Map<String, String> aliasesByAuthId = new HashMap<>();
        for (String alias : aliases) {
            AccountConfig.check(values, alias, "of the account '" + alias + "', or remove it from " + ACCOUNTS);
            String key = AccountConfig.authIdKey(alias);
            String other = values.text(key) == null ? null : aliasesByAuthId.putIfAbsent(values.text(key), alias);
            if (other != null) {
                values.reject(
                        key,
                        values.text(key),
                        "'" + other + "' has the same Auth ID, and an account is read only once;"
                                + " correct one of the two");
            }
        }
    }

    private static void checkPlainHttp(ConfigValues values) {
        if (values.text(API_URL) == null || !Boolean.FALSE.equals(values.value(API_ALLOW_HTTP))) {
            return;
        }
        URI url = apiUrl(values);
        if (Checks.isPlainOffLoopback(url)) {
            values.reject(
                    API_URL,
                    values.text(API_URL),
                    "plain http would send the Auth Token unencrypted to " + url.getHost() + "; use https, or set "
                            + API_ALLOW_HTTP + "=true where the network is trusted");
        }
    }

    /** The accounts distributed over tasks. A task has the credentials of its own accounts only. */
    static List<Map<String, String>> taskConfigs(Map<String, String> props, int maxTasks) {
        List<String> aliases = listed(props).stream().distinct().toList();
        if (aliases.isEmpty()) {
            return List.of(numbered(new HashMap<>(props), 0));
        }
        List<List<String>> shares = ConnectorUtils.groupPartitions(aliases, Math.min(maxTasks, aliases.size()));
        return IntStream.range(0, shares.size())
                .mapToObj(task -> numbered(narrowed(props, shares.get(task)), task))
                .toList();
    }

    private static Map<String, String> numbered(Map<String, String> props, int task) {
        props.put(TASK_ID, String.valueOf(task));
        return props;
    }

    private static Map<String, String> narrowed(Map<String, String> props, List<String> share) {
        Map<String, String> task = new HashMap<>(props);
        task.keySet()
                .removeIf(key -> key.startsWith(OWN_PREFIX)
                        && share.stream().noneMatch(alias -> key.startsWith(ownKey(alias, ""))));
        task.put(ACCOUNTS, String.join(",", share));
        return task;
    }
}
