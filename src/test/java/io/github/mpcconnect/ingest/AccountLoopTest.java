package io.github.mpcconnect.ingest;

import io.github.mpcconnect.api.CallQuery;
import io.github.mpcconnect.simulator.CallGenerator;
import io.github.mpcconnect.simulator.Mood;
import io.github.mpcconnect.simulator.SimulatedCall;
import io.github.mpcconnect.timeline.Day;
import io.github.mpcconnect.timeline.Watermark;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;

import static io.github.mpcconnect.ingest.Samples.mark;
import static io.github.mpcconnect.simulator.CallBuilder.aCall;
import static org.assertj.core.api.Assertions.assertThat;

class AccountLoopTest {

    private static final Instant NOW = Instant.parse("2026-11-21T12:00:00Z");
    private static final Day TODAY = new Day(LocalDate.of(2026, 11, 21));

    private final AccountRun run = new AccountRun(NOW);

    @ParameterizedTest
    @CsvSource({"true, 1", "false, 2", "true, 3", "false, 4"})
    void every_call_of_a_world_comes_out_once_with_its_participants(boolean newestFirst, long seed) throws Exception {
        generate(seed, 600, 40);
        run.newestFirst(newestFirst).withParticipants().runFor(Duration.ofMinutes(10));
        assertThat(run.ids()).doesNotHaveDuplicates().containsExactlyInAnyOrderElementsOf(run.truth());
        BatchCheck.check(run.batches);
        for (Batch batch : run.batches) {
            for (Item item : batch.items()) {
                EndedCall call = (EndedCall) item;
                SimulatedCall truth =
                        run.account.calls().find(call.call().mpcUuid()).orElseThrow();
                assertThat(call.source()).isEqualTo(ParticipantsSource.API);
                assertThat(call.participants()).hasSameSizeAs(truth.participants());
            }
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 7, 200, 10_000})
    void windows_of_any_size_bring_every_call_once(int windowMaxCalls) throws Exception {
        generate(5, 500, 20);
        run.windowMaxCalls(windowMaxCalls).runFor(Duration.ofMinutes(30));
        assertThat(run.ids()).doesNotHaveDuplicates().containsExactlyInAnyOrderElementsOf(run.truth());
        BatchCheck.check(run.batches);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void no_search_is_longer_than_30_days_or_reaches_into_what_is_not_settled(boolean newestFirst) throws Exception {
        generate(6, 300, 90);
        List<CallQuery> queries = new ArrayList<>();
        run.api.calls((query, page) -> {
            queries.add(query);
            assertThat(Duration.between(query.endedAfter(), query.endedUpTo()))
                    .isLessThanOrEqualTo(Duration.ofDays(30));
            assertThat(query.endedUpTo()).isBeforeOrEqualTo(run.now().minus(AccountRun.SETTLE));
            return page;
        });
        run.newestFirst(newestFirst).runFor(Duration.ofMinutes(5));
        assertThat(queries).extracting(CallQuery::endedUpTo).contains(Instant.parse("2020-01-01T00:00:01Z"));
        assertThat(run.ids()).hasSameSizeAs(run.truth());
    }

    @Test
    void with_the_newest_first_today_comes_before_history_and_history_goes_back() throws Exception {
        generate(7, 400, 10);
        run.runFor(Duration.ofMinutes(2));
        List<Day> days = run.days();
        assertThat(days).hasSizeGreaterThan(5).first().isEqualTo(TODAY);
        assertThat(days).isSortedAccordingTo(Collections.reverseOrder());
        assertThat(lastBatchOf(TODAY)).isLessThan(firstBatchOf(TODAY.previous()));
    }

    @Test
    void with_the_oldest_first_all_goes_in_order_of_time() throws Exception {
        generate(8, 400, 10);
        run.newestFirst(false).runFor(Duration.ofMinutes(2));
        List<Instant> ends =
                run.batches.stream().map(batch -> mark(batch.after()).endTime()).toList();
        assertThat(ends).isSortedAccordingTo(Comparator.naturalOrder());
        assertThat(run.days()).hasSizeGreaterThan(5).last().isEqualTo(TODAY);
    }

    @Test
    void heartbeats_come_at_their_interval_when_calls_are_asked_for_more_rarely() throws Exception {
        run.from(NOW).runFor(Duration.ofSeconds(1));
        run.restart().heartbeats(Duration.ofSeconds(2)).runFor(Duration.ofSeconds(61));
        assertThat(run.batches)
                .filteredOn(batch -> batch.items().get(0) instanceof Heartbeat)
                .hasSizeBetween(28, 30);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void as_long_as_nothing_is_taken_the_reader_waits(boolean newestFirst) throws Exception {
        generate(8, 400, 10);
        run.newestFirst(newestFirst).windowMaxCalls(20);
        assertThat(run.idleWhileNothingIsTaken()).isPositive();
    }

    @ParameterizedTest
    @ValueSource(strings = {"2026-11-21T12:00:00Z", "2026-11-21T23:59:43Z"})
    void a_new_call_comes_out_within_settle_delay_and_poll_interval_while_history_loads(Instant start)
            throws Exception {
        AccountRun busy = new AccountRun(start);
        busy.account.add(CallGenerator.seeded(9)
                .ending(start.minus(Duration.ofDays(10)), start.minus(AccountRun.SETTLE))
                .calls(20_000));
        List<SimulatedCall> live = new ArrayList<>();
        for (int i = 0; i < 30; i++) {
            live.add(aCall().uuid("live " + i).endedAt(start.plusSeconds(i)).build());
        }
        busy.account.add(live);
        busy.api.beforeEach(() -> busy.time.advance(Duration.ofMillis(100)));
        busy.runFor(Duration.ofMinutes(5));
        for (SimulatedCall call : live) {
            assertThat(Duration.between(call.endTime(), busy.taken.get(call.mpcUuid())))
                    .isBetween(
                            AccountRun.SETTLE,
                            AccountRun.SETTLE.plus(AccountRun.POLL).plusSeconds(2));
        }
        assertThat(mark(busy.batches.get(busy.batches.size() - 1).after()).day())
                .isLessThan(TODAY);
        assertThat(busy.ids()).hasSize(20_030).doesNotHaveDuplicates();
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void calls_about_midnight_come_out_once_on_the_day_that_they_end(boolean newestFirst) throws Exception {
        AccountRun night = new AccountRun(Instant.parse("2026-11-21T23:58:00Z"));
        Instant midnight = TODAY.end();
        for (long micros : new long[] {-60_000_000, -1_000_000, -1, 0, 1, 999_999, 1_000_000, 90_000_000}) {
            night.account.add(aCall().uuid("at " + micros).endedAt(midnight.plusNanos(1_000 * micros)));
        }
        night.newestFirst(newestFirst).runFor(Duration.ofMinutes(10));
        assertThat(night.ids()).containsExactlyInAnyOrderElementsOf(night.truth());
        assertThat(night.stored.get(TODAY).calls()).isEqualTo(4);
        assertThat(night.stored.get(TODAY.next()).calls()).isEqualTo(4);
        BatchCheck.check(night.batches);
    }

    @Test
    void a_stored_offset_is_gone_on_from_and_a_complete_day_is_not_asked_for() throws Exception {
        Day begun = TODAY.plus(-2);
        Day complete = TODAY.plus(-3);
        Instant ten = begun.start().plusSeconds(36_000);
        run.stored.put(begun, new Watermark(begun, ten, null, null));
        run.stored.put(complete, new Watermark(complete, complete.end(), 1L, 0L));
        run.account.add(
                aCall().uuid("sent").endedAt(ten).build(),
                aCall().uuid("after").endedAt(ten.plusSeconds(1)).build(),
                aCall().uuid("of a complete day").endedAt(complete.end()).build());
        run.api.calls((query, page) -> {
            boolean old = query.endedUpTo().isBefore(complete.start().minusSeconds(1));
            assertThat(old
                            || !query.endedAfter().isBefore(ten)
                            || !query.endedUpTo().isAfter(complete.start()))
                    .isTrue();
            return page;
        });
        run.runFor(Duration.ofMinutes(1));
        assertThat(run.ids()).containsExactly("after");
        assertThat(run.batches.get(0).before()).isEqualTo(new Watermark(begun, ten, null, null));
        assertThat(run.stored.get(begun).calls())
                .as("still for the audit to say")
                .isNull();
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void restarts_at_any_moment_neither_lose_nor_repeat_what_was_taken(boolean newestFirst) throws Exception {
        generate(10, 2_000, 5);
        run.newestFirst(newestFirst).windowMaxCalls(50);
        for (int i = 0; i < 40; i++) {
            run.restart().runFor(Duration.ofMillis(300 + 37 * i));
        }
        run.runFor(Duration.ofMinutes(2));
        assertThat(run.ids()).doesNotHaveDuplicates().containsExactlyInAnyOrderElementsOf(run.truth());
        BatchCheck.check(run.batches);
    }

    @Test
    void a_start_time_is_rounded_down_to_its_day_and_nothing_older_is_read() throws Exception {
        Instant start = TODAY.plus(-4).start();
        run.account.add(
                aCall().uuid("before").endedAt(start).build(),
                aCall().uuid("first").endedAt(start.plusNanos(1_000)).build());
        run.from(start.plusSeconds(50_000)).runFor(Duration.ofMinutes(1));
        assertThat(run.ids()).containsExactly("first");
    }

    @Test
    void without_a_start_time_the_first_window_is_clamped_to_what_the_api_keeps() throws Exception {
        Instant floor = NOW.minus(Duration.ofDays(90));
        run.account.calls().history(Duration.ofDays(365));
        run.account.add(
                aCall().uuid("before").endedAt(floor.minusSeconds(1)).build(),
                aCall().uuid("first").endedAt(floor.plusSeconds(5)).build());
        run.newestFirst(false).runFor(Duration.ofMinutes(1));
        assertThat(run.ids()).containsExactly("first");
    }

    @ParameterizedTest
    @CsvSource({"NOT_FOUND, UNAVAILABLE", "NULLS, UNAVAILABLE", "EMPTY, API"})
    void calls_whose_participants_are_gone_come_out_all_the_same(Mood mood, ParticipantsSource source)
            throws Exception {
        generate(11, 50, 5);
        run.account.mood(mood);
        run.account.add(aCall().endedAt(NOW.minusSeconds(900)).withParticipants(2));
        run.withParticipants().runFor(Duration.ofMinutes(2));
        assertThat(run.ids()).containsExactlyInAnyOrderElementsOf(run.truth());
        EndedCall newest = (EndedCall)
                run.batches.get(0).items().get(run.batches.get(0).items().size() - 1);
        assertThat(newest.source()).isEqualTo(source);
    }

    /** So many calls that ended in the days before now. */
    private void generate(long seed, int calls, int days) {
        run.account.add(CallGenerator.seeded(seed)
                .ending(
                        NOW.minus(Duration.ofDays(days)),
                        NOW.minus(AccountRun.SETTLE).minusSeconds(1))
                .calls(calls));
    }

    private int firstBatchOf(Day day) {
        List<Day> days =
                run.batches.stream().map(batch -> mark(batch.after()).day()).toList();
        return days.indexOf(day);
    }

    private int lastBatchOf(Day day) {
        List<Day> days =
                run.batches.stream().map(batch -> mark(batch.after()).day()).toList();
        return days.lastIndexOf(day);
    }
}
