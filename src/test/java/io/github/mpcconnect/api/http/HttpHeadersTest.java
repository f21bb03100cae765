package io.github.mpcconnect.api.http;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.github.mpcconnect.api.Answers;
import io.github.mpcconnect.api.ApiClock;
import io.github.mpcconnect.api.ApiException;
import io.github.mpcconnect.api.CallQuery;
import io.github.mpcconnect.api.MpcApi;
import io.github.mpcconnect.api.MultiPartyCall;
import io.github.mpcconnect.api.Page;
import io.github.mpcconnect.api.Participant;
import io.github.mpcconnect.api.http.HttpSettings.Proxy;
import io.github.mpcconnect.api.json.UnknownFields;
import io.github.mpcconnect.simulator.Effect;
import io.github.mpcconnect.simulator.Match;
import io.github.mpcconnect.simulator.PlivoSimulator;
import io.github.mpcconnect.simulator.SimulatedClock;
import io.github.mpcconnect.simulator.World;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.zip.GZIPOutputStream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

/** What goes over the wire besides the path and the body. */
class HttpHeadersTest {
    private final World world = new World(SimulatedClock.stoppedAt(Instant.parse("2026-11-21T12:00:00Z")));
    private final PlivoSimulator simulator = PlivoSimulator.start(world);
    private final HttpTransport transport = new HttpTransport(Settings.within(Duration.ofSeconds(5)));

    private static final Instant NOON = Instant.parse("2026-11-21T12:00:00Z");
    private static final Duration TIMEOUT = Duration.ofSeconds(5);

    private record Seen(Map<String, List<String>> headers, InetSocketAddress client) {
        String header(String name) {
            List<String> values = headers.get(name);
            return values == null ? null : String.join(", ", values);
        }
    }

    private final List<Seen> seen = new CopyOnWriteArrayList<>();
    private HttpServer server;
    private boolean proxyRequiresLogin;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::answer);
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    private void answer(HttpExchange exchange) throws IOException {
        Headers headers = new Headers();
        headers.putAll(exchange.getRequestHeaders());
        seen.add(new Seen(headers, exchange.getRemoteAddress()));
        if (proxyRequiresLogin && !headers.containsKey("Proxy-Authorization")) {
            exchange.getResponseHeaders().set("Proxy-Authenticate", "Basic realm=\"proxy\"");
            exchange.sendResponseHeaders(407, -1);
        } else {
            ByteArrayOutputStream body = new ByteArrayOutputStream();
            try (OutputStream zip = new GZIPOutputStream(body)) {
                zip.write(Answers.page("1", "{\"mpc_uuid\": \"a\", \"friendly_name\": \"\u4f1a\"}")
                        .getBytes(StandardCharsets.UTF_8));
            }
            exchange.getResponseHeaders().set("Content-Encoding", "gzip");
            exchange.sendResponseHeaders(200, body.size());
            exchange.getResponseBody().write(body.toByteArray());
        }
        exchange.close();
    }

    @Test
    void credentials_go_up_front_with_the_clients_name_and_what_it_takes() {
        request("http://127.0.0.1:" + port(), null, 1);
        assertThat(seen).singleElement().satisfies(request -> {
            assertThat(request.header("Authorization")).isEqualTo("Basic TUEwOnNlY3JldA==");
            assertThat(request.header("User-agent")).isEqualTo("kafka-connect-plivo-mpc/1.0.0");
            assertThat(request.header("Accept")).isEqualTo("application/json");
            assertThat(request.header("Accept-encoding")).contains("gzip");
            assertThat(request.header("Cookie")).isNull();
            assertThat(request.header("Upgrade")).isNull();
        });
    }

    /** The server here always sends gzip. */
    @Test
    void a_calls_participants_are_requested_uncompressed_and_read_however_they_come() {
        use("http://127.0.0.1:" + port(), null, api -> {
            Page<Participant> page = Await.value(api.participants("c", 0));
            assertThat(page.malformed()).hasSize(1);
        });
        assertThat(seen)
                .singleElement()
                .satisfies(
                        request -> assertThat(request.header("Accept-encoding")).isEqualTo("identity"));
    }

    @Test
    void one_connection_serves_many_requests() {
        request("http://127.0.0.1:" + port(), null, 5);
        assertThat(seen)
                .hasSize(5)
                .extracting(Seen::client)
                .containsOnly(seen.get(0).client());
    }

    @Test
    void a_proxy_that_requires_a_login_gets_it_and_the_apis_credentials_stay_their_own() {
        proxyRequiresLogin = true;
        request("http://api.plivo.invalid", new Proxy("127.0.0.1", port(), "user", "pass"), 1);
        Seen last = seen.get(seen.size() - 1);
        assertThat(last.header("Proxy-authorization")).isEqualTo("Basic dXNlcjpwYXNz");
        assertThat(last.header("Authorization")).isEqualTo("Basic TUEwOnNlY3JldA==");
        assertThat(last.header("Host")).isEqualTo("api.plivo.invalid");
    }

    private void request(String url, Proxy proxy, int times) {
        use(url, proxy, api -> {
            for (int i = 0; i < times; i++) {
                Page<MultiPartyCall> page = Await.value(api.calls(CallQuery.ALL.endedIn(NOON, NOON.plusSeconds(1))));
                assertThat(page.objects())
                        .extracting(MultiPartyCall::friendlyName)
                        .containsExactly("\u4f1a");
            }
        });
    }

    private void use(String url, Proxy proxy, Consumer<MpcApi> use) {
        try (HttpTransport transport = new HttpTransport(Settings.with(TIMEOUT, proxy, null))) {
            ApiClock clock = new ApiClock(Duration.ofSeconds(60), System::nanoTime);
            use.accept(new HttpMpcApi(transport, clock, new UnknownFields(), URI.create(url), "MA0", "secret", false));
        }
    }

    private int port() {
        return server.getAddress().getPort();
    }

    // Retry-After

    @AfterEach
    void close() {
        transport.close();
        simulator.close();
    }

    private ApiException failure() {
        ApiClock clock = new ApiClock(Duration.ofSeconds(60), () -> 0);
        MpcApi api = new HttpMpcApi(
                transport, clock, new UnknownFields(), URI.create(simulator.url()), "MA0", "token", false);
        return catchThrowableOfType(ApiException.class, () -> Await.value(api.calls(CallQuery.HARMLESS)));
    }

    @ParameterizedTest
    @CsvSource({
        "7, PT7S",
        "0, PT0S",
        "' 12 ', PT12S",
        "999999999, PT277777H46M39S",
        "'Sat, 21 Nov 2026 12:00:30 GMT', PT30S",
        "'Sat, 21 Nov 2026 11:00:00 GMT', PT0S"
    })
    void retry_after_is_seconds_or_a_date_compared_with_the_responses_own(String value, Duration wait) {
        simulator.faults().always(Match.calls(), Effect.status(429, "Retry-After", value));
        assertThat(failure().retryAfter()).contains(wait);
    }

    @ParameterizedTest
    @ValueSource(strings = {"soon", "-5", "1.5", "99999999999", ""})
    void a_retry_after_that_means_nothing_is_ignored(String value) {
        simulator.faults().always(Match.calls(), Effect.status(503, "Retry-After", value));
        assertThat(failure().retryAfter()).isEmpty();
    }

    @Test
    void a_retry_after_date_without_a_date_to_compare_with_is_ignored() {
        simulator
                .faults()
                .always(Match.calls(), Effect.status(429, "Retry-After", "Sat, 21 Nov 2026 12:00:30 GMT"))
                .always(Match.calls(), Effect.withoutDate());
        assertThat(failure().retryAfter()).isEmpty();
    }
}
