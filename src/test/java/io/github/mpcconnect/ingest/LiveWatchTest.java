package io.github.mpcconnect.ingest;

import io.github.mpcconnect.api.ApiException;
import io.github.mpcconnect.api.ApiException.Kind;
import io.github.mpcconnect.api.Page;
import io.github.mpcconnect.live.LiveChange;
import io.github.mpcconnect.live.LiveChange.CallGone;
import io.github.mpcconnect.live.LiveChange.CallSeen;
import io.github.mpcconnect.live.LiveChange.ParticipantGone;
import io.github.mpcconnect.live.LiveChange.ParticipantSeen;
import io.github.mpcconnect.metrics.Metric;
import io.github.mpcconnect.request.FatalException;
import io.github.mpcconnect.simulator.CallBuilder;
import io.github.mpcconnect.simulator.ParticipantBuilder;
import io.github.mpcconnect.simulator.Toggle;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

import static io.github.mpcconnect.simulator.CallBuilder.aCall;
import static io.github.mpcconnect.simulator.ParticipantBuilder.aParticipant;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class LiveWatchTest {

    private static final Instant NOW = Instant.parse("2026-11-21T12:00:00Z");
    private static final Duration INTERVAL = Duration.ofSeconds(2);

    private final AccountRun run = new AccountRun(NOW).live(INTERVAL).from(NOW);

    @Test
    void the_whole_state_goes_out_once_and_then_nothing_while_nothing_changes() throws Exception {
        run.account.add(call("a").withParticipants(2)).add(call("b").neverStarting());
        run.runFor(Duration.ofMinutes(5));
        assertThat(told()).containsExactly("call a active", "in a/100", "in a/101", "call b initialized");
        assertThat(run.metrics.value(Metric.LIVE_CALLS)).isEqualTo(2);
        assertThat(run.api.participantsRequests()).isBetween(140L, 150L);
    }

    @Test
    void joining_and_leaving_hold_mute_coaching_and_the_calls_status_are_told_one_by_one() throws Exception {
        run.account.add(aCall().uuid("a")
                .notEnded()
                .createdAt(NOW.minusSeconds(60))
                .startedAt(NOW.plusSeconds(10))
                .with(member("a", 0, 10).hold(flip(30)).build())
                .with(member("a", 1, 20)
                        .leftAt(NOW.plusSeconds(60))
                        .mute(flip(40))
                        .coachMode(flip(50))
                        .build()));
        run.runFor(Duration.ofMinutes(2));
        assertThat(told())
                .containsExactly(
                        "call a initialized",
                        "call a active",
                        "in a/100",
                        "in a/101",
                        "in a/100 hold",
                        "in a/101 mute",
                        "in a/101 mute coach",
                        "left a/101");
    }

    @Test
    void another_role_is_a_change_and_a_call_that_ends_takes_its_participants_along() throws Exception {
        run.account.add(call("a").with(member("a", 0, -9).role("agent").build()));
        run.runFor(Duration.ofSeconds(10));
        run.account.add(
                call("a").with(member("a", 0, -9).role("supervisor").build()).withParticipants(0));
        run.runFor(Duration.ofSeconds(10));
        run.account.end("a", run.now());
        run.runFor(Duration.ofSeconds(10));
        assertThat(told()).containsExactly("call a active", "in a/100", "in a/100", "left a/100", "gone a");
        assertThat(run.storedLive.open()).isEmpty();
    }

    @Test
    void those_who_left_are_no_rows_though_the_api_tells_of_them_in_a_call_in_progress() throws Exception {
        run.account.add(call("a").with(member("a", 0, -9).build()));
        run.api.participants((id, page) -> new Page<>(
                page.apiId(),
                2,
                List.of(page.objects().get(0), Samples.left("a", "77", NOW.minusSeconds(20), NOW.minusSeconds(5))),
                List.of(),
                0));
        run.runFor(Duration.ofSeconds(10));
        assertThat(told()).containsExactly("call a active", "in a/100");
    }

    @Test
    void a_call_that_becomes_active_between_the_two_lists_is_not_gone_for_a_moment() throws Exception {
        run.account.add(
                aCall().uuid("a").notEnded().createdAt(NOW.minusSeconds(60)).startedAt(NOW.plusSeconds(9)));
        run.api.calls((query, page) -> {
            if ("initialized".equals(query.status()) && run.now().isAfter(NOW.plusSeconds(5))) {
                Duration untilActive = Duration.between(run.now(), NOW.plusSeconds(9));
                run.time.advance(untilActive.isNegative() ? Duration.ZERO : untilActive);
            }
            return page;
        });
        run.runFor(Duration.ofMinutes(1));
        assertThat(told()).containsExactly("call a initialized", "call a active");
    }

    @Test
    void a_call_that_lives_shorter_than_a_poll_is_no_row_and_its_own_record_comes_all_the_same() throws Exception {
        run.account.add(aCall().uuid("short")
                .createdAt(NOW.plusMillis(2300))
                .endedAt(NOW.plusMillis(3500))
                .withParticipants(2));
        run.runFor(Duration.ofMinutes(3));
        assertThat(run.changes()).isEmpty();
        assertThat(run.ended("short").participants()).hasSize(2);
    }

    @Test
    void a_poll_of_which_a_page_does_not_add_up_changes_nothing() throws Exception {
        run.account.add(call("a").withParticipants(1)).add(call("b").withParticipants(1));
        run.runFor(Duration.ofSeconds(10));
        int before = run.changes().size();
        run.api.calls((query, page) -> "active".equals(query.status())
                ? new Page<>(page.apiId(), page.count(), page.objects().subList(1, page.size()), List.of(), 0)
                : page);
        run.runFor(Duration.ofSeconds(10));
        run.api.withoutFaults();
        run.api.participants((id, page) -> new Page<>(page.apiId(), page.count(), List.of(), List.of(), 0));
        run.runFor(Duration.ofSeconds(10));
        run.api.withoutFaults();
        run.runFor(Duration.ofSeconds(10));
        assertThat(run.changes()).hasSize(before);
        assertThat(run.metrics.value(Metric.LIVE_POLLS_DROPPED)).isBetween(8L, 12L);
    }

    @Test
    void nulls_or_404_for_a_call_in_progress_leave_its_participants_as_they_were() throws Exception {
        run.account.add(call("a").withParticipants(2));
        run.runFor(Duration.ofSeconds(10));
        run.api.participants((id, page) -> new Page<>(page.apiId(), page.count(), List.of(), List.of(), 2));
        run.runFor(Duration.ofSeconds(10));
        run.api.participants((id, page) -> {
            throw new ApiException(Kind.NOT_FOUND, 404, null, "no such call", null);
        });
        run.runFor(Duration.ofSeconds(10));
        assertThat(told()).containsExactly("call a active", "in a/100", "in a/101");
    }

    @Test
    void beyond_half_of_the_allowance_the_interval_stretches_and_the_metric_says_so() throws Exception {
        for (int i = 0; i < 300; i++) {
            run.account.add(call("call-" + i).withParticipants(1));
        }
        long before = run.api.participantsRequests();
        run.runFor(Duration.ofMinutes(2));
        double perSecond = (run.api.participantsRequests() - before) / 120.0;
        assertThat(perSecond).isBetween(24.0, 30.0);
        assertThat(run.metrics.value(Metric.LIVE_INTERVAL_MS)).isBetween(10_000L, 12_000L);
        assertThat(run.tables.state()).isEqualTo(LiveTables.truth(run.world, run.account));
        assertThat(run.changes()).hasSize(600);
    }

    @Test
    void eight_calls_are_looked_at_as_often_as_configured() throws Exception {
        for (int i = 0; i < 8; i++) {
            run.account.add(call("call-" + i).withParticipants(3));
        }
        run.runFor(Duration.ofMinutes(1));
        assertThat(run.metrics.value(Metric.LIVE_INTERVAL_MS)).isEqualTo(2_000);
        assertThat(run.api.participantsRequests()).isBetween(8 * 29L, 8 * 32L);
    }

    @Test
    void after_a_restart_what_ended_meanwhile_is_gone_and_nothing_that_lives_is() throws Exception {
        run.account.add(call("a").withParticipants(2)).add(call("b").withParticipants(1));
        run.runFor(Duration.ofSeconds(10));
        run.batches.clear();
        run.restart();
        run.time.advance(Duration.ofMinutes(3));
        run.account.end("b", run.now().minusSeconds(100));
        run.runFor(Duration.ofMinutes(3));
        assertThat(told()).containsExactly("left b/100", "gone b", "call a active", "in a/100", "in a/101");
        assertThat(run.ended("b").source()).isEqualTo(ParticipantsSource.API);
    }

    @Test
    void what_cannot_be_read_just_after_a_restart_keeps_its_rows() throws Exception {
        run.account.add(call("a").withParticipants(2));
        run.runFor(Duration.ofSeconds(10));
        run.api.participants((id, page) -> new Page<>(page.apiId(), page.count(), List.of(), List.of(), 2));
        run.restart().runFor(Duration.ofSeconds(10));
        run.api.withoutFaults();
        run.runFor(Duration.ofSeconds(10));
        assertThat(told())
                .containsExactly("call a active", "in a/100", "in a/101", "call a active", "in a/100", "in a/101");
    }

    @Test
    void what_the_lists_lack_fails_the_task_with_a_sentence() {
        run.api.calls((query, page) -> {
            if (query.status() != null) {
                throw new ApiException(Kind.NOT_FOUND, 404, null, "status=initialized was answered with 404", null);
            }
            return page;
        });
        assertThatThrownBy(() -> run.runFor(Duration.ofSeconds(10)))
                .isInstanceOf(FatalException.class)
                .hasMessageContaining("plivo.api.url");
    }

    private static CallBuilder call(String id) {
        return aCall().uuid(id).named("queue").notEnded().createdAt(NOW.minusSeconds(30));
    }

    private static ParticipantBuilder member(String call, int number, int seconds) {
        return aParticipant(call, number).joinedAt(NOW.plusSeconds(seconds));
    }

    private static Toggle flip(int seconds) {
        return Toggle.flippingAt(NOW.plusSeconds(seconds));
    }

    private List<String> told() {
        return run.changes().stream().map(LiveWatchTest::told).toList();
    }

    private static String told(LiveChange change) {
        if (change instanceof CallSeen seen) {
            return "call " + seen.call().mpcUuid() + " " + seen.call().status();
        }
        if (change instanceof ParticipantGone gone) {
            return "left " + gone.mpcUuid() + "/" + gone.memberId();
        }
        if (change instanceof CallGone gone) {
            return "gone " + gone.mpcUuid();
        }
        var in = ((ParticipantSeen) change).participant();
        StringBuilder told = new StringBuilder("in " + in.mpcUuid() + "/" + in.memberId());
        told.append(in.hold() ? " hold" : "").append(in.mute() ? " mute" : "").append(in.coachMode() ? " coach" : "");
        return told.toString();
    }
}
