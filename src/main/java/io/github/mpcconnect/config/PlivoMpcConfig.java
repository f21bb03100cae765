package io.github.mpcconnect.config;

import org.apache.kafka.common.config.Config;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigException;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** A valid configuration, as the typed settings that each part of the connector takes. Its text shows no secret. */
public final class PlivoMpcConfig {

    /** The key to name when the API cannot be reached. */
    public static final String API_URL_KEY = AccountKeys.API_URL;

    /** The key to name when the trust store cannot be read. */
    public static final String TRUSTSTORE_LOCATION_KEY = HttpKeys.TRUSTSTORE_LOCATION;

    private final ConfigValues values;
    private final List<Account> accounts;

    /**
     * Reads the configuration of a connector or of a task.
     *
     * @throws ConfigException with all errors that {@link #validate} finds
     */
    public PlivoMpcConfig(Map<String, String> props) {
        this.values = Validation.of(props);
        String errors = values.all().stream()
                .flatMap(value -> value.errorMessages().stream())
                .collect(Collectors.joining("; "));
        if (!errors.isEmpty()) {
            throw new ConfigException("The connector's configuration is not valid. " + errors);
        }
        List<String> aliases = Aliases.usable(props);
        this.accounts = aliases.isEmpty()
                ? List.of(onlyAccount())
                : aliases.stream()
                        .map(alias -> new AliasKeys(alias).account(values))
                        .toList();
    }

    private Account onlyAccount() {
        return new Account(
                "",
                values.text(AccountKeys.AUTH_ID),
                values.password(AccountKeys.AUTH_TOKEN),
                values.text(RecordKeys.TOPIC_PREFIX),
                values.number(LimitKeys.RATE_LIMIT_REQUESTS),
                values.instant(HistoryKeys.START_TIME));
    }

    /** The keys, without those of aliases, which depend on the configuration. */
    public static ConfigDef configDef() {
        return PlivoMpcConfigDef.enriched(List.of());
    }

    /** Every key with its value and errors, those of the configuration's aliases included. */
    public static Config validate(Map<String, String> props) {
        return new Config(Validation.of(props).all());
    }

    /**
     * The configurations of at most {@code maxTasks} tasks: the connector's own, with the accounts distributed evenly.
     * No task has the credentials of another's accounts, and no key is derived from another.
     */
    public static List<Map<String, String>> taskConfigs(Map<String, String> props, int maxTasks) {
        return TaskConfigs.of(props, maxTasks);
    }

    /** The accounts to read, at least one, in the order given. */
    public List<Account> accounts() {
        return accounts;
    }

    /** The address of the API, without a slash at its end. */
    public URI apiUrl() {
        return Urls.api(AccountKeys.API_URL, values.text(AccountKeys.API_URL));
    }

    public boolean validateCredentials() {
        return values.flag(AccountKeys.VALIDATE_CREDENTIALS);
    }

    public BackfillOrder order() {
        return HistoryKeys.order(values);
    }

    /** How the ended calls of one of {@link #accounts} are read. */
    public ReadingSettings reading(Account account) {
        return ReadingKeys.settings(values, account);
    }

    public LiveSettings live() {
        return LiveKeys.settings(values);
    }

    /** How requests of one of {@link #accounts} are made. */
    public RequestSettings requests(Account account) {
        return LimitKeys.settings(values, account);
    }

    /** The form of the records of one of {@link #accounts}. */
    public RecordOptions records(Account account) {
        return RecordKeys.options(values, account);
    }

    public Duration connectTimeout() {
        return values.duration(HttpKeys.CONNECT_TIMEOUT);
    }

    /** How long a whole response may take, head and body. */
    public Duration responseTimeout() {
        return values.duration(HttpKeys.RESPONSE_TIMEOUT);
    }

    /** The proxy that requests go through. */
    public Optional<HttpProxy> proxy() {
        return HttpKeys.proxy(values);
    }

    /** The certificate authorities to trust; empty: the JVM's. */
    public Optional<TrustStore> trustStore() {
        return HttpKeys.trustStore(values);
    }
}
