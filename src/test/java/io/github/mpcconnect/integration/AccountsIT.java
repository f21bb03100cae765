package io.github.mpcconnect.integration;

import io.github.mpcconnect.simulator.CallGenerator;
import io.github.mpcconnect.simulator.SimulatedAccount;
import io.github.mpcconnect.simulator.SimulatedCall;
import io.github.mpcconnect.support.RunningConnector;
import io.github.mpcconnect.support.Trial;
import io.github.mpcconnect.support.Truth;
import io.github.mpcconnect.support.Wait;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;

import static io.github.mpcconnect.simulator.CallBuilder.aCall;
import static org.assertj.core.api.Assertions.assertThat;

/** Two accounts in one connector: a task each, and each on its own where one fails. */
class AccountsIT {

    @Test
    void two_accounts_are_read_by_two_tasks_each_once_under_its_own_name() {
        try (Trial trial = Trial.of("accounts")) {
            SimulatedAccount apac = apac(trial);
            trial.account().add(calls(6, 150));
            apac.add(calls(7, 100));
            RunningConnector connector = bothAccounts(trial, apac).start();

            Truth truth = truth(trial, apac);
            truth.assertExactly(connector.await(truth));
            assertThat(tasks(connector)).extracting(AccountsIT::state).containsExactly("RUNNING", "RUNNING");
        }
    }

    @Test
    void a_revoked_token_fails_the_task_of_its_account_alone_until_a_new_one_is_set() {
        try (Trial trial = Trial.of("revoked")) {
            SimulatedAccount apac = apac(trial);
            trial.account().add(calls(8, 30));
            apac.add(calls(9, 30));
            RunningConnector connector = bothAccounts(trial, apac)
                    .with("retry.backoff.max.ms", "500")
                    .start();
            connector.await(truth(trial, apac));

            apac.token("a-new-apac-token");
            Wait.until("a failed task", () -> !connector.trace().isEmpty());
            assertNamesTheAccountAndNoSecret(connector.trace());
            assertThat(tasks(connector)).extracting(AccountsIT::state).containsExactlyInAnyOrder("RUNNING", "FAILED");

            Instant now = trial.world().clock().instant();
            trial.account().add(aCall().uuid("emea-continues").endedAt(now));
            apac.add(aCall().uuid("apac-waits").endedAt(now));
            connector.calls().until(lines -> lines.size() == 61);
            connector.with("account.apac.auth.token", "a-new-apac-token").start();
            Truth truth = truth(trial, apac);
            connector.calls().until(lines -> lines.size() == 62);
            truth.assertExactly(connector.await(truth));
        }
    }

    private static void assertNamesTheAccountAndNoSecret(String trace) {
        String credentials = Base64.getEncoder().encodeToString("MAAPAC:apac-token".getBytes(StandardCharsets.UTF_8));
        assertThat(trace)
                .contains("Account apac", "no longer accepts the credentials")
                .doesNotContain("apac-token", "t0psecr3tT0ken", credentials);
    }

    private static SimulatedAccount apac(Trial trial) {
        return trial.world().addAccount("MAAPAC", "apac-token").unlimited();
    }

    private static RunningConnector bothAccounts(Trial trial, SimulatedAccount apac) {
        return trial.connector()
                .without("plivo.auth.id")
                .without("plivo.auth.token")
                .with("accounts", "emea,apac")
                .with("account.emea.auth.id", trial.account().authId())
                .with("account.emea.auth.token", trial.account().authToken())
                .with("account.apac.auth.id", apac.authId())
                .with("account.apac.auth.token", apac.authToken())
                .with("tasks.max", "5");
    }

    private static List<SimulatedCall> calls(long seed, int count) {
        Instant now = Trial.NOW;
        return CallGenerator.seeded(seed)
                .ending(now.minus(Duration.ofDays(2)), now.minus(Duration.ofHours(1)))
                .mostParticipants(3)
                .calls(count);
    }

    private static Truth truth(Trial trial, SimulatedAccount apac) {
        return Truth.of(trial.account()).and(apac, apac.calls().all());
    }

    private static List<JsonNode> tasks(RunningConnector connector) {
        return connector
                .rest()
                .status(connector.name())
                .path("tasks")
                .valueStream()
                .toList();
    }

    private static String state(JsonNode task) {
        return task.path("state").asString();
    }
}
