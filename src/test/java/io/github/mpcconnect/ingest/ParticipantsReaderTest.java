package io.github.mpcconnect.ingest;

import io.github.mpcconnect.api.ApiClock;
import io.github.mpcconnect.api.MultiPartyCall;
import io.github.mpcconnect.api.Page;
import io.github.mpcconnect.api.Participant;
import io.github.mpcconnect.ingest.ParticipantsReader.CallRead;
import io.github.mpcconnect.metrics.AccountMetrics;
import io.github.mpcconnect.request.Backoff;
import io.github.mpcconnect.request.Caller;
import io.github.mpcconnect.request.Gate;
import io.github.mpcconnect.request.Limiter;
import io.github.mpcconnect.request.Outage;
import io.github.mpcconnect.request.VirtualTime;
import io.github.mpcconnect.simulator.CallBuilder;
import io.github.mpcconnect.simulator.Mood;
import io.github.mpcconnect.simulator.SimulatedAccount;
import io.github.mpcconnect.simulator.SimulatedMpcApi;
import io.github.mpcconnect.simulator.World;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

import static io.github.mpcconnect.simulator.CallBuilder.aCall;
import static io.github.mpcconnect.simulator.ParticipantBuilder.aParticipant;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.tuple;

class ParticipantsReaderTest {

    private static final Instant END = Instant.parse("2026-11-20T10:00:00Z");
    private static final MultiPartyCall CALL = Samples.call("c", END);

    private final VirtualTime time = new VirtualTime();
    private final World world = new World(time.clock());
    private final SimulatedAccount account = world.addAccount("MA0", "secret");
    private final SimulatedMpcApi api =
            new SimulatedMpcApi(world, account, new ApiClock(Duration.ofSeconds(60), time::nanos));
    private final Backoff backoff = new Backoff(Duration.ofMillis(500), Duration.ofSeconds(30), () -> 0);
    private final ParticipantsReader reader = new ParticipantsReader(
            api,
            new Caller(
                    new Gate(() -> 0),
                    Limiter.fresh(300, Duration.ofSeconds(5)),
                    backoff,
                    new Outage("emea", new AccountMetrics(), time),
                    new AccountMetrics(),
                    time),
            backoff,
            new Silence(new Account("MA0", "emea")),
            LiveMemory.none(new AccountMetrics()),
            time);

    @Test
    void twenty_five_participants_take_two_requests_and_come_in_the_order_they_joined() throws Exception {
        CallBuilder call = aCall().uuid("c").endedAt(END);
        for (int i = 0; i < 25; i++) {
            call.with(aParticipant("c", i)
                    .joinedAt(END.minusSeconds(100 - 3 * (i % 7) - i / 7))
                    .build());
        }
        account.add(call);
        CallRead read = reader.read(CALL);
        assertThat(api.participantsRequests()).isEqualTo(2);
        assertThat(read.call().source()).isEqualTo(ParticipantsSource.API);
        assertThat(read.call().participants())
                .hasSize(25)
                .isSortedAccordingTo((a, b) -> a.joinTime().compareTo(b.joinTime()));
        assertThat(read.malformed()).isEmpty();
    }

    @Test
    void exactly_a_page_takes_one_request() throws Exception {
        account.add(aCall().uuid("c").endedAt(END).withParticipants(20));
        assertThat(reader.read(CALL).call().participants()).hasSize(20);
        assertThat(api.participantsRequests()).isOne();
    }

    @Test
    void one_who_left_and_joined_again_is_told_by_the_latest_join() throws Exception {
        account.add(aCall().uuid("c")
                .endedAt(END)
                .with(aParticipant("c", 0)
                        .memberId("7")
                        .joinedAt(END.minusSeconds(90))
                        .build())
                .with(aParticipant("c", 1)
                        .memberId("7")
                        .joinedAt(END.minusSeconds(10))
                        .build())
                .with(aParticipant("c", 2)
                        .memberId("7")
                        .joinedAt(END.minusSeconds(50))
                        .build())
                .with(aParticipant("c", 3)
                        .memberId("8")
                        .joinedAt(END.minusSeconds(60))
                        .build()));
        assertThat(reader.read(CALL).call().participants())
                .extracting(Participant::memberId, Participant::joinTime)
                .containsExactly(tuple("8", END.minusSeconds(60)), tuple("7", END.minusSeconds(10)));
        assertThat(api.participantsRequests()).isOne();
    }

    @Test
    void a_count_that_does_not_add_up_is_asked_three_times_and_given_up() {
        account.add(aCall().uuid("c").endedAt(END).withParticipants(3));
        api.participants((id, page) -> Samples.counting(4, page));
        assertThatExceptionOfType(IncompleteException.class)
                .isThrownBy(() -> reader.read(CALL))
                .withMessage("The participants of call c do not add up: the API told a count of [4] and 3 distinct"
                        + " participants");
        assertThat(api.participantsRequests()).isEqualTo(3);
        assertThat(time.slept()).isGreaterThanOrEqualTo(Duration.ofMillis(1_500));
    }

    @Test
    void a_count_that_adds_up_at_the_third_try_is_taken() throws Exception {
        account.add(aCall().uuid("c").endedAt(END).withParticipants(3));
        AtomicInteger asked = new AtomicInteger();
        api.participants((id, page) -> asked.incrementAndGet() < 3 ? Samples.counting(4, page) : page);
        assertThat(reader.read(CALL).call().participants()).hasSize(3);
    }

    @Test
    void no_count_is_never_proven() {
        api.participants((id, page) -> Samples.counting(null, page));
        account.add(aCall().uuid("c").endedAt(END).withParticipants(3));
        assertThatExceptionOfType(IncompleteException.class).isThrownBy(() -> reader.read(CALL));
    }

    @Test
    void a_call_that_is_not_found_any_more_has_its_participants_unavailable() throws Exception {
        account.add(aCall().uuid("c").endedAt(END).withParticipants(3).mood(Mood.NOT_FOUND));
        assertThat(reader.read(CALL)).isEqualTo(unavailable());
        assertThat(api.participantsRequests()).isOne();
    }

    @Test
    void nulls_mean_unavailable() throws Exception {
        account.add(aCall().uuid("c").endedAt(END).withParticipants(25).mood(Mood.NULLS));
        assertThat(reader.read(CALL)).isEqualTo(unavailable());
        assertThat(api.participantsRequests()).as("nothing more is to be had").isOne();
    }

    @Test
    void an_empty_list_means_that_nobody_was_there() throws Exception {
        account.add(aCall().uuid("c").endedAt(END).withParticipants(3).mood(Mood.EMPTY));
        assertThat(reader.read(CALL).call()).isEqualTo(new EndedCall(CALL, List.of(), ParticipantsSource.API));
    }

    @Test
    void malformed_participants_count_and_are_told_apart() throws Exception {
        account.add(aCall().uuid("c").endedAt(END).withParticipants(3));
        api.participants((id, page) -> new Page<>(
                page.apiId(), 3, page.objects().subList(0, 2), List.of(Samples.malformedCall("c", "{odd}")), 0));
        CallRead read = reader.read(CALL);
        assertThat(read.call().participants()).hasSize(2);
        assertThat(read.malformed()).hasSize(1);
    }

    private static CallRead unavailable() {
        EndedCall call = new EndedCall(CALL, List.of(), ParticipantsSource.UNAVAILABLE);
        return new CallRead(call, List.of());
    }
}
