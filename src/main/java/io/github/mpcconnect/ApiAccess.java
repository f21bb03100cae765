package io.github.mpcconnect;

import io.github.mpcconnect.api.ApiClock;
import io.github.mpcconnect.api.http.HttpMpcApi;
import io.github.mpcconnect.api.http.HttpSettings;
import io.github.mpcconnect.api.http.HttpTransport;
import io.github.mpcconnect.api.http.TrustStore;
import io.github.mpcconnect.api.json.UnknownFields;
import io.github.mpcconnect.batch.Account;
import io.github.mpcconnect.config.AccountConfig;
import io.github.mpcconnect.config.HttpConnectionSettings;
import io.github.mpcconnect.config.PlivoMpcConfig;
import io.github.mpcconnect.ingest.AccountApi;
import io.github.mpcconnect.metrics.AccountMetrics;
import io.github.mpcconnect.metrics.Metric;
import org.apache.kafka.common.config.ConfigException;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import javax.net.ssl.SSLContext;

/** Access to the API as a configuration describes it: one HTTP transport, and each account's API over it. */
final class ApiAccess implements AutoCloseable {

    /** One I/O thread serves two accounts at their full allowance with ease. */
    private static final int ACCOUNTS_OF_ONE_THREAD = 2;

    private final PlivoMpcConfig config;
    private final HttpTransport transport;

    /**
     * @param maxWait an upper limit for the configured timeouts
     * @throws ConfigException where the trust store cannot be used
     */
    ApiAccess(PlivoMpcConfig config, Duration maxWait) {
        this.config = config;
        List<AccountConfig> accounts = config.accounts();
        HttpConnectionSettings http = config.http();
        this.transport = new HttpTransport(new HttpSettings(
                accounts.stream()
                        .mapToInt(account -> account.settings().requests().concurrent())
                        .sum(),
                accounts.size() <= ACCOUNTS_OF_ONE_THREAD ? 1 : 2,
                min(http.connectTimeout(), maxWait),
                min(http.responseTimeout(), maxWait),
                Version.USER_AGENT,
                http.proxy(),
                http.trustStore().map(ApiAccess::trust)));
    }

    private static Duration min(Duration a, Duration b) {
        return a.compareTo(b) < 0 ? a : b;
    }

    private static SSLContext trust(TrustStore store) {
        try {
            return store.sslContext();
        } catch (IOException e) {
            ConfigException invalid =
                    new ConfigException(PlivoMpcConfig.TRUSTSTORE_LOCATION_KEY, store.location(), e.getMessage());
            invalid.initCause(e);
            throw invalid;
        }
    }

    List<AccountApi> accounts() {
        return config.accounts().stream().map(this::account).toList();
    }

    private AccountApi account(AccountConfig account) {
        ApiClock clock = new ApiClock(account.settings().ended().settleDelay(), System::nanoTime);
        AccountMetrics metrics = new AccountMetrics();
        UnknownFields unknownFields = new UnknownFields();
        metrics.gauge(Metric.UNKNOWN_FIELDS, unknownFields::count);
        HttpMpcApi api = new HttpMpcApi(
                transport,
                clock,
                unknownFields,
                config.apiUrl(),
                account.authId(),
                account.authToken().value(),
                account.settings().records().raw());
        return new AccountApi(new Account(account.authId(), account.name()), account.settings(), api, clock, metrics);
    }

    /** Cuts off what is in flight. */
    @Override
    public void close() {
        transport.close();
    }
}
