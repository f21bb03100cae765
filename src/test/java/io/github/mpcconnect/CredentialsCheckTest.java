package io.github.mpcconnect;

import io.github.mpcconnect.config.PlivoMpcConfig;
import io.github.mpcconnect.simulator.Effect;
import io.github.mpcconnect.simulator.Match;
import io.github.mpcconnect.simulator.PlivoSimulator;
import io.github.mpcconnect.simulator.SimulatedClock;
import io.github.mpcconnect.simulator.World;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

import static org.assertj.core.api.Assertions.assertThat;

@Timeout(30)
class CredentialsCheckTest {

    private static final String TOKEN = "t0ken-of-emea";

    private final World world = new World(SimulatedClock.stoppedAt(Instant.parse("2026-11-21T12:00:00Z")));
    private final PlivoSimulator simulator = PlivoSimulator.start(world);
    private final Map<String, String> props = new HashMap<>();

    @BeforeEach
    void twoAccounts() {
        world.addAccount("MAEMEA", TOKEN);
        world.addAccount("MAAPAC", "t0ken-of-apac");
        props.put("plivo.api.url", simulator.url());
        props.put("accounts", "emea,apac");
        props.put("account.emea.auth.id", "MAEMEA");
        props.put("account.emea.auth.token", TOKEN);
        props.put("account.apac.auth.id", "MAAPAC");
        props.put("account.apac.auth.token", "t0ken-of-apac");
        props.put("http.response.timeout.ms", "2000");
    }

    @AfterEach
    void close() {
        simulator.close();
    }

    private Map<String, String> problems() {
        return new CredentialsCheck(new PlivoMpcConfig(props)).problems();
    }

    @Test
    void right_credentials_pass_with_one_request_per_account_for_the_bare_list() {
        assertThat(problems()).isEmpty();
        assertThat(simulator.traffic().log())
                .hasSize(2)
                .allSatisfy(request -> assertThat(request.params()).isEqualTo(Map.of("limit", "1")));
    }

    @Test
    void a_rejected_token_is_named_on_the_keys_of_its_account_and_not_repeated() {
        world.account("MAEMEA").token("another");
        Map<String, String> problems = problems();
        assertThat(problems).containsOnlyKeys("account.emea.auth.id", "account.emea.auth.token");
        assertThat(problems.get("account.emea.auth.token")).contains("account emea", "401", "Check the auth token");
        assertThat(problems.toString()).doesNotContain(TOKEN);
    }

    @Test
    void an_account_that_does_not_exist_is_named_on_its_id() {
        simulator.faults().always(Match.account("MAAPAC"), Effect.status(404));
        assertThat(problems()).containsOnlyKeys("account.apac.auth.id");
    }

    @ParameterizedTest
    @ValueSource(ints = {429, 500, 503})
    void what_may_be_over_soon_passes_after_one_try(int status) {
        simulator.faults().always(Match.everything(), Effect.status(status));
        assertThat(problems()).isEmpty();
        assertThat(simulator.traffic().count()).isEqualTo(2);
    }

    @ParameterizedTest
    @ValueSource(ints = {302, 400})
    void what_is_not_the_api_is_named_on_the_url(int status) {
        simulator.faults().always(Match.everything(), Effect.status(status));
        assertThat(problems()).containsOnlyKeys("plivo.api.url");
    }

    @Test
    void an_api_that_does_not_respond_is_named_on_the_url_in_time() {
        props.put("http.response.timeout.ms", "300");
        simulator.faults().always(Match.everything(), Effect.hang(Duration.ofSeconds(60)));
        assertThat(problems()).containsOnlyKeys("plivo.api.url");
    }

    @Test
    void an_api_that_cannot_be_reached_is_named_on_the_url() {
        simulator.close();
        assertThat(problems().get("plivo.api.url")).contains("refused", "validate.credentials=false");
    }

    @Test
    void a_trust_store_that_cannot_be_used_is_named_on_its_key() {
        props.put("http.ssl.truststore.location", "/nowhere/trust.p12");
        Map<String, String> problems = problems();
        assertThat(problems).containsOnlyKeys("http.ssl.truststore.location");
        assertThat(problems.get("http.ssl.truststore.location")).contains("/nowhere/trust.p12", "no such file");
        assertThat(simulator.traffic().count()).isZero();
    }
}
