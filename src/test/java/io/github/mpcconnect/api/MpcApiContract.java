package io.github.mpcconnect.api;

import io.github.mpcconnect.api.ApiException.Kind;
import io.github.mpcconnect.api.http.Await;
import io.github.mpcconnect.simulator.CallGenerator;
import io.github.mpcconnect.simulator.Mood;
import io.github.mpcconnect.simulator.SimulatedAccount;
import io.github.mpcconnect.simulator.SimulatedCall;
import io.github.mpcconnect.simulator.SimulatedClock;
import io.github.mpcconnect.simulator.SimulatedParticipant;
import io.github.mpcconnect.simulator.World;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

import static io.github.mpcconnect.simulator.CallBuilder.aCall;
import static io.github.mpcconnect.simulator.ParticipantBuilder.aParticipant;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** What the connector relies on, of the API over HTTP and of the one in memory alike. */
public abstract class MpcApiContract {

    public static final Instant NOW = Instant.parse("2026-11-21T12:00:00Z");
    public static final Instant TEN = Instant.parse("2026-11-20T10:00:00Z");

    public final World world = new World(SimulatedClock.stoppedAt(NOW.plusMillis(700)));
    public final SimulatedAccount account =
            world.addAccount("MAOTE1OWE0MDK0MTLHYW", "secret").unlimited();
    public final ApiClock clock = new ApiClock(Duration.ofSeconds(60), () -> 0);

    protected abstract MpcApi api();

    private Page<MultiPartyCall> calls(CallQuery query) {
        return Await.value(api().calls(query));
    }

    private Page<Participant> participants(String mpcUuid, int offset) {
        return Await.value(api().participants(mpcUuid, offset));
    }

    @Test
    public void an_account_without_calls_has_an_empty_list() {
        Page<MultiPartyCall> page = calls(window(TEN, TEN.plusSeconds(60)));
        assertThat(page.count()).isZero();
        assertThat(page.size()).isZero();
        assertThat(page.apiId()).isNotBlank();
    }

    @Test
    public void a_window_holds_its_end_and_not_its_start() {
        account.add(
                aCall().uuid("before").endedAt(TEN).build(),
                aCall().uuid("first").endedAt(TEN.plusNanos(1_000)).build(),
                aCall().uuid("last").endedAt(TEN.plusSeconds(60)).build(),
                aCall().uuid("after")
                        .endedAt(TEN.plusSeconds(60).plusNanos(1_000))
                        .build());
        assertThat(calls(window(TEN, TEN.plusSeconds(60))).objects())
                .extracting(MultiPartyCall::mpcUuid)
                .containsExactlyInAnyOrder("first", "last");
    }

    @Test
    public void pages_hold_20_and_report_the_count_of_all() {
        IntStream.range(0, 45)
                .forEach(i -> account.add(aCall().uuid("call-" + i).endedAt(TEN.plusSeconds(i + 1))));
        List<MultiPartyCall> calls = new ArrayList<>();
        for (int offset = 0; offset < 60; offset += MpcApi.PAGE_SIZE) {
            Page<MultiPartyCall> page = calls(window(TEN, TEN.plusSeconds(60)).atOffset(offset));
            assertThat(page.count()).isEqualTo(45);
            calls.addAll(page.objects());
        }
        assertThat(calls)
                .extracting(MultiPartyCall::mpcUuid)
                .doesNotHaveDuplicates()
                .hasSize(45);
        assertThat(calls).extracting(MultiPartyCall::creationTime).isSortedAccordingTo((a, b) -> b.compareTo(a));
    }

    @Test
    public void calls_of_all_kinds_are_returned_in_the_accounts_zone_to_the_second() {
        account.zone("+05:30");
        CallGenerator generator = CallGenerator.seeded(7);
        for (int i = 0; i < 20; i++) {
            SimulatedCall truth = generator.call(i, TEN.plusSeconds(60 * i + 60).minusMillis(7));
            account.add(truth);
            MultiPartyCall call = calls(window(TEN.plusSeconds(60 * i), TEN.plusSeconds(60 * i + 60)))
                    .objects()
                    .get(0);
            assertThat(call.mpcUuid()).isEqualTo(truth.mpcUuid());
            assertThat(call.friendlyName()).isEqualTo(truth.friendlyName());
            assertThat(call.status()).isEqualTo("ended");
            assertThat(call.endTime()).isEqualTo(seconds(truth.endTime()));
            assertThat(call.startTime()).isEqualTo(seconds(truth.startTime()));
            assertThat(call.creationTime()).isEqualTo(truth.creationTimeTold() ? seconds(truth.creationTime()) : null);
            assertThat(call.billedAmount()).isEqualByComparingTo(truth.billedAmount());
            assertThat(call.recording()).isNotEqualTo("null");
            assertThat(call.terminationCauseCode()).isEqualTo(truth.terminationCauseCode());
            assertThat(call.raw()).startsWith("{").contains("\"" + truth.mpcUuid() + "\"");
        }
    }

    @Test
    public void a_call_in_progress_is_in_no_window() {
        account.add(aCall().createdAt(TEN).notEnded());
        assertThat(calls(window(TEN, NOW)).count()).isZero();
    }

    @Test
    public void searches_are_narrowed_down_by_each_filter() {
        account.add(
                aCall().uuid("plain").endedAt(TEN.plusSeconds(1)).build(),
                aCall().uuid("named")
                        .named("a/b & c=%2F+\u4f1a")
                        .endedAt(TEN.plusSeconds(1))
                        .build(),
                aCall().uuid("caused")
                        .terminationCause(3000)
                        .endedAt(TEN.plusSeconds(1))
                        .build(),
                aCall().uuid("sub")
                        .subAccount("SA1")
                        .endedAt(TEN.plusSeconds(1))
                        .build(),
                aCall().uuid("old")
                        .createdAt(TEN.minusSeconds(7_000))
                        .endedAt(TEN.plusSeconds(1))
                        .build());
        assertThat(found(CallQuery.matching("a/b & c=%2F+\u4f1a", null, null, null, null)))
                .containsExactly("named");
        assertThat(found(CallQuery.matching(null, "SA1", null, null, null))).containsExactly("sub");
        assertThat(found(CallQuery.matching(null, null, 3000, null, null))).containsExactly("caused");
        assertThat(found(CallQuery.matching(null, null, null, null, TEN.minusSeconds(7_000))))
                .containsExactly("old");
        assertThat(found(CallQuery.matching(null, null, null, TEN.minusSeconds(6_999), null)))
                .hasSize(4);
    }

    private List<String> found(CallQuery filter) {
        return calls(filter.endedIn(TEN, TEN.plusSeconds(60))).objects().stream()
                .map(MultiPartyCall::mpcUuid)
                .toList();
    }

    @Test
    public void more_than_30_days_and_the_future_are_rejected_with_the_query_and_the_reason() {
        assertRefused(window(NOW.minus(Duration.ofDays(30)).minusSeconds(1), NOW), "30 days");
        assertRefused(window(NOW, NOW.plusSeconds(1)), "future");
        assertThat(calls(window(NOW.minus(Duration.ofDays(30)), NOW)).count()).isZero();
    }

    private void assertRefused(CallQuery query, String reason) {
        assertThatThrownBy(() -> calls(query)).isInstanceOfSatisfying(ApiException.class, e -> {
            assertThat(e.kind()).isEqualTo(Kind.REFUSED);
            assertThat(e.status()).isEqualTo(400);
            assertThat(e).hasMessageContaining("end_time__lte").hasMessageContaining(reason);
        });
    }

    @Test
    public void the_participants_of_a_call_that_is_over_are_returned_in_pages() {
        account.add(aCall().uuid("c").endedAt(TEN).withParticipants(25));
        Page<Participant> first = participants("c", 0);
        Page<Participant> second = participants("c", MpcApi.PAGE_SIZE);
        assertThat(List.of(first.count(), second.count())).containsOnly(25);
        List<Participant> all = new ArrayList<>(first.objects());
        all.addAll(second.objects());
        assertThat(all)
                .extracting(Participant::memberId)
                .doesNotHaveDuplicates()
                .hasSize(25);
        assertThat(all).extracting(Participant::mpcUuid).containsOnly("c");
        assertThat(all).extracting(Participant::raw).doesNotHaveDuplicates();
    }

    @Test
    public void a_participant_is_returned_with_all_it_has() {
        SimulatedParticipant truth = aParticipant("c", 0)
                .memberId("229")
                .address(null)
                .role("AI-Agent")
                .joinedAt(TEN.minusSeconds(50).plusNanos(5_000))
                .leftAt(TEN.minusSeconds(9))
                .amount("0.0123")
                .build();
        account.add(aCall().uuid("c").endedAt(TEN).with(truth));
        Participant returned = participants("c", 0).objects().get(0);
        assertThat(returned.memberId()).isEqualTo("229");
        assertThat(returned.memberAddress()).isNull();
        assertThat(returned.role()).isEqualTo(truth.role().toLowerCase(Locale.ROOT));
        assertThat(returned.joinTime()).isEqualTo(TEN.minusSeconds(50));
        assertThat(returned.exitTime()).isEqualTo(TEN.minusSeconds(9));
        assertThat(returned.billedAmount()).isEqualTo("0.01230");
        assertThat(returned.hold()).isNull();
        assertThat(returned.startMpcOnEnter()).isTrue();
        assertThat(returned.resourceUri()).contains("uuid_c").contains("229");
    }

    @ParameterizedTest
    @EnumSource(Mood.class)
    public void a_call_that_is_over_answers_in_full_empty_with_nulls_or_with_404(Mood mood) {
        account.add(aCall().uuid("c").endedAt(TEN).withParticipants(3).mood(mood));
        if (mood == Mood.NOT_FOUND) {
            assertThatThrownBy(() -> participants("c", 0))
                    .isInstanceOfSatisfying(
                            ApiException.class, e -> assertThat(e.kind()).isEqualTo(Kind.NOT_FOUND));
            return;
        }
        Page<Participant> page = participants("c", 0);
        assertThat(page.count()).isEqualTo(mood == Mood.EMPTY ? 0 : 3);
        assertThat(page.objects()).hasSize(mood == Mood.FULL ? 3 : 0);
        assertThat(page.nulls()).isEqualTo(mood == Mood.NULLS ? 3 : 0);
    }

    @Test
    public void a_call_that_is_not_known_has_no_participants() {
        assertThatThrownBy(() -> participants("nobody", 0)).isInstanceOfSatisfying(ApiException.class, e -> {
            assertThat(e.kind()).isEqualTo(Kind.NOT_FOUND);
            assertThat(e.status()).isEqualTo(404);
            assertThat(e).hasMessageContaining("uuid_nobody");
        });
    }

    @Test
    public void responses_give_the_clock_the_time_in_whole_seconds_and_failures_do_not() {
        for (int i = 0; i < 3; i++) {
            assertThatThrownBy(() -> participants("nobody", 0)).isInstanceOf(ApiException.class);
        }
        assertThat(clock.now()).isEmpty();
        calls(window(TEN, NOW));
        calls(window(TEN, NOW));
        assertThat(clock.now()).contains(NOW);
    }

    public static CallQuery window(Instant after, Instant upTo) {
        return CallQuery.ALL.endedIn(after, upTo);
    }

    private static Instant seconds(Instant instant) {
        return instant.truncatedTo(ChronoUnit.SECONDS);
    }
}
