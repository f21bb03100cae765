package io.github.mpcconnect.config;

import org.apache.kafka.common.config.Config;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.config.types.Password;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** A valid configuration and its answers, in the types that the work is done in. It shows no secret. */
public final class PlivoMpcConfig {

    /** The key to name when the API cannot be reached. */
    public static final String API_URL_KEY = AccountKeys.API_URL;

    private final Findings findings;
    private final List<Account> accounts;

    /**
     * Reads the configuration of a connector or of a task.
     *
     * @throws ConfigException with all that {@link #validate} finds wrong
     */
    public PlivoMpcConfig(Map<String, String> props) {
        this.findings = Validation.of(props);
        String wrong = findings.all().stream()
                .flatMap(value -> value.errorMessages().stream())
                .collect(Collectors.joining("; "));
        if (!wrong.isEmpty()) {
            throw new ConfigException("The connector's configuration is not valid. " + wrong);
        }
        List<String> aliases = Aliases.usable(props);
        this.accounts = aliases.isEmpty()
                ? List.of(account("", AccountKeys.AUTH_ID, AccountKeys.AUTH_TOKEN))
                : aliases.stream()
                        .map(alias -> account(alias, AccountKeys.authId(alias), AccountKeys.authToken(alias)))
                        .toList();
    }

    /** The keys, without those of aliases, which only a configuration knows. */
    public static ConfigDef configDef() {
        return PlivoMpcConfigDef.enriched(List.of());
    }

    /** Every key with its value and what is wrong with it, those of the configuration's aliases included. */
    public static Config validate(Map<String, String> props) {
        return new Config(Validation.of(props).all());
    }

    /**
     * The configurations of at most {@code maxTasks} tasks: the connector's, with the accounts dealt evenly. No task
     * has another's credentials, and no key is derived from another.
     */
    public static List<Map<String, String>> taskConfigs(Map<String, String> props, int maxTasks) {
        return TaskConfigs.of(props, maxTasks);
    }

    /** The accounts to read, at least one, in the order given. */
    public List<Account> accounts() {
        return accounts;
    }

    /** Where the API is, without a slash at the end. */
    public URI apiUrl() {
        return Urls.api(AccountKeys.API_URL, text(AccountKeys.API_URL));
    }

    public boolean validateCredentials() {
        return flag(AccountKeys.VALIDATE_CREDENTIALS);
    }

    public String topicPrefix() {
        return text(RecordKeys.TOPIC_PREFIX);
    }

    public ParticipantsMode participantsMode() {
        return choice(RecordKeys.PARTICIPANTS_MODES, RecordKeys.PARTICIPANTS_MODE);
    }

    public RecordTimestamp recordTimestamp() {
        return choice(RecordKeys.RECORD_TIMESTAMPS, RecordKeys.RECORD_TIMESTAMP);
    }

    public OnMalformed onMalformed() {
        return choice(RecordKeys.ON_MALFORMEDS, RecordKeys.ON_MALFORMED);
    }

    public DecimalHandling decimalHandling() {
        return choice(RecordKeys.DECIMAL_HANDLINGS, RecordKeys.DECIMAL_HANDLING);
    }

    public boolean includeRawJson() {
        return flag(RecordKeys.INCLUDE_RAW_JSON);
    }

    /** From when on to read; empty: {@link #historyDays} back from the API's now. */
    public Optional<Instant> startTime() {
        return instant(TimeKeys.START_TIME);
    }

    /** How far back the API can be asked. */
    public int historyDays() {
        return number(TimeKeys.HISTORY_DAYS);
    }

    public BackfillOrder backfillOrder() {
        return choice(TimeKeys.BACKFILL_ORDERS, TimeKeys.BACKFILL_ORDER);
    }

    public Duration settleDelay() {
        return duration(TimeKeys.SETTLE_DELAY);
    }

    public Duration pollInterval() {
        return duration(WorkKeys.POLL_INTERVAL);
    }

    public int windowMaxCalls() {
        return number(WorkKeys.WINDOW_MAX_CALLS);
    }

    /** How often to audit; empty: never, because the interval or the days are 0. */
    public Optional<Duration> auditInterval() {
        return auditDays() == 0 ? Optional.empty() : unlessZero(WorkKeys.AUDIT_INTERVAL);
    }

    /** How many of the latest days an audit compares, today included. */
    public int auditDays() {
        return number(WorkKeys.AUDIT_DAYS);
    }

    /** How often to send heartbeats; empty: never. */
    public Optional<Duration> heartbeatInterval() {
        return unlessZero(WorkKeys.HEARTBEAT_INTERVAL);
    }

    public boolean liveEnabled() {
        return flag(LiveKeys.LIVE_ENABLED);
    }

    public Duration livePollInterval() {
        return duration(LiveKeys.LIVE_POLL_INTERVAL);
    }

    public CallFilter filter() {
        return new CallFilter(
                text(FilterKeys.FRIENDLY_NAME),
                text(FilterKeys.SUB_ACCOUNT),
                (Integer) findings.value(FilterKeys.TERMINATION_CAUSE_CODE),
                instant(FilterKeys.CREATION_TIME_FROM).orElse(null),
                instant(FilterKeys.CREATION_TIME_TO).orElse(null));
    }

    /** How many requests an account may make in any {@link #rateLimitPeriod}. */
    public int rateLimitRequests() {
        return number(HttpKeys.RATE_LIMIT_REQUESTS);
    }

    public Duration rateLimitPeriod() {
        return duration(HttpKeys.RATE_LIMIT_PERIOD);
    }

    /** How many requests of an account may be under way at a time. */
    public int maxConcurrentRequests() {
        return number(HttpKeys.MAX_CONCURRENT_REQUESTS);
    }

    /** The wait before the first retry. */
    public Duration retryBackoff() {
        return duration(HttpKeys.RETRY_BACKOFF);
    }

    /** The longest wait between two tries, at least {@link #retryBackoff}. */
    public Duration retryBackoffMax() {
        return duration(HttpKeys.RETRY_BACKOFF_MAX);
    }

    public Duration connectTimeout() {
        return duration(HttpKeys.CONNECT_TIMEOUT);
    }

    public Duration responseTimeout() {
        return duration(HttpKeys.RESPONSE_TIMEOUT);
    }

    /** The proxy to go through; empty: none. */
    public Optional<HttpProxy> proxy() {
        return Optional.ofNullable(text(HttpKeys.PROXY_URL))
                .map(text -> Urls.proxy(HttpKeys.PROXY_URL, text))
                .map(url -> new HttpProxy(url.getHost(), url.getPort(), proxyCredentials()));
    }

    private Optional<HttpProxy.Credentials> proxyCredentials() {
        Password password = (Password) findings.value(HttpKeys.PROXY_PASSWORD);
        return Optional.ofNullable(text(HttpKeys.PROXY_USER))
                .map(user -> new HttpProxy.Credentials(user, password == null ? new Password("") : password));
    }

    private Account account(String alias, String idKey, String tokenKey) {
        return new Account(alias, text(idKey), (Password) findings.value(tokenKey));
    }

    private String text(String key) {
        return (String) findings.value(key);
    }

    private boolean flag(String key) {
        return (Boolean) findings.value(key);
    }

    private int number(String key) {
        return (Integer) findings.value(key);
    }

    private Duration duration(String key) {
        return Duration.ofMillis((Long) findings.value(key));
    }

    private Optional<Duration> unlessZero(String key) {
        return Optional.of(duration(key)).filter(length -> !length.isZero());
    }

    private Optional<Instant> instant(String key) {
        return Optional.ofNullable(text(key)).filter(text -> !text.isEmpty()).map(text -> Checks.instant(key, text));
    }

    private <E extends Enum<E> & Choice> E choice(Choices<E> choices, String key) {
        return choices.parse(key, text(key));
    }
}
