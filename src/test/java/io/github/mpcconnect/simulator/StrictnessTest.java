package io.github.mpcconnect.simulator;

import io.github.mpcconnect.simulator.ApiClient.Reply;
import io.github.mpcconnect.simulator.Quirks.RetryAfter;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.net.http.HttpRequest;
import java.time.Duration;
import java.util.Map;

import static org.assertj.core.api.Assertions.assertThat;

/** What the simulator refuses, so that a client that passes here cannot be refused for its form elsewhere. */
class StrictnessTest {
    private static final String AUTH_ID = "MAOTE1OWE0MDK0MTLHYW";

    private final SimulatedClock clock = SimulatedClock.stoppedAt("2026-11-21T12:00:00Z");
    private final World world = new World(clock);
    private final SimulatedAccount account = world.addAccount(AUTH_ID, "secret");
    private final PlivoSimulator simulator = PlivoSimulator.start(world);
    private final ApiClient api = new ApiClient(simulator, account);

    @AfterEach
    void close() {
        simulator.close();
    }

    @Test
    void refuses_wrong_missing_and_foreign_credentials() throws Exception {
        world.addAccount("MAOTHER", "secret");
        String path = "/v1/Account/" + AUTH_ID + "/MultiPartyCall/";

        assertThat(api.calls().status()).isEqualTo(200);
        assertThat(new ApiClient(simulator, AUTH_ID, "wrong").calls().status()).isEqualTo(401);
        assertThat(new ApiClient(simulator, "MANOBODY", "secret").calls().status())
                .isEqualTo(401);
        assertThat(new ApiClient(simulator, "MAOTHER", "secret").get(path).status())
                .isEqualTo(401);
        assertThat(api.send(HttpRequest.newBuilder(api.request(path).build().uri()))
                        .status())
                .isEqualTo(401);
    }

    @Test
    void takes_a_changed_token_at_once() throws Exception {
        account.token("rotated");
        Reply refused = api.calls();

        assertThat(refused.status()).isEqualTo(401);
        assertThat(refused.error()).isNotEmpty();
        assertThat(refused.json().get("api_id").asString()).hasSize(36);
        assertThat(new ApiClient(simulator, account).calls().status()).isEqualTo(200);
    }

    @ParameterizedTest
    @CsvSource({
        "colour, blue",
        "end_time, 2026-11-20 10:00",
        "end_time__gt, 2026-11-20",
        "end_time__gt, 2026-11-20T10:00",
        "end_time__gt, 2026-11-20 10:00:00Z",
        "end_time__gt, 2026-11-20 10:00:00.5",
        "end_time__gt, 2026-02-30 10:00",
        "end_time__gt, ''",
        "end_time__lte, 2026-11-21 12:00:00.000001",
        "creation_time__lt, yesterday",
        "limit, 0",
        "limit, 21",
        "limit, many",
        "offset, -1",
        "status, Ended",
        "termination_cause_code, none"
    })
    void refuses_what_the_page_does_not_allow(String name, String value) throws Exception {
        assertThat(api.calls(name, value).status()).isEqualTo(400);
    }

    @ParameterizedTest
    @CsvSource({
        "end_time__gt, 2026-11-20 10:00",
        "end_time__gte, 2026-11-20 10:00:30",
        "end_time__lte, 2026-11-21 12:00:00.000000",
        "creation_time__lt, 2027-01-01 00:00",
        "limit, 20",
        "offset, 1000",
        "status, initialized",
        "termination_cause_code, 1010",
        "sub_account, SAX",
        "friendly_name, a / b & c"
    })
    void accepts_what_the_page_allows(String name, String value) throws Exception {
        assertThat(api.calls(name, value).status()).isEqualTo(200);
    }

    @ParameterizedTest
    @CsvSource({
        "2026-10-01 00:00, 2026-10-31 00:00, 200",
        "2026-10-01 00:00, 2026-10-31 00:00:00.000001, 400",
        "2026-10-01 00:00, 2026-10-01 00:00, 400",
        "2026-10-02 00:00, 2026-10-01 00:00, 400"
    })
    void searches_thirty_days_at_most_and_forwards_only(String after, String upTo, int status) throws Exception {
        assertThat(api.calls("end_time__gt", after, "end_time__lte", upTo).status())
                .isEqualTo(status);
    }

    @Test
    void refuses_a_parameter_given_twice() throws Exception {
        assertThat(api.calls("limit", "5", "limit", "5").status()).isEqualTo(400);
    }

    @ParameterizedTest
    @ValueSource(strings = {"?limit=%zz", "?friendly_name=50%", "?%u=1"})
    void refuses_malformed_percent_encoding(String query) {
        HttpRequestHead head =
                new HttpRequestHead("GET", "/v1/Account/" + AUTH_ID + "/MultiPartyCall/" + query, false, Map.of());
        assertThat(SimulatedRequest.of(head, clock.instant()).fault()).isEqualTo("malformed percent-encoding");
    }

    @Test
    void allows_bounds_in_the_future_when_switched_on() throws Exception {
        simulator.quirks().futureIsRefused(false);
        assertThat(api.calls("end_time__lte", "2026-11-22 00:00").status()).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/",
                "/v1/Account/" + AUTH_ID + "/MultiPartyCall",
                "/v1/Account/" + AUTH_ID + "/Call/",
                "/v1/Account/" + AUTH_ID + "/MultiPartyCall/uuid_x/",
                "/v1/Account/" + AUTH_ID + "/MultiPartyCall/uuid_x/Participant/",
                "/v1/Account/" + AUTH_ID + "/MultiPartyCall/x/Participant/"
            })
    void knows_nothing_else(String path) throws Exception {
        assertThat(api.get(path).status()).isEqualTo(404);
    }

    @Test
    void only_reads() throws Exception {
        HttpRequest.Builder post = api.request("/v1/Account/" + AUTH_ID + "/MultiPartyCall/")
                .POST(HttpRequest.BodyPublishers.ofString("{}"));
        assertThat(api.send(post).status()).isEqualTo(405);
        assertThat(api.calls().status()).isEqualTo(200);
    }

    @Test
    void refuses_requests_beyond_the_allowance_and_says_when_to_come_back() throws Exception {
        account.allow(3, Duration.ofHours(1));
        for (int i = 0; i < 3; i++) {
            assertThat(api.calls().status()).isEqualTo(200);
        }
        Reply refused = api.calls();
        assertThat(refused.status()).isEqualTo(429);
        assertThat(refused.header("Retry-After")).isNull();

        simulator.quirks().retryAfter(RetryAfter.SECONDS);
        assertThat(Integer.parseInt(api.calls().header("Retry-After"))).isBetween(3500, 3600);
        simulator.quirks().retryAfter(RetryAfter.DATE);
        assertThat(api.calls().header("Retry-After")).startsWith("Sat, 21 Nov 2026 1");
        account.unlimited();
        assertThat(api.calls().status()).isEqualTo(200);
        assertThat(simulator.traffic().mostInAnySpan(AUTH_ID)).isGreaterThanOrEqualTo(6);
    }
}
