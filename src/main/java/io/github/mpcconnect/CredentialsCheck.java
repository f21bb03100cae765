package io.github.mpcconnect;

import io.github.mpcconnect.api.ApiException;
import io.github.mpcconnect.api.CallQuery;
import io.github.mpcconnect.api.MultiPartyCall;
import io.github.mpcconnect.api.Page;
import io.github.mpcconnect.config.AccountConfig;
import io.github.mpcconnect.config.PlivoMpcConfig;
import org.apache.kafka.common.config.ConfigException;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Checks each account's credentials at the API: one harmless request per account, all in parallel, one try, ten seconds
 * for all together. A failure that is probably temporary, 429 or 5xx, passes.
 */
final class CredentialsCheck {

    private static final Duration MAX_WAIT = Duration.ofSeconds(10);

    private final PlivoMpcConfig config;

    CredentialsCheck(PlivoMpcConfig config) {
        this.config = config;
    }

    /** The problems, a sentence for each key that one concerns. */
    Map<String, String> problems() {
        Map<String, String> problems = new LinkedHashMap<>();
        long end = System.nanoTime() + MAX_WAIT.toNanos();
        try (ApiAccess access = new ApiAccess(config, MAX_WAIT)) {
            List<AccountConfig> accounts = config.accounts();
            List<CompletableFuture<Page<MultiPartyCall>>> answers = access.accounts().stream()
                    .map(account -> account.api().calls(CallQuery.HARMLESS))
                    .toList();
            for (int i = 0; i < accounts.size(); i++) {
                judge(accounts.get(i), answers.get(i), end - System.nanoTime(), problems);
            }
        } catch (ConfigException e) {
            problems.put(PlivoMpcConfig.TRUSTSTORE_LOCATION_KEY, e.getMessage());
        }
        return problems;
    }

    private void judge(AccountConfig account, CompletableFuture<?> answer, long nanos, Map<String, String> problems) {
        try {
            answer.get(Math.max(0, nanos), TimeUnit.NANOSECONDS);
        } catch (ExecutionException e) {
            if (!(e.getCause() instanceof ApiException failure)) {
                throw new IllegalStateException(e.getCause());
            }
            judge(account, failure, problems);
        } catch (TimeoutException e) {
            problems.put(
                    PlivoMpcConfig.API_URL_KEY,
                    "The API at " + config.apiUrl() + " did not respond within " + MAX_WAIT.toSeconds()
                            + " seconds. Check the URL and the network, or set validate.credentials=false.");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void judge(AccountConfig account, ApiException failure, Map<String, String> problems) {
        String what = "Account " + account.name() + ": " + failure.getMessage() + ". ";
        switch (failure.kind()) {
            case UNAUTHORIZED -> {
                String rejected = "The API rejected the credentials of account " + account.name() + " ("
                        + failure.status() + "). ";
                problems.put(account.authIdKey(), rejected + "Check the auth id.");
                problems.put(account.authTokenKey(), rejected + "Check the auth token.");
            }
            case NOT_FOUND ->
                problems.put(account.authIdKey(), what + "Check the auth id, and that plivo.api.url is the API's.");
            case REFUSED -> problems.put(PlivoMpcConfig.API_URL_KEY, what + "Check that this is the API's URL.");
            case TRANSIENT -> {
                if (failure.status() == 0) {
                    problems.put(
                            PlivoMpcConfig.API_URL_KEY,
                            what + "Check the URL, the network and the proxy, or set validate.credentials=false.");
                }
            }
        }
    }
}
