package io.github.mpcconnect.api.http;

import io.github.mpcconnect.api.ApiClock;
import io.github.mpcconnect.api.ApiException;
import io.github.mpcconnect.api.ApiException.Kind;
import io.github.mpcconnect.api.CallQuery;
import io.github.mpcconnect.api.MpcApi;
import io.github.mpcconnect.api.http.HttpSettings.Proxy;
import io.github.mpcconnect.api.json.UnknownFields;
import io.github.mpcconnect.simulator.Effect;
import io.github.mpcconnect.simulator.Match;
import io.github.mpcconnect.simulator.PlivoSimulator;
import io.github.mpcconnect.simulator.SimulatedAccount;
import io.github.mpcconnect.simulator.SimulatedClock;
import io.github.mpcconnect.simulator.World;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

import static io.github.mpcconnect.simulator.CallBuilder.aCall;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

class HttpMpcApiTest {

    private static final Instant NOW = Instant.parse("2026-11-21T12:00:00Z");
    private static final String TOKEN = "t0ken-never-shown";
    private static final CallQuery QUERY = CallQuery.ALL.endedIn(NOW.minusSeconds(60), NOW);
    private static final String PATH = "/v1/Account/MA0/MultiPartyCall/";

    private final World world = new World(SimulatedClock.stoppedAt(NOW));
    private final SimulatedAccount account = world.addAccount("MA0", TOKEN).unlimited();
    private final PlivoSimulator simulator = PlivoSimulator.start(world);
    private final ApiClock clock = new ApiClock(Duration.ofSeconds(60), () -> 0);
    private final List<HttpTransport> transports = new ArrayList<>();
    private final MpcApi api = api(simulator.url(), Duration.ofSeconds(5), null);

    @AfterEach
    void close() {
        transports.forEach(HttpTransport::close);
        simulator.close();
    }

    @ParameterizedTest
    @CsvSource({
        "400, REFUSED",
        "401, UNAUTHORIZED",
        "403, UNAUTHORIZED",
        "404, NOT_FOUND",
        "405, REFUSED",
        "408, TRANSIENT",
        "410, REFUSED",
        "425, TRANSIENT",
        "429, TRANSIENT",
        "301, REFUSED",
        "302, REFUSED",
        "204, TRANSIENT",
        "500, TRANSIENT",
        "502, TRANSIENT",
        "503, TRANSIENT",
        "599, TRANSIENT"
    })
    void a_status_says_whether_a_retry_can_help(int status, Kind kind) {
        simulator.faults().always(Match.calls(), Effect.status(status));
        ApiException failure = failure(api);
        assertThat(failure.kind()).isEqualTo(kind);
        assertThat(failure.status()).isEqualTo(status);
        assertThat(failure.isRateLimit()).isEqualTo(status == 429);
        assertThat(failure.retryAfter()).isEmpty();
        if (status != 204) {
            assertThat(failure)
                    .hasMessage("GET " + PATH
                            + "?end_time__gt=2026-11-21%2011%3A59%3A00&end_time__lte=2026-11-21%2012%3A00%3A00"
                            + "&limit=20 returned " + status + ": simulated " + status);
        }
        assertShowsNoSecret(failure);
    }

    @Test
    void a_redirect_is_not_followed_and_its_target_is_named() {
        simulator.faults().always(Match.calls(), Effect.status(302, "Location", simulator.url() + "/elsewhere"));
        ApiException failure = failure(api);
        assertThat(failure.kind()).isEqualTo(Kind.REFUSED);
        assertThat(failure).hasMessageContaining("302 (redirect to " + simulator.url() + "/elsewhere): simulated 302");
        assertThat(simulator.traffic().count()).isOne();
    }

    @Test
    void wrong_credentials_are_unauthorized() {
        account.token("changed");
        ApiException failure = failure(api);
        assertThat(failure.kind()).isEqualTo(Kind.UNAUTHORIZED);
        assertShowsNoSecret(failure);
    }

    @Test
    @Timeout(10)
    void a_connection_that_is_reset_cut_or_given_no_response_is_worth_a_retry() {
        for (Effect effect : List.of(Effect.reset(), Effect.cutBody())) {
            simulator.faults().clear();
            simulator.faults().always(Match.calls(), effect);
            assertNoAnswer(failure(api));
            assertThat(simulator.traffic().count())
                    .as("no retry of the client's own")
                    .isOne();
            simulator.traffic().reset();
        }
        simulator.faults().clear();
        simulator.faults().always(Match.calls(), Effect.hang(Duration.ofSeconds(60)));
        assertNoAnswer(failure(api(simulator.url(), Duration.ofMillis(200), null)));
    }

    @Test
    @Timeout(20)
    void a_body_without_end_is_given_up_in_time_and_its_connection_with_it() {
        MpcApi impatient = api(simulator.url(), Duration.ofSeconds(2), null);
        for (Effect effect : List.of(Effect.endlessBody(), Effect.trickle(Duration.ofMillis(5)))) {
            simulator.faults().clear();
            simulator.faults().always(Match.calls(), effect);
            assertNoAnswer(failure(impatient));
        }
        simulator.faults().clear();
        assertThat(Await.value(impatient.calls(QUERY)).count()).isZero();
    }

    @Test
    void a_server_that_is_not_there_is_worth_a_retry() {
        simulator.close();
        ApiException failure = failure(api);
        assertNoAnswer(failure);
        assertThat(failure).hasMessageContaining("received no complete response");
    }

    @ParameterizedTest
    @ValueSource(strings = {"<html>Be right back</html>", "", "{\"objects\": \"none\"}", "[1, 2"})
    void a_response_of_200_that_is_not_a_list_is_worth_a_retry_and_moves_no_clock(String body) {
        simulator.faults().always(Match.calls(), Effect.text(body));
        for (int i = 0; i < 3; i++) {
            assertNoAnswer(failure(api));
        }
        assertThat(clock.now()).isEmpty();
    }

    @Test
    void a_broken_list_is_reported_without_its_text() {
        simulator.faults().always(Match.calls(), Effect.text("{\"objects\": [{\"member_address\": \"+15550100\""));
        assertThat(failure(api)).hasMessageContaining("of JSON").hasMessageNotContaining("15550100");
    }

    @ParameterizedTest
    @ValueSource(ints = {204, 302, 401, 404, 429, 500})
    void only_the_date_of_a_200_response_goes_to_the_clock(int status) {
        simulator.faults().always(Match.calls(), Effect.status(status));
        for (int i = 0; i < 3; i++) {
            failure(api);
        }
        assertThat(clock.now()).isEmpty();
        simulator.faults().clear();
        Await.value(api.calls(QUERY));
        Await.value(api.calls(QUERY));
        assertThat(clock.now()).contains(NOW);
    }

    @Test
    void a_response_without_a_date_is_accepted_and_counted() {
        simulator.faults().always(Match.calls(), Effect.withoutDate());
        assertThat(Await.value(api.calls(QUERY)).count()).isZero();
        assertThat(Await.value(api.calls(QUERY)).count()).isZero();
        assertThat(clock.now()).isEmpty();
        assertThat(clock.responsesWithoutDate()).isEqualTo(2);
        simulator.faults().clear();
        Await.value(api.calls(QUERY));
        assertThat(clock.responsesWithoutDate()).isZero();
    }

    @Test
    void names_and_ids_are_encoded_as_one_segment_or_value() {
        String name = "a/b?c=d&e#f%2F+g \u4f1a\ud83d\ude00";
        account.add(aCall().uuid("id/with ?&%")
                .named(name)
                .endedAt(NOW.minusSeconds(5))
                .withParticipants(1));
        CallQuery byName = CallQuery.matching(name, null, null, null, null).endedIn(NOW.minusSeconds(60), NOW);
        assertThat(Await.value(api.calls(byName)).count()).isOne();
        assertThat(Await.value(api.participants("id/with ?&%", 0)).objects()).hasSize(1);
        assertThat(simulator.traffic().log().get(1).path()).isEqualTo(PATH + "uuid_id%2Fwith%20%3F%26%25/Participant/");
    }

    @Test
    void a_proxy_gets_the_whole_url() {
        Proxy proxy = new Proxy("127.0.0.1", simulator.port(), null, null);
        MpcApi behind = api("http://api.plivo.invalid", Duration.ofSeconds(5), proxy);
        assertThat(Await.value(behind.calls(QUERY)).count()).isZero();
        assertThat(simulator.traffic().log().get(0).path()).isEqualTo(PATH);
    }

    @Test
    void a_proxys_text_does_not_show_its_password() {
        assertThat(new Proxy("proxy", 3128, "user", "secret")).hasToString("Proxy proxy:3128");
    }

    private MpcApi api(String url, Duration timeout, Proxy proxy) {
        HttpTransport transport = new HttpTransport(Settings.with(timeout, proxy, null));
        transports.add(transport);
        return new HttpMpcApi(transport, clock, new UnknownFields(), URI.create(url), "MA0", TOKEN, false);
    }

    private static ApiException failure(MpcApi api) {
        return catchThrowableOfType(ApiException.class, () -> Await.value(api.calls(QUERY)));
    }

    private static void assertNoAnswer(ApiException failure) {
        assertThat(failure.kind()).isEqualTo(Kind.TRANSIENT);
        assertThat(failure.status()).isZero();
        assertThat(failure).hasMessageStartingWith("GET " + PATH + "?end_time__gt=");
        assertShowsNoSecret(failure);
    }

    private static void assertShowsNoSecret(Throwable failure) {
        for (Throwable each = failure; each != null; each = each.getCause()) {
            assertThat(each.toString())
                    .doesNotContain(TOKEN)
                    .doesNotContain("Basic ")
                    .doesNotContain("TUEwOn");
        }
    }
}
