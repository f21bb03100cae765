package io.github.mpcconnect.config;

import org.apache.kafka.common.config.Config;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigException;

import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** A valid configuration, as the typed settings that each part of the connector takes. Its text shows no secret. */
public final class PlivoMpcConfig {

    /** The key to name when the API cannot be reached. */
    public static final String API_URL_KEY = Accounts.API_URL;

    /** In a task's configuration: its number within the connector, from 0. */
    public static final String TASK_ID_KEY = Accounts.TASK_ID;

    /** The key to name when the trust store cannot be read. */
    public static final String TRUSTSTORE_LOCATION_KEY = HttpConnectionSettings.TRUSTSTORE_LOCATION;

    /** The keys that every configuration has. */
    private static final List<Key.Group> GROUPS = List.of(
            Accounts.KEYS,
            RecordSettings.KEYS,
            HistorySettings.KEYS,
            EndedCallSettings.KEYS,
            AuditSettings.KEYS,
            LiveSettings.KEYS,
            CallFilter.KEYS,
            RequestSettings.KEYS,
            HttpConnectionSettings.KEYS);

    private final ConfigValues values;
    private final List<AccountConfig> accounts;

    /**
     * Reads the configuration of a connector or of a task.
     *
     * @throws ConfigException with all errors that {@link #validate} finds
     */
    public PlivoMpcConfig(Map<String, String> props) {
        this.values = validated(props);
        String errors = values.all().stream()
                .flatMap(value -> value.errorMessages().stream())
                .collect(Collectors.joining("; "));
        if (!errors.isEmpty()) {
            throw new ConfigException("The connector's configuration is not valid. " + errors);
        }
        List<String> aliases = Accounts.aliases(props);
        this.accounts = (aliases.isEmpty() ? List.of("") : aliases)
                .stream().map(alias -> AccountConfig.of(values, alias)).toList();
    }

    /** First each key, then the rules between keys. It never throws. */
    private static ConfigValues validated(Map<String, String> props) {
        ConfigValues values = ConfigValues.of(configDef(Accounts.aliases(props)), props);
        Accounts.check(values, props);
        CallFilter.check(values);
        RequestSettings.check(values);
        HttpConnectionSettings.check(values);
        return values;
    }

    /** The keys, without those of aliases, which depend on the configuration. */
    public static ConfigDef configDef() {
        return configDef(List.of());
    }

    /** The keys that every configuration has, and those of the accounts with these aliases. */
    static ConfigDef configDef(List<String> aliases) {
        ConfigDef def = new ConfigDef();
        GROUPS.forEach(group -> group.define(def));
        aliases.forEach(alias -> AccountConfig.keys(alias).define(def));
        return def;
    }

    /** Every key with its value and errors, those of the configuration's aliases included. */
    public static Config validate(Map<String, String> props) {
        return new Config(validated(props).all());
    }

    /**
     * The configurations of at most {@code maxTasks} tasks: the connector's own, with the accounts distributed evenly.
     * No task has the credentials of another's accounts, and no key is derived from another.
     */
    public static List<Map<String, String>> taskConfigs(Map<String, String> props, int maxTasks) {
        return Accounts.taskConfigs(props, maxTasks);
    }

    /** The accounts to read, at least one, in the order given. */
    public List<AccountConfig> accounts() {
        return accounts;
    }

    /** The settings that all accounts share, except where one has its own. */
    public AccountSettings shared() {
        return AccountSettings.of(values);
    }

    /** The address of the API, without a slash at its end. */
    public URI apiUrl() {
        return Accounts.apiUrl(values);
    }

    /** How connections to the API are made. */
    public HttpConnectionSettings http() {
        return HttpConnectionSettings.of(values);
    }

    public boolean validateCredentials() {
        return values.flag(Accounts.VALIDATE_CREDENTIALS);
    }
}
