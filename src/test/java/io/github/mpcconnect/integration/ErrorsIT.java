package io.github.mpcconnect.integration;

import io.github.mpcconnect.simulator.Effect;
import io.github.mpcconnect.simulator.SimulatedRequest;
import io.github.mpcconnect.simulator.SimulatedRequest.Kind;
import io.github.mpcconnect.support.Beans;
import io.github.mpcconnect.support.LogLines;
import io.github.mpcconnect.support.RunningConnector;
import io.github.mpcconnect.support.Trial;
import io.github.mpcconnect.support.Wait;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

import java.time.Duration;
import java.util.function.Predicate;

import static org.assertj.core.api.Assertions.assertThat;

/** What a real worker shows of errors of the API: which end a task, with which words, and which cost nothing. */
class ErrorsIT {

    private static final int CALLS = 100;
    private static final Predicate<SimulatedRequest> ANY = request -> true;
    private static final Predicate<SimulatedRequest> LIST = request -> request.kind() == Kind.CALLS;

    private final Trial trial =
            Trial.at("2026-11-21T12:00:00Z").calls(CALLS, "2026-11-20T08:00:00Z", "2026-11-21T11:50:00Z");
    private final LogLines log = LogLines.of("io.github.mpcconnect.request.Outages");
    private RunningConnector connector;

    @AfterEach
    void end() {
        connector.close();
        log.close();
        trial.close();
    }

    private void reading(String name) {
        connector = trial.connector(name).with("retry.backoff.max.ms", "500").start();
        connector.calls().until(lines -> lines.size() >= CALLS);
    }

    private void awaitAllOnce(String fault, int tries) {
        int calls = trial.all().size();
        connector.calls().until(lines -> lines.size() >= calls);
        assertThat(trial.compared(connector.calls().toEnd())
                        .record(fault, tries)
                        .isExact())
                .isTrue();
        connector.awaitState("RUNNING");
    }

    private String traceOfFailure() {
        Wait.until("the task to fail", () -> task().path("state").asString("").equals("FAILED"));
        return task().path("trace").asString();
    }

    private JsonNode task() {
        return connector.rest().status(connector.name()).path("tasks").path(0);
    }

    @Test
    void a_single_401_is_nothing() {
        reading("err-single");
        trial.api().faults().once(ANY, Effect.status(401));
        Wait.until("the 401", () -> trial.api().traffic().status(401) == 1);
        trial.call(trial.now());
        awaitAllOnce("a single 401", 1);
    }

    @Test
    void a_revoked_token_fails_the_task_naming_the_account_and_not_the_token() {
        reading("err-revoked");
        trial.account().token("an0therT0ken");

        assertThat(traceOfFailure())
                .contains("Account MATRIAL", "credentials", "401")
                .doesNotContain("t0psecr3tT0ken");

        trial.account().token("t0psecr3tT0ken");
        trial.call(trial.now());
        connector.rest().restart(connector.name());
        awaitAllOnce("a token revoked and given back", 1);
    }

    @ParameterizedTest
    @CsvSource({"400, rejected", "404, rejected", "405, rejected"})
    void what_a_retry_cannot_repair_fails_the_task_with_the_apis_words_and_the_query(int status, String word) {
        reading("err-" + status);
        trial.api().faults().always(LIST, Effect.status(status));

        assertThat(traceOfFailure())
                .contains("MATRIAL", word, status + ": simulated " + status, "end_time__gt=2026-11-21", "limit=20");
        assertThat(connector.calls().toEnd()).hasSize(CALLS);
    }

    @Test
    void a_redirect_is_not_followed() {
        reading("err-302");
        trial.api().faults().always(LIST, Effect.status(302, "Location", "http://127.0.0.1:1/elsewhere"));

        assertThat(traceOfFailure()).contains("302", "to http://127.0.0.1:1/elsewhere");
    }

    @Test
    void storms_of_errors_resets_and_cut_answers_lose_and_double_nothing() {
        trial.calls(1000, "2026-11-19T08:00:00Z", "2026-11-21T11:50:00Z");
        trial.api().faults().sometimes(0.05, 1, ANY, Effect.status(503));
        trial.api().faults().sometimes(0.02, 2, ANY, Effect.reset());
        trial.api().faults().sometimes(0.01, 3, ANY, Effect.cutBody());
        connector = trial.connector("err-storm")
                .with("live.enabled", "true")
                .with("validate.credentials", "false")
                .start();
        connector.calls().until(lines -> lines.size() >= CALLS + 1000);

        int struck = (int) trial.api().traffic().status(503);
        assertThat(struck).isGreaterThan(20);
        awaitAllOnce("5 % 503, 2 % resets, 1 % cut answers", struck);
        int participants = trial.all().stream()
                .mapToInt(call -> call.participants().size())
                .sum();
        connector.participants().until(lines -> lines.size() >= participants);
        assertThat(connector.participants().toEnd()).hasSize(participants);
    }

    @Test
    void an_api_that_is_down_when_the_connector_restarts_is_waited_for() {
        reading("err-down");
        trial.goDown();
        connector.rest().restart(connector.name());
        Wait.until(
                "a line that says so",
                () -> !log.with("WARN", "MATRIAL", "refused").isEmpty());
        connector.awaitState("RUNNING");

        trial.call(trial.now());
        trial.comeUp();
        awaitAllOnce("API down at a restart", 1);
    }

    @Test
    void an_outage_is_one_line_when_it_begins_and_one_when_it_ends() {
        reading("err-outage");
        trial.api().faults().always(ANY, Effect.status(503));
        Wait.until("a line that says so", () -> !log.with("WARN").isEmpty());
        connector.awaitState("RUNNING");
        trial.call(trial.now());
        trial.api().faults().clear();
        awaitAllOnce("an outage", 1);

        assertThat(log.all()).hasSize(2);
        assertThat(log.all().get(0)).startsWith("WARN").contains("MATRIAL", "503", "retrying until it recovers");
        assertThat(log.all().get(1))
                .startsWith("INFO")
                .contains("MATRIAL", "responds again", "after the first failure");
    }

    @Test
    void html_and_bodies_without_end_are_requested_again() {
        trial.api().faults().times(3, LIST, Effect.html());
        trial.api().faults().nth(5, LIST, Effect.endlessBody());
        trial.api().faults().nth(7, LIST, Effect.trickle(Duration.ofMillis(100)));
        connector = trial.connector("err-html")
                .with("validate.credentials", "false")
                .with("http.response.timeout.ms", "1000")
                .start();
        awaitAllOnce("HTML, a body without end, a body that trickles", 5);
        assertThat(Beans.value(connector.name(), "MATRIAL", "requests-failed-total"))
                .isGreaterThanOrEqualTo(5);
        assertThat(log.all()).as("no outage").isEmpty();
    }
}
