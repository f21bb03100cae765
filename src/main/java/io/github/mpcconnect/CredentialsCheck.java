package io.github.mpcconnect;

import io.github.mpcconnect.api.ApiException;
import io.github.mpcconnect.config.Account;
import io.github.mpcconnect.config.PlivoMpcConfig;
import io.github.mpcconnect.ingest.Probe;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Asks the API whether it takes each account's credentials: one request an account, all at once, ten seconds at most.
 * What is only for now, 429 and 5xx, passes.
 */
final class CredentialsCheck {

    private static final Duration MOST = Duration.ofSeconds(10);

    private final PlivoMpcConfig config;

    CredentialsCheck(PlivoMpcConfig config) {
        this.config = config;
    }

    /** What is wrong, a sentence for each key that it concerns. */
    Map<String, String> problems() {
        Map<String, String> problems = new LinkedHashMap<>();
        List<Account> accounts = config.accounts();
        ExecutorService threads = Executors.newFixedThreadPool(accounts.size(), CredentialsCheck::thread);
        long end = System.nanoTime() + MOST.toNanos();
        try (ApiAccess access = new ApiAccess(config, MOST)) {
            List<CompletableFuture<Void>> answers = accounts.stream()
                    .map(account -> CompletableFuture.runAsync(
                            () -> Probe.ask(access.account(account).api()), threads))
                    .toList();
            for (int i = 0; i < accounts.size(); i++) {
                judge(accounts.get(i), answers.get(i), end - System.nanoTime(), problems);
            }
        } finally {
            threads.shutdownNow();
        }
        return problems;
    }

    private static Thread thread(Runnable work) {
        Thread thread = new Thread(work, "plivo-mpc-validation");
        thread.setDaemon(true);
        return thread;
    }

    private void judge(Account account, CompletableFuture<Void> answer, long nanos, Map<String, String> problems) {
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
                    "The API at " + config.apiUrl() + " did not answer within " + MOST.toSeconds()
                            + " seconds. Check the URL and the network, or set validate.credentials=false.");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void judge(Account account, ApiException failure, Map<String, String> problems) {
        String what = "Account " + account.name() + ": " + failure.getMessage() + ". ";
        switch (failure.kind()) {
            case UNAUTHORIZED -> {
                String refused = "The API does not accept the credentials of account " + account.name() + " ("
                        + failure.status() + "). ";
                problems.put(account.authIdKey(), refused + "Check the auth id.");
                problems.put(account.authTokenKey(), refused + "Check the auth token.");
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
