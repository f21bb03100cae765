package io.github.mpcconnect.ingest;

import io.github.mpcconnect.api.Page;
import io.github.mpcconnect.api.Participant;
import io.github.mpcconnect.metrics.Metric;
import io.github.mpcconnect.simulator.Mood;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;

import static io.github.mpcconnect.simulator.CallBuilder.aCall;
import static io.github.mpcconnect.simulator.ParticipantBuilder.aParticipant;
import static org.assertj.core.api.Assertions.assertThat;

/** Who was seen in a call while it lived is in its own record's company, whatever the API tells by then. */
class HandOverToRecordsTest {

    private static final Instant NOW = Instant.parse("2026-11-21T12:00:00Z");

    private final AccountRun run =
            new AccountRun(NOW).live(Duration.ofSeconds(2)).from(NOW);

    @ParameterizedTest
    @EnumSource(Mood.class)
    void everybody_seen_live_reaches_the_call_own_record_in_every_mood(Mood mood) throws Exception {
        addCall(mood, 40);
        run.runFor(Duration.ofMinutes(3));
        EndedCall ended = run.ended("a");
        assertThat(members(ended)).containsExactlyInAnyOrder("100", "101", "102");
        assertThat(ended.source()).isEqualTo(mood == Mood.FULL ? ParticipantsSource.API : ParticipantsSource.LIVE);
        assertThat(ended.seen()).hasSize(mood == Mood.FULL ? 0 : 3);
        assertThat(run.metrics.value(Metric.PARTICIPANTS_FROM_LIVE)).isEqualTo(mood == Mood.FULL ? 0 : 3);
    }

    @ParameterizedTest
    @EnumSource(Mood.class)
    void what_was_lost_over_a_restart_is_unavailable_and_counted(Mood mood) throws Exception {
        addCall(mood, 40);
        run.runFor(Duration.ofSeconds(30)).restart();
        run.time.advance(Duration.ofSeconds(30));
        run.runFor(Duration.ofMinutes(3));
        boolean lost = mood != Mood.FULL;
        assertThat(run.ended("a").source()).isEqualTo(lost ? ParticipantsSource.UNAVAILABLE : ParticipantsSource.API);
        assertThat(run.metrics.value(Metric.PARTICIPANTS_UNAVAILABLE)).isEqualTo(lost ? 1 : 0);
    }

    @Test
    void who_left_before_a_restart_is_lost_too_where_the_api_tells_nothing() throws Exception {
        addCall(Mood.NOT_FOUND, 60);
        run.runFor(Duration.ofSeconds(30)).restart().runFor(Duration.ofMinutes(3));
        assertThat(members(run.ended("a"))).containsExactlyInAnyOrder("100", "102");
        assertThat(run.ended("a").source()).isEqualTo(ParticipantsSource.UNAVAILABLE);
    }

    @Test
    void those_whom_the_api_leaves_out_are_added_to_those_it_tells() throws Exception {
        addCall(Mood.FULL, 40);
        run.api.participants((id, page) -> run.now().isAfter(NOW.plusSeconds(60)) ? onlyFirst(page) : page);
        run.runFor(Duration.ofMinutes(3));
        EndedCall ended = run.ended("a");
        assertThat(members(ended)).containsExactlyInAnyOrder("100", "101", "102");
        assertThat(ended.participants()).hasSize(1);
        assertThat(ended.source()).isEqualTo(ParticipantsSource.MIXED);
    }

    @Test
    void who_was_seen_in_a_poll_that_was_dropped_is_not_lost() throws Exception {
        addCall(Mood.EMPTY, 40);
        run.api.participants((id, page) ->
                page.count() == 0 ? page : new Page<>(page.apiId(), page.count() + 1, page.objects(), List.of(), 0));
        run.runFor(Duration.ofMinutes(3));
        assertThat(run.storedLive).isNull();
        assertThat(members(run.ended("a"))).containsExactlyInAnyOrder("100", "101", "102");
    }

    @ParameterizedTest
    @EnumSource(Mood.class)
    void a_call_that_no_poll_saw_is_told_as_the_api_tells_it(Mood mood) throws Exception {
        run.account.add(aCall().uuid("a")
                .mood(mood)
                .createdAt(NOW.plusMillis(2300))
                .endedAt(NOW.plusMillis(3500))
                .withParticipants(2));
        run.runFor(Duration.ofMinutes(3));
        boolean told = mood == Mood.FULL || mood == Mood.EMPTY;
        assertThat(run.ended("a").source()).isEqualTo(told ? ParticipantsSource.API : ParticipantsSource.UNAVAILABLE);
    }

    /** Somebody stays, somebody comes and goes, and somebody comes late. */
    private void addCall(Mood mood, int seconds) {
        run.account.add(aCall().uuid("a")
                .mood(mood)
                .createdAt(NOW.minusSeconds(20))
                .endedAt(NOW.plusSeconds(seconds))
                .with(aParticipant("a", 0).joinedAt(NOW.minusSeconds(10)).build())
                .with(aParticipant("a", 1)
                        .joinedAt(NOW.plusSeconds(5))
                        .leftAt(NOW.plusSeconds(15))
                        .build())
                .with(aParticipant("a", 2).joinedAt(NOW.plusSeconds(25)).build()));
    }

    private static Page<Participant> onlyFirst(Page<Participant> page) {
        List<Participant> first = page.objects().stream()
                .filter(each -> each.memberId().equals("100"))
                .toList();
        return new Page<>(page.apiId(), first.size(), first, List.of(), 0);
    }

    private static List<String> members(EndedCall ended) {
        return Stream.concat(ended.participants().stream(), ended.seen().stream())
                .map(Participant::memberId)
                .toList();
    }
}
