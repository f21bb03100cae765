package io.github.mpcconnect.simulator;

import io.github.mpcconnect.simulator.ApiClient.Reply;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import static io.github.mpcconnect.simulator.CallBuilder.aCall;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class FaultsTest {
    private final World world = new World(SimulatedClock.stoppedAt("2026-11-21T12:00:00Z"));
    private final SimulatedAccount account = world.addAccount("MAOTE1OWE0MDK0MTLHYW", "secret");
    private final PlivoSimulator simulator = PlivoSimulator.start(world);
    private final ApiClient api = new ApiClient(simulator, account);

    @BeforeEach
    void addCalls() {
        for (int i = 0; i < 25; i++) {
            account.add(aCall().uuid("call " + i)
                    .endedAt(Instant.parse("2026-11-20T10:00:00Z").plusSeconds(i)));
        }
    }

    @AfterEach
    void close() {
        simulator.close();
    }

    @ParameterizedTest
    @ValueSource(ints = {500, 503, 429, 401, 403, 302, 400})
    void answers_any_status(int status) throws Exception {
        simulator.faults().once(Match.calls(), Effect.status(status));
        Reply reply = api.calls();
        assertThat(reply.status()).isEqualTo(status);
        assertThat(reply.header("Date")).isEqualTo("Sat, 21 Nov 2026 12:00:00 GMT");
        assertThat(api.calls().status()).isEqualTo(200);
    }

    @Test
    void adds_headers_and_takes_them_away() throws Exception {
        simulator.faults().once(Match.calls(), Effect.status(429, "Retry-After", "2"));
        assertThat(api.calls().header("Retry-After")).isEqualTo("2");
        simulator.faults().once(Match.calls(), Effect.withoutDate());
        assertThat(api.calls().header("Date")).isNull();
        simulator.faults().once(Match.calls(), Effect.dateOff(Duration.ofHours(-1)));
        assertThat(api.calls().header("Date")).isEqualTo("Sat, 21 Nov 2026 11:00:00 GMT");
    }

    @Test
    void resets_connections() throws Exception {
        simulator.faults().always(Match.calls(), Effect.reset());
        assertThatIOException().isThrownBy(() -> api.calls());
        simulator.faults().clear();
        assertThat(api.calls().status()).isEqualTo(200);
    }

    @Test
    void cuts_bodies() {
        simulator.faults().always(Match.calls(), Effect.cutBody());
        assertThatIOException().isThrownBy(() -> api.calls());
    }

    @Test
    void answers_html() throws Exception {
        simulator.faults().once(Match.calls(), Effect.html());
        Reply reply = api.calls();
        assertThat(reply.status()).isEqualTo(200);
        assertThat(new String(reply.raw().body())).startsWith("<html>");
    }

    @Test
    void hangs_for_as_long_as_set_without_holding_up_others() {
        simulator.faults().once(Match.laterPages(), Effect.hang(Duration.ofDays(1)));
        CompletableFuture<Reply> hanging = CompletableFuture.supplyAsync(() -> unchecked("20"));
        CompletableFuture<Boolean> others =
                CompletableFuture.supplyAsync(() -> unchecked("0").status() == 200);
        assertThat(others.join()).isTrue();
        assertThat(hanging).isNotDone();
        simulator.close();
        assertThat(hanging).failsWithin(Duration.ofSeconds(5));
    }

    @Test
    void sends_bodies_without_end() {
        simulator.faults().always(Match.calls(), Effect.trickle(Duration.ofMillis(1)));
        CompletableFuture<Reply> endless = CompletableFuture.supplyAsync(() -> unchecked("0"));
        assertThatThrownBy(() -> endless.get(200, TimeUnit.MILLISECONDS)).isInstanceOf(TimeoutException.class);
        simulator.close();
        assertThat(endless).failsWithin(Duration.ofSeconds(5));
    }

    @Test
    void returns_untrue_pages() throws Exception {
        simulator.faults().once(Match.calls(), Effect.shortPage());
        assertPage(api.calls(), 25, 19);
        simulator.faults().once(Match.calls(), Effect.emptyPage());
        assertPage(api.calls(), 25, 0);
        simulator.faults().once(Match.calls(), Effect.countOff(-1));
        assertPage(api.calls(), 24, 20);
        assertPage(api.calls(), 25, 20);
    }

    @Test
    void repeats_the_page_before() throws Exception {
        simulator.faults().once(Match.laterPages(), Effect.repeatedPage());
        List<String> first = api.calls().all("mpc_uuid");
        Reply second = api.calls("offset", "20");
        assertThat(second.all("mpc_uuid")).isEqualTo(first);
        assertThat(second.json().get("meta").get("offset").asInt()).isEqualTo(20);
    }

    @Test
    void spoils_the_envelope_and_its_objects() throws Exception {
        simulator.faults().once(Match.calls(), Effect.withoutMeta());
        assertThat(api.calls().json().has("meta")).isFalse();
        simulator.faults().once(Match.calls(), Effect.objectsNotAnArray());
        assertThat(api.calls().json().get("objects").isArray()).isFalse();
        simulator.faults().once(Match.calls(), Effect.objects(object -> object.put("end_time", "soon")));
        assertThat(api.calls().all("end_time")).hasSize(20).containsOnly("soon");
    }

    @Test
    void strikes_where_and_when_it_was_ordered() throws Exception {
        simulator
                .faults()
                .nth(2, Match.calls(), Effect.status(500))
                .times(2, Match.participantsOf("call 1"), Effect.status(503));
        assertThat(List.of(
                        api.calls().status(), api.calls().status(), api.calls().status()))
                .containsExactly(200, 500, 200);
        assertThat(api.participants("uuid_call 2").status()).isEqualTo(200);
        assertThat(api.participants("uuid_call 1").status()).isEqualTo(503);
        assertThat(api.participants("uuid_call 1").status()).isEqualTo(503);
        assertThat(api.participants("uuid_call 1").status()).isEqualTo(200);
    }

    @Test
    void strikes_the_same_requests_from_the_same_seed() throws Exception {
        List<Integer> first = statuses();
        assertThat(first).contains(200, 500);
        assertThat(statuses()).isEqualTo(first);
    }

    @Test
    void answers_500_where_an_effect_itself_fails() throws Exception {
        simulator.faults().once(Match.calls(), (request, answer) -> {
            throw new IllegalStateException("oops");
        });
        assertThat(api.calls().error()).contains("oops");
    }

    private List<Integer> statuses() throws Exception {
        simulator.faults().clear();
        simulator.faults().sometimes(0.3, 5, Match.everything(), Effect.status(500));
        List<Integer> statuses = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            statuses.add(api.calls().status());
        }
        return statuses;
    }

    private static void assertPage(Reply reply, int count, int objects) {
        assertThat(reply.count()).isEqualTo(count);
        assertThat(reply.json().get("objects")).hasSize(objects);
    }

    private Reply unchecked(String offset) {
        try {
            return api.calls("offset", offset);
        } catch (HttpTimeoutException e) {
            throw new IllegalStateException("not closed, but timed out", e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
