package io.github.mpcconnect;

import io.github.mpcconnect.api.ApiClock;
import io.github.mpcconnect.api.BodyReader;
import io.github.mpcconnect.api.HttpClients;
import io.github.mpcconnect.api.HttpClients.Proxy;
import io.github.mpcconnect.api.HttpMpcApi;
import io.github.mpcconnect.config.Account;
import io.github.mpcconnect.config.HttpProxy;
import io.github.mpcconnect.config.PlivoMpcConfig;
import io.github.mpcconnect.ingest.AccountApi;
import io.github.mpcconnect.metrics.AccountMetrics;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.core5.io.CloseMode;

import java.time.Duration;
import java.util.List;

/** The way to the API that a configuration describes: one HTTP client, and each account's API over it. */
final class ApiAccess implements AutoCloseable {

    private final PlivoMpcConfig config;
    private final BodyReader bodies;
    private final CloseableHttpClient client;

    /** @param mostWait an upper limit for the configured timeouts */
    ApiAccess(PlivoMpcConfig config, Duration mostWait) {
        this.config = config;
        Duration response = min(config.responseTimeout(), mostWait);
        this.bodies = new BodyReader(response, System::nanoTime);
        this.client = HttpClients.create(
                config.maxConcurrentRequests() * config.accounts().size(),
                min(config.connectTimeout(), mostWait),
                response,
                Version.USER_AGENT,
                config.proxy().map(ApiAccess::proxy).orElse(null));
    }

    private static Duration min(Duration a, Duration b) {
        return a.compareTo(b) < 0 ? a : b;
    }

    private static Proxy proxy(HttpProxy proxy) {
        return proxy.credentials()
                .map(login -> new Proxy(
                        proxy.host(),
                        proxy.port(),
                        login.user(),
                        login.password().value()))
                .orElseGet(() -> new Proxy(proxy.host(), proxy.port(), null, null));
    }

    List<AccountApi> accounts() {
        return config.accounts().stream().map(this::account).toList();
    }

    AccountApi account(Account account) {
        ApiClock clock = new ApiClock(config.settleDelay(), System::nanoTime);
        HttpMpcApi api = new HttpMpcApi(
                client,
                bodies,
                clock,
                config.apiUrl().toString(),
                account.authId(),
                account.authToken().value());
        return new AccountApi(
                new io.github.mpcconnect.ingest.Account(account.authId(), account.name()),
                api,
                clock,
                new AccountMetrics());
    }

    /** Cuts off what is under way. */
    @Override
    public void close() {
        client.close(CloseMode.IMMEDIATE);
    }
}
