package io.github.mpcconnect.ingest;

import io.github.mpcconnect.api.Page;
import io.github.mpcconnect.simulator.CallBuilder;
import io.github.mpcconnect.simulator.SimulatedParticipant;
import io.github.mpcconnect.timeline.LivePosition;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

import static io.github.mpcconnect.simulator.CallBuilder.aCall;
import static io.github.mpcconnect.simulator.ParticipantBuilder.aParticipant;
import static org.assertj.core.api.Assertions.assertThat;

/** What becomes of rows that a crash made forgotten: they were sent, but no stored offset tells of them. */
class LiveWatchCrashTest {

    private static final Instant NOW = Instant.parse("2026-11-21T12:00:00Z");

    private final AccountRun run =
            new AccountRun(NOW).live(Duration.ofSeconds(2)).from(NOW);

    @BeforeEach
    void rowsMayOutlastTheirCallForAWhile() {
        run.tables.lenient();
    }

    @Test
    void rows_that_no_offset_tells_of_go_with_the_calls_own_record() throws Exception {
        run.account.add(call("old").withParticipants(1).with(member("old", 5, 12, 40)));
        run.runFor(Duration.ofSeconds(10));
        LivePosition flushed = run.storedLive;
        run.account.add(call("new").withParticipants(2));
        run.runFor(Duration.ofSeconds(20));
        assertThat(run.tables.state().calls().keySet()).containsExactly("new", "old");
        run.storedLive = flushed;
        run.restart();
        run.time.advance(Duration.ofMinutes(1));
        run.account.end("new", run.now().minusSeconds(30));
        run.runFor(Duration.ofMinutes(2));
        run.account.end("old", run.now());
        run.runFor(Duration.ofMinutes(2));
        assertThat(run.tables.state().calls()).isEmpty();
        assertThat(run.tables.orphans()).isEmpty();
    }

    @Test
    void a_second_crash_before_those_records_are_sent_does_not_forget_the_rows() throws Exception {
        run.account.add(call("a").withParticipants(1));
        run.runFor(Duration.ofSeconds(10));
        LivePosition flushed = run.storedLive;
        run.account.add(call("b").withParticipants(2));
        run.runFor(Duration.ofSeconds(10));
        run.storedLive = flushed;
        run.account.end("b", run.now());
        run.restart().runFor(Duration.ofSeconds(10));
        run.account.add(call("c").withParticipants(1));
        run.runFor(Duration.ofSeconds(10));
        assertThat(run.storedLive.open()).containsOnlyKeys("a", "c");
        run.restart().runFor(Duration.ofMinutes(3));
        assertThat(run.tables.state()).isEqualTo(LiveTables.truth(run.world, run.account));
        assertThat(run.tables.orphans()).isEmpty();
    }

    @Test
    void once_those_records_are_sent_the_offset_tells_of_the_poll_itself() throws Exception {
        run.account.add(call("a").withParticipants(1));
        run.runFor(Duration.ofSeconds(10));
        run.account.end("a", run.now());
        run.runFor(Duration.ofMinutes(3));
        run.account.add(call("b"));
        run.runFor(Duration.ofSeconds(10));
        assertThat(run.storedLive.seenAt()).isAfter(run.now().minusSeconds(12));
    }

    @Test
    void who_left_while_the_first_poll_after_a_crash_was_made_goes_with_the_calls_own_record() throws Exception {
        crashWithSomebodyForgotten();
        run.api.calls((query, page) -> {
            if ("active".equals(query.status()) && run.now().isBefore(NOW.plusSeconds(30))) {
                run.time.advance(Duration.ofSeconds(15));
            }
            return page;
        });
        endAndReadOn();
        assertThat(run.tables.state().calls()).isEmpty();
        assertThat(run.tables.orphans()).isEmpty();
    }

    @Test
    void what_ended_while_the_first_poll_after_a_crash_was_made_goes_with_its_own_record() throws Exception {
        crashWithSomebodyForgotten();
        run.account.end("a", NOW.plusSeconds(35));
        run.api.calls((query, page) -> {
            if ("initialized".equals(query.status()) && run.now().isBefore(NOW.plusSeconds(30))) {
                run.time.advance(Duration.ofSeconds(15));
            }
            return page;
        });
        run.runFor(Duration.ofMinutes(3));
        assertThat(run.tables.state().calls()).isEmpty();
        assertThat(run.tables.orphans()).isEmpty();
    }

    @Test
    void who_left_while_nobody_in_the_call_could_be_read_goes_with_its_own_record() throws Exception {
        crashWithSomebodyForgotten();
        run.api.participants((id, page) -> new Page<>(page.apiId(), page.count(), List.of(), List.of(), 1));
        run.runFor(Duration.ofSeconds(30));
        run.api.withoutFaults();
        endAndReadOn();
        assertThat(run.tables.state().calls()).isEmpty();
        assertThat(run.tables.orphans()).isEmpty();
    }

    /** Twenty seconds on, nothing is stored; who joined after ten seconds leaves after thirty-five. */
    private void crashWithSomebodyForgotten() throws InterruptedException {
        run.account.add(call("a").withParticipants(1).with(member("a", 5, 10, 35)));
        run.runFor(Duration.ofSeconds(20));
        assertThat(run.tables.rows()).isEqualTo(2);
        run.storedLive = null;
        run.restart();
    }

    private void endAndReadOn() throws InterruptedException {
        run.runFor(Duration.ofMinutes(1));
        run.account.end("a", run.now());
        run.runFor(Duration.ofMinutes(3));
    }

    private static CallBuilder call(String id) {
        return aCall().uuid(id).named("queue").notEnded().createdAt(NOW.minusSeconds(30));
    }

    /** Joins and leaves so many seconds from now. */
    private static SimulatedParticipant member(String call, int number, int join, int exit) {
        return aParticipant(call, number)
                .joinedAt(NOW.plusSeconds(join))
                .leftAt(NOW.plusSeconds(exit))
                .build();
    }
}
