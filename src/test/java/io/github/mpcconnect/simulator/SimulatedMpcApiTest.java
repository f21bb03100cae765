package io.github.mpcconnect.simulator;

import io.github.mpcconnect.api.ApiClock;
import io.github.mpcconnect.api.ApiException;
import io.github.mpcconnect.api.CallQuery;
import io.github.mpcconnect.api.MultiPartyCall;
import io.github.mpcconnect.api.Page;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.CompletableFuture;

import static io.github.mpcconnect.simulator.CallBuilder.aCall;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** When it answers; what it answers is in the contract that it shares with the client. */
class SimulatedMpcApiTest {

    private static final Instant NOW = Instant.parse("2026-11-21T12:00:00Z");
    private static final CallQuery QUERY = CallQuery.ALL.endedIn(NOW.minusSeconds(600), NOW);

    private final World world = new World(SimulatedClock.stoppedAt(NOW));
    private final SimulatedAccount account = world.addAccount("MA0", "token");
    private final ApiClock clock = new ApiClock(Duration.ofSeconds(60), () -> 0);
    private final Deque<Runnable> answers = new ArrayDeque<>();
    private final SimulatedMpcApi api = new SimulatedMpcApi(world, account, clock, answers::add);

    @Test
    void what_is_listed_is_decided_when_the_request_arrives() {
        CompletableFuture<Page<MultiPartyCall>> before = api.calls(QUERY);
        account.add(aCall().endedAt(NOW.minusSeconds(5)));
        CompletableFuture<Page<MultiPartyCall>> after = api.calls(QUERY);
        assertThat(before).isNotDone();
        assertThat(api.open()).isEqualTo(2);
        answers.forEach(Runnable::run);
        assertThat(before.join().count()).isZero();
        assertThat(after.join().count()).isOne();
        assertThat(clock.now()).contains(NOW);
        assertThat(api.open()).isZero();
    }

    @Test
    void a_fault_that_throws_fails_the_future_when_the_answer_is_due() {
        api.calls((query, page) -> {
            throw ApiException.noAnswer("down", null);
        });
        CompletableFuture<Page<MultiPartyCall>> future = api.calls(QUERY);
        assertThat(future).isNotDone();
        answers.remove().run();
        assertThatThrownBy(future::join).hasRootCauseMessage("down");
        assertThat(clock.now()).isEmpty();
    }

    @Test
    void an_unanswered_request_ends_only_when_it_is_cancelled() {
        api.callsUnanswered(query -> query.offset() == 0).participantsUnanswered("c"::equals);
        CompletableFuture<?> calls = api.calls(QUERY);
        CompletableFuture<?> participants = api.participants("c", 0);
        assertThat(answers).isEmpty();
        calls.cancel(true);
        participants.cancel(true);
        assertThat(api.cancelled()).isEqualTo(2);
        assertThat(api.open()).isZero();
        assertThat(api.callsRequests() + api.participantsRequests()).isEqualTo(2);
    }

    @Test
    void a_cancelled_request_says_nothing_of_the_time() {
        for (int i = 0; i < 2; i++) {
            api.calls(QUERY).cancel(true);
            answers.remove().run();
        }
        assertThat(clock.now()).isEmpty();
    }

    @Test
    void responses_may_have_no_date_or_another() {
        api.dated(now -> null);
        api.calls(QUERY);
        answers.remove().run();
        assertThat(clock.responsesWithoutDate()).isOne();
        api.dated(now -> now.plusSeconds(3_600));
        for (int i = 0; i < 2; i++) {
            api.calls(QUERY);
            answers.remove().run();
        }
        assertThat(clock.now()).contains(NOW.plusSeconds(3_600));
    }
}
