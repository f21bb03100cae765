package io.github.mpcconnect.integration;

import io.github.mpcconnect.simulator.Effect;
import io.github.mpcconnect.support.SharedCluster;
import io.github.mpcconnect.support.Trial;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import static org.assertj.core.api.Assertions.assertThat;

/** Validation over REST with a live check of the credentials: what is wrong stands on the key that it concerns. */
class CredentialsIT {

    private final Trial trial = Trial.at("2026-11-21T12:00:00Z");
    private final Map<String, String> config = new HashMap<>(Map.of(
            "connector.class",
            "PlivoMpcSourceConnector",
            "name",
            "credentials",
            "plivo.api.url",
            trial.api().url(),
            "plivo.auth.id",
            "MATRIAL",
            "plivo.auth.token",
            "t0psecr3tT0ken"));

    @AfterEach
    void end() {
        trial.close();
    }

    /** Each key with errors, and these. */
    private Map<String, List<String>> errors() {
        Map<String, List<String>> errors = new HashMap<>();
        for (JsonNode key : SharedCluster.get().rest().validate(config).path("configs")) {
            List<String> sentences = new ArrayList<>();
            key.path("value").path("errors").forEach(error -> sentences.add(error.asString()));
            if (!sentences.isEmpty()) {
                errors.put(key.path("value").path("name").asString(), sentences);
            }
        }
        return errors;
    }

    @Test
    void right_credentials_pass_with_one_request() {
        assertThat(errors()).isEmpty();
        assertThat(trial.api().traffic().count()).isEqualTo(1);
    }

    @Test
    void a_wrong_token_is_reported_on_its_key_and_not_repeated() {
        config.put("plivo.auth.token", "wr0ngT0ken");

        Map<String, List<String>> errors = errors();

        assertThat(errors).containsOnlyKeys("plivo.auth.id", "plivo.auth.token");
        assertThat(errors.get("plivo.auth.token"))
                .singleElement()
                .asString()
                .contains("account MATRIAL", "401", "Check the auth token");
        assertThat(errors.toString()).doesNotContain("wr0ngT0ken");
    }

    @Test
    void of_two_accounts_the_wrong_one_is_reported() {
        trial.api().world().addAccount("MAAPAC", "apacT0ken");
        config.remove("plivo.auth.id");
        config.remove("plivo.auth.token");
        config.put("accounts", "emea,apac");
        config.put("account.emea.auth.id", "MATRIAL");
        config.put("account.emea.auth.token", "t0psecr3tT0ken");
        config.put("account.apac.auth.id", "MAAPAC");
        config.put("account.apac.auth.token", "wr0ngT0ken");

        assertThat(errors()).containsOnlyKeys("account.apac.auth.id", "account.apac.auth.token");
    }

    @Test
    void an_api_that_cannot_be_reached_is_reported_on_the_url() {
        trial.goDown();

        Map<String, List<String>> errors = errors();

        assertThat(errors).containsOnlyKeys("plivo.api.url");
        assertThat(errors.get("plivo.api.url"))
                .singleElement()
                .asString()
                .contains("refused", "validate.credentials=false");
    }

    @Test
    void it_can_be_left_out() {
        trial.goDown();
        config.put("validate.credentials", "false");
        assertThat(errors()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {429, 500, 503})
    void what_is_only_for_now_passes(int status) {
        trial.api().faults().always(request -> true, Effect.status(status));
        assertThat(errors()).isEmpty();
        assertThat(trial.api().traffic().status(status)).isEqualTo(1);
    }

    @Test
    void an_api_that_hangs_is_given_up() {
        trial.api().faults().always(request -> true, Effect.hang(Duration.ofSeconds(30)));
        config.put("http.response.timeout.ms", "500");
        long start = System.nanoTime();

        assertThat(errors()).containsOnlyKeys("plivo.api.url");

        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(10));
    }

    @Test
    void an_api_that_trickles_is_given_up() {
        trial.api().faults().always(request -> true, Effect.trickle(Duration.ofMillis(50)));
        config.put("http.response.timeout.ms", "500");

        assertThat(errors()).containsOnlyKeys("plivo.api.url");
    }
}
