package io.github.mpcconnect.integration;

import io.github.mpcconnect.support.ConnectRest.Refused;
import io.github.mpcconnect.support.RunningConnector;
import io.github.mpcconnect.support.Trial;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

import java.util.List;
import java.util.Map;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

/** What is refused when a connector is created: with 400, a sentence on the key that it concerns, and no secret. */
class CreationIT {

    private static final String SECRET = "c0ffee-secret-token";

    @Test
    void a_wrong_token() {
        try (Trial trial = Trial.of("wrong-token")) {
            RunningConnector connector = trial.connector().with("plivo.auth.token", SECRET);

            assertRefused(connector, "plivo.auth.token", "401", "Check the auth token");
            assertThat(trial.api().traffic().count())
                    .as("one try, when created and when validated")
                    .isEqualTo(2);
        }
    }

    @Test
    void a_wrong_token_of_one_of_two_accounts() {
        try (Trial trial = Trial.of("wrong-token-of-two")) {
            trial.world().addAccount("MAAPAC", "apac-token");
            RunningConnector connector = trial.connector()
                    .without("plivo.auth.id")
                    .without("plivo.auth.token")
                    .with("accounts", "emea,apac")
                    .with("account.emea.auth.id", trial.account().authId())
                    .with("account.emea.auth.token", trial.account().authToken())
                    .with("account.apac.auth.id", "MAAPAC")
                    .with("account.apac.auth.token", SECRET);

            assertRefused(connector, "account.apac.auth.token", "account apac", "Check the auth token");
            assertThat(errors(connector, "account.emea.auth.token")).isEmpty();
        }
    }

    @Test
    void an_api_that_cannot_be_reached() {
        try (Trial trial = Trial.of("unreachable")) {
            trial.api().close();
            RunningConnector connector = trial.connector().with("plivo.auth.token", SECRET);

            assertRefused(connector, "plivo.api.url", "Check the URL, the network and the proxy");
        }
    }

    @Test
    void plain_http_off_loopback_before_anything_is_sent() {
        try (Trial trial = Trial.of("plain-http")) {
            RunningConnector connector = trial.connector()
                    .with("plivo.api.url", "http://192.0.2.1")
                    .with("plivo.auth.token", SECRET)
                    .with("http.proxy.url", trial.api().url());

            assertRefused(connector, "plivo.api.url", "http://192.0.2.1", "plivo.api.allow.http");
            assertThat(trial.api().traffic().count()).as("through the proxy").isZero();

            errors(connector.with("plivo.api.allow.http", "true"), "plivo.api.url");
            assertThat(trial.api().traffic().count()).as("where it is allowed").isPositive();
        }
    }

    @Test
    void bad_values_without_asking_the_api() {
        Map<String, String> bad = Map.ofEntries(
                Map.entry("start.time", "yesterday"),
                Map.entry("history.days", "0"),
                Map.entry("backfill.order", "random"),
                Map.entry("poll.interval.ms", "-1"),
                Map.entry("settle.delay.ms", "soon"),
                Map.entry("window.max.calls", "0"),
                Map.entry("participants.mode", "all"),
                Map.entry("record.timestamp", "now"),
                Map.entry("topic.prefix", "with blanks"),
                Map.entry("behavior.on.malformed", "ignore"),
                Map.entry("decimal.handling.mode", "float"),
                Map.entry("filter.termination.cause.code", "none"),
                Map.entry("api.rate.limit.requests", "0"),
                Map.entry("http.proxy.url", "ftp://proxy"));
        try (Trial trial = Trial.of("bad-values")) {
            RunningConnector connector = trial.connector().with("plivo.auth.token", SECRET);
            bad.forEach(connector::with);

            bad.forEach((key, value) -> assertRefused(connector, key, key));
            assertThat(trial.api().traffic().count()).isZero();
        }
    }

    @Test
    void missing_credentials() {
        try (Trial trial = Trial.of("no-token")) {
            assertRefused(trial.connector().without("plivo.auth.token"), "plivo.auth.token", "Plivo console");
        }
    }

    private static void assertRefused(RunningConnector connector, String key, String... sentence) {
        Refused refused = catchThrowableOfType(Refused.class, connector::start);
        assertThat(refused).as("creation").isNotNull();
        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.getMessage()).contains(sentence).doesNotContain(SECRET);
        assertThat(errors(connector, key)).singleElement().asString().contains(sentence);
    }

    /** What the validation says of a key. */
    private static List<String> errors(RunningConnector connector, String key) {
        JsonNode validation = connector.rest().validate(connector.config());
        assertThat(validation.toString()).doesNotContain(SECRET);
        return validation
                .path("configs")
                .valueStream()
                .map(config -> config.path("value"))
                .filter(value -> value.path("name").asString().equals(key))
                .flatMap(value -> value.path("errors").valueStream().map(JsonNode::asString))
                .toList();
    }
}
