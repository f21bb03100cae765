package io.github.mpcconnect;

import io.github.mpcconnect.api.ApiClock;
import io.github.mpcconnect.api.http.HttpMpcApi;
import io.github.mpcconnect.api.http.HttpSettings;
import io.github.mpcconnect.api.http.HttpSettings.Proxy;
import io.github.mpcconnect.api.http.HttpTransport;
import io.github.mpcconnect.api.json.UnknownFields;
import io.github.mpcconnect.config.Account;
import io.github.mpcconnect.config.HttpProxy;
import io.github.mpcconnect.config.PlivoMpcConfig;
import io.github.mpcconnect.config.TrustStore;
import io.github.mpcconnect.ingest.AccountApi;
import io.github.mpcconnect.metrics.AccountMetrics;
import io.github.mpcconnect.metrics.Metric;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.config.types.Password;

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
        List<Account> accounts = config.accounts();
        this.transport = new HttpTransport(new HttpSettings(
                accounts.stream()
                        .mapToInt(account -> config.requests(account).concurrent())
                        .sum(),
                accounts.size() <= ACCOUNTS_OF_ONE_THREAD ? 1 : 2,
                min(config.connectTimeout(), maxWait),
                min(config.responseTimeout(), maxWait),
                Version.USER_AGENT,
                config.proxy().map(ApiAccess::proxy),
                config.trustStore().map(ApiAccess::trust)));
    }

    private static Duration min(Duration a, Duration b) {
        return a.compareTo(b) < 0 ? a : b;
    }

    private static Proxy proxy(HttpProxy proxy) {
        return proxy.credentials()
                .map(login -> new Proxy(proxy.host(), proxy.port(), login.user(), text(login.password())))
                .orElseGet(() -> new Proxy(proxy.host(), proxy.port(), null, null));
    }

    private static SSLContext trust(TrustStore store) {
        try {
            return new io.github.mpcconnect.api.http.TrustStore(store.location(), text(store.password()), store.type())
                    .sslContext();
        } catch (IOException e) {
            ConfigException invalid =
                    new ConfigException(PlivoMpcConfig.TRUSTSTORE_LOCATION_KEY, store.location(), e.getMessage());
            invalid.initCause(e);
            throw invalid;
        }
    }

    private static String text(Password password) {
        return password == null ? null : password.value();
    }

    List<AccountApi> accounts() {
        return config.accounts().stream().map(this::account).toList();
    }

    private AccountApi account(Account account) {
        ApiClock clock = new ApiClock(config.reading(account).settleDelay(), System::nanoTime);
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
                config.records(account).raw());
        return new AccountApi(
                new io.github.mpcconnect.batch.Account(account.authId(), account.name()), api, clock, metrics);
    }

    /** Cuts off what is in flight. */
    @Override
    public void close() {
        transport.close();
    }
}
