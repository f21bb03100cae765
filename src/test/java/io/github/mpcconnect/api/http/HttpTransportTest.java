package io.github.mpcconnect.api.http;

import io.github.mpcconnect.api.ApiClock;
import io.github.mpcconnect.api.ApiException;
import io.github.mpcconnect.api.CallQuery;
import io.github.mpcconnect.api.MpcApi;
import io.github.mpcconnect.api.MultiPartyCall;
import io.github.mpcconnect.api.Page;
import io.github.mpcconnect.api.json.UnknownFields;
import io.github.mpcconnect.simulator.Effect;
import io.github.mpcconnect.simulator.Match;
import io.github.mpcconnect.simulator.PlivoSimulator;
import io.github.mpcconnect.simulator.SimulatedClock;
import io.github.mpcconnect.simulator.World;
import io.github.mpcconnect.support.LogLines;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

/** How an exchange ends where the server does not behave. */
@Timeout(30)
class HttpTransportTest {

    private static final Duration LONG = Duration.ofSeconds(20);
    private static final Duration SHORT = Duration.ofMillis(300);
    private static final byte[] EMPTY_LIST =
            "{\"meta\": {\"count\": 0}, \"objects\": []}".getBytes(StandardCharsets.US_ASCII);
    private static final RawServer.Script SILENCE = out -> {};

    private final List<AutoCloseable> open = new ArrayList<>();

    @AfterEach
    void close() throws Exception {
        for (AutoCloseable each : open) {
            each.close();
        }
    }

    private RawServer server(RawServer.Script script) throws IOException {
        RawServer server = new RawServer(script);
        open.add(0, server);
        return server;
    }

    private HttpTransport transport(Duration timeout) {
        HttpTransport transport = new HttpTransport(Settings.within(timeout));
        open.add(0, transport);
        return transport;
    }

    private static MpcApi api(HttpTransport transport, URI url) {
        ApiClock clock = new ApiClock(Duration.ofSeconds(60), () -> 0);
        return new HttpMpcApi(transport, clock, new UnknownFields(), url, "MA0", "secret", false);
    }

    private MpcApi api(Duration timeout, RawServer server) {
        return api(transport(timeout), server.url());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "HTTP/1.1 200 OK\\r\\nX-Slow: | x",
                "HTTP/1.1 200 OK\\r\\n | A: b\\r\\n",
                "HTTP/1.1 200 OK\\r\\nContent-Length: 1000\\r\\n\\r\\n | x",
                "HTTP/1.1 100 Continue\\r\\n\\r\\nHTTP/1.1 200 OK\\r\\nX: | x"
            })
    void a_head_or_body_that_trickles_does_not_extend_the_deadline(String begin, String more) throws Exception {
        RawServer server = server(RawServer.trickle(begin.translateEscapes(), more.translateEscapes()));
        CompletableFuture<Page<MultiPartyCall>> answer = api(SHORT, server).calls(CallQuery.HARMLESS);
        ApiException failure = catchThrowableOfType(ApiException.class, () -> Await.value(answer));
        assertThat(failure.kind()).isEqualTo(ApiException.Kind.TRANSIENT);
        assertThat(server.seesTheClientGo()).isTrue();
    }

    @Test
    void a_server_that_says_nothing_is_given_up_at_the_deadline() throws Exception {
        RawServer server = server(SILENCE);
        MpcApi api = api(SHORT, server);
        assertThatThrownBy(() -> Await.value(api.calls(CallQuery.HARMLESS)))
                .isInstanceOf(ApiException.class)
                .hasMessageContaining("not complete after PT0.3S");
        assertThat(server.seesTheClientGo()).isTrue();
    }

    @Test
    void cancelling_the_future_cuts_the_exchange_off() throws Exception {
        RawServer server = server(SILENCE);
        CompletableFuture<Page<MultiPartyCall>> answer = api(LONG, server).calls(CallQuery.HARMLESS);
        assertThat(server.wasRequested()).isTrue();
        answer.cancel(true);
        assertThat(server.seesTheClientGo()).isTrue();
    }

    @Test
    void an_exchange_on_a_kept_connection_is_cut_off_like_the_first() throws Exception {
        AtomicInteger requests = new AtomicInteger();
        RawServer.Script first = RawServer.bytes("X: y", EMPTY_LIST);
        RawServer.Script others = RawServer.trickle("HTTP/1.1 200 OK\r\nX: ", "x");
        RawServer server = server(out -> (requests.getAndIncrement() == 0 ? first : others).answer(out));
        MpcApi api = api(Duration.ofSeconds(3), server);
        Await.value(api.calls(CallQuery.HARMLESS));
        assertThatThrownBy(() -> Await.value(api.calls(CallQuery.HARMLESS))).isInstanceOf(ApiException.class);
        assertThat(requests).hasValue(2);
        assertThat(server.seesTheClientGo()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(ints = {100, 1_000, 4_000})
    void at_whatever_moment_exchanges_are_cancelled_no_connection_is_lost(int maxMicros) {
        World world = new World(SimulatedClock.stoppedAt(Instant.parse("2026-11-21T12:00:00Z")));
        world.addAccount("MA0", "secret").unlimited();
        PlivoSimulator simulator = PlivoSimulator.start(world);
        open.add(simulator);
        simulator.faults().sometimes(0.5, 1, Match.calls(), Effect.hang(Duration.ofSeconds(60)));
        MpcApi api = api(transport(LONG), URI.create(simulator.url()));
        Random random = new Random(1);
        for (int i = 0; i < 400; i++) {
            CompletableFuture<?> answer = api.calls(CallQuery.HARMLESS);
            long end = System.nanoTime() + 1_000L * random.nextInt(maxMicros);
            while (System.nanoTime() < end && !answer.isDone()) {
                Thread.onSpinWait();
            }
            answer.cancel(true);
        }
        simulator.faults().clear();
        List<CompletableFuture<Page<MultiPartyCall>>> answers =
                Stream.generate(() -> api.calls(CallQuery.HARMLESS)).limit(20).toList();
        assertThat(answers)
                .allSatisfy(answer -> assertThat(Await.value(answer).count()).isZero());
    }

    @Test
    void closing_fails_what_is_in_flight_and_what_comes_later() throws Exception {
        RawServer server = server(SILENCE);
        HttpTransport transport = transport(LONG);
        MpcApi api = api(transport, server.url());
        CompletableFuture<Page<MultiPartyCall>> answer = api.calls(CallQuery.HARMLESS);
        assertThat(server.wasRequested()).isTrue();
        long start = System.nanoTime();
        try (LogLines log = LogLines.of("org.apache.hc.client5")) {
            transport.close();
            assertThat(log.with("ERROR")).isEmpty();
        }
        assertThatThrownBy(() -> Await.value(answer)).isInstanceOf(ApiException.class);
        assertThatThrownBy(() -> Await.value(api.calls(CallQuery.HARMLESS)))
                .isInstanceOf(ApiException.class)
                .hasMessageContaining("closed");
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(1));
        assertThat(server.seesTheClientGo()).isTrue();
    }

    @Test
    void a_response_that_inflates_beyond_the_limit_is_given_up() throws Exception {
        ByteArrayOutputStream bomb = new ByteArrayOutputStream();
        try (OutputStream zip = new GZIPOutputStream(bomb)) {
            byte[] blanks = " ".repeat(1024 * 1024).getBytes(StandardCharsets.US_ASCII);
            for (int i = 0; i < 17; i++) {
                zip.write(blanks);
            }
        }
        assertGivenUp(RawServer.bytes("Content-Encoding: gzip", bomb.toByteArray()), "longer than 16777216 bytes");
    }

    @Test
    void a_response_that_announces_more_than_the_limit_is_given_up_at_once() throws Exception {
        byte[] head = "HTTP/1.1 200 OK\r\nContent-Length: 16777217\r\n\r\n".getBytes(StandardCharsets.US_ASCII);
        assertGivenUp(out -> out.write(head), "longer than 16777216 bytes");
    }

    @Test
    void a_head_without_end_is_given_up() throws Exception {
        byte[] head = ("HTTP/1.1 200 OK\r\nX: " + "x".repeat(100_000)).getBytes(StandardCharsets.US_ASCII);
        assertGivenUp(out -> out.write(head), "no complete response");
    }

    @Test
    void a_response_that_cannot_be_decompressed_is_given_up() throws Exception {
        assertGivenUp(RawServer.bytes("Content-Encoding: gzip", EMPTY_LIST), "no complete response");
        assertGivenUp(RawServer.bytes("Content-Encoding: br", EMPTY_LIST), "Content-Encoding br");
    }

    private void assertGivenUp(RawServer.Script script, String why) throws Exception {
        RawServer server = server(script);
        MpcApi api = api(LONG, server);
        assertThatThrownBy(() -> Await.value(api.calls(CallQuery.HARMLESS)))
                .isInstanceOf(ApiException.class)
                .hasMessageContaining(why);
        assertThat(server.seesTheClientGo()).isTrue();
    }

    @Test
    void a_host_that_does_not_exist_is_a_failure_that_a_retry_can_help() {
        MpcApi api = api(transport(LONG), URI.create("http://api.plivo.invalid"));
        ApiException failure =
                catchThrowableOfType(ApiException.class, () -> Await.value(api.calls(CallQuery.HARMLESS)));
        assertThat(failure.kind()).isEqualTo(ApiException.Kind.TRANSIENT);
        assertThat(failure).hasMessageContaining("api.plivo.invalid");
    }

    @Test
    void its_threads_are_daemons_with_its_name_and_end_with_it() throws Exception {
        RawServer server = server(RawServer.bytes("X: y", EMPTY_LIST));
        List<Thread> others = threads();
        HttpTransport transport = transport(LONG);
        MpcApi api = api(transport, server.url());
        for (int i = 0; i < 5; i++) {
            Await.value(api.calls(CallQuery.HARMLESS));
        }
        List<Thread> threads = new ArrayList<>(threads());
        threads.removeAll(others);
        assertThat(threads).hasSizeLessThanOrEqualTo(4).allMatch(Thread::isDaemon);
        assertThat(Thread.getAllStackTraces().keySet())
                .noneMatch(thread -> thread.getName().startsWith("httpclient-"));
        transport.close();
        for (Thread thread : threads) {
            thread.join(15_000);
            assertThat(thread.isAlive()).as(thread.getName()).isFalse();
        }
    }

    private static List<Thread> threads() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().startsWith("plivo-mpc-"))
                .toList();
    }
}
