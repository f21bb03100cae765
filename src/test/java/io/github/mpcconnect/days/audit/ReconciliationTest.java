package io.github.mpcconnect.days.audit;

import io.github.mpcconnect.batch.Change;
import io.github.mpcconnect.days.read.Reading;
import io.github.mpcconnect.days.sent.ListedCall;
import io.github.mpcconnect.days.state.Books;
import io.github.mpcconnect.days.state.DayState;
import io.github.mpcconnect.days.state.Days;
import io.github.mpcconnect.days.state.PendingBatch;
import io.github.mpcconnect.days.state.PendingCall;
import io.github.mpcconnect.offset.DayStatus;
import io.github.mpcconnect.offset.IdHash;
import io.github.mpcconnect.offset.OffsetFormat;
import io.github.mpcconnect.offset.Sketch;
import io.github.mpcconnect.request.VirtualLoop;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import static io.github.mpcconnect.days.state.Days.NOW;
import static io.github.mpcconnect.days.state.Days.aCall;
import static io.github.mpcconnect.days.state.Days.at;
import static io.github.mpcconnect.days.state.Days.batch;
import static io.github.mpcconnect.days.state.Days.complete;
import static io.github.mpcconnect.days.state.Days.leaveAll;
import static io.github.mpcconnect.days.state.Days.pending;
import static io.github.mpcconnect.days.state.Days.restarted;
import static io.github.mpcconnect.days.state.Days.restored;
import static io.github.mpcconnect.days.state.Days.send;
import static io.github.mpcconnect.days.state.Days.window;
import static org.assertj.core.api.Assertions.assertThat;

class ReconciliationTest {

    private final ListedCall a = aCall("a", "09:00");
    private final ListedCall b = aCall("b", "09:01");
    private final ListedCall c = aCall("c", "09:02");

    @Test
    void late_calls_are_known_before_the_whole_day_is_proven_but_nothing_vanishes() {
        DayState day = restarted(sent(a, b));
        list(day, false, a, c);

        assertThat(day.earlier().isLate(c.key())).isTrue();
        assertThat(day.sent().contains(a.key())).isTrue();
        assertThat(day.totals().vanished()).isEmpty();

        list(day, true, a, c);
        assertThat(day.earlier()).isNull();
        assertThat(day.totals().vanished()).containsExactly(b.key());
    }

    @Test
    void a_late_call_that_was_sent_meanwhile_is_counted_once() {
        DayState day = restarted(sent(a, b));
        list(day, false, a, b, c);
        day.addOther(batch(
                PendingBatch.Kind.FOUND, window("00:00", "10:00"), false, List.of(complete(pending(c, Change.LATE)))));
        leaveAll(day, NOW);
        list(day, true, a, b, c);

        assertThat(day.earlier()).isNull();
        assertTotals(day, a, b, c);
        assertThat(day.totals().vanished()).isEmpty();
    }

    @Test
    void an_id_that_both_runs_sent_is_counted_once() {
        DayState day = restarted(sent(a, b));
        send(day, "11:00", aCall("b", "10:30"));
        list(day, true, a);

        assertTotals(day, a, b);
        assertThat(day.totals().vanished()).as("it moved").isEmpty();
    }

    @Test
    void a_call_that_vanished_and_returns_is_a_correction() {
        DayState before = sent(a, b);
        before.sent().beginListing();
        before.sent().see(a.key());
        before.sent().endListing(before.totals()::vanish);
        DayState day = restarted(before);
        list(day, true, a, b);

        assertThat(day.earlier()).isNull();
        assertThat(day.audit().isListingRequested()).isFalse();
        List<PendingCall> found = books(day).toSend(day, List.of(a, b), Change.LATE, NOW);
        assertThat(found).singleElement().satisfies(call -> {
            assertThat(call.key()).isEqualTo(b.key());
            assertThat(call.change()).isEqualTo(Change.CORRECTION);
        });
        found.forEach(Days::complete);
        day.addOther(batch(PendingBatch.Kind.FOUND, window("00:00", "10:00"), true, found));
        leaveAll(day, NOW);
        assertTotals(day, a, b);
        assertThat(day.totals().vanished()).isEmpty();
        assertThat(day.totals().billed())
                .as("what was sent of it last is not known")
                .isNull();
    }

    @Test
    void vanished_calls_do_not_use_up_the_32_that_can_be_known() {
        ListedCall[] calls = calls(90);
        DayState day = sent(calls);
        for (int gone = 30; gone <= 90; gone += 30) {
            day = restarted(day);
            list(day, true, List.of(calls).subList(gone, 90).toArray(ListedCall[]::new));
            assertThat(day.earlier()).isNull();
            assertThat(day.totals().vanishedCount()).isEqualTo(gone);
        }
        assertTotals(day, calls);
    }

    @Test
    void deferred_calls_are_left_out_whether_they_are_listed_or_not() {
        DayState before = Days.aDay();
        PendingCall waiting = pending(b, Change.NEW);
        waiting.defer();
        before.add(batch(
                PendingBatch.Kind.WINDOW,
                window("00:00", "10:00"),
                true,
                List.of(complete(pending(a, Change.NEW)), waiting)));
        leaveAll(before, NOW);

        for (ListedCall[] listed : new ListedCall[][] {{a, b}, {a}}) {
            DayState day = restarted(before);
            list(day, true, listed);
            assertThat(day.earlier()).isNull();
            assertThat(day.sent().contains(b.key())).isFalse();
            assertThat(day.totals().vanished()).isEmpty();
            assertThat(day.gaps().deferred(b.key())).isNotNull();
            assertTotals(day, a);
        }
    }

    @Test
    void a_bill_that_arrived_meanwhile_is_a_difference() {
        DayState day = restarted(sent(aCall("a", at("09:00"), null), b));
        list(day, true, a, b);

        assertThat(day.audit().isListingRequested()).isTrue();
        assertThat(books(day).toSend(day, List.of(a, b), Change.LATE, NOW))
                .singleElement()
                .satisfies(call -> assertThat(call.change()).isEqualTo(Change.CORRECTION));
    }

    @Test
    void other_changes_made_meanwhile_are_taken_as_listed() {
        DayState day = restarted(sent(a, b));
        ListedCall renamed = aCall("a", at("09:00"), "0.05", "renamed");
        list(day, true, renamed, b);

        assertThat(books(day).toSend(day, List.of(renamed, b), Change.LATE, NOW))
                .isEmpty();
    }

    @Test
    void sizes_that_disagree_are_not_decoded() {
        Map<String, Object> offset = OffsetFormat.offset(sent(a, b).offset());
        offset.computeIfPresent("sketch", (key, text) -> text.toString().replace("!2!", "!3!"));
        DayState day = restored(offset);
        list(day, true, a, b);

        assertThat(day.earlier().isUndecoded()).isTrue();
    }

    @Test
    void what_does_not_decode_three_times_is_reset() {
        ListedCall[] calls = calls(40);
        DayState day = restarted(sent(calls));
        for (int i = 0; i < 5; i++) {
            list(day, false);
        }
        list(day, true);
        assertThat(day.audit().isListingDue(NOW.plus(Duration.ofMinutes(9)))).isFalse();
        assertThat(day.audit().isListingDue(NOW.plus(Duration.ofMinutes(10)))).isTrue();
        list(day, true);
        assertThat(day.totals().calls()).isEqualTo(40);
        list(day, true);

        assertThat(day.earlier()).isNull();
        assertThat(day.totals().calls()).isZero();
        assertThat(day.status()).isEqualTo(DayStatus.OPEN);
        assertThat(day.gaps().untried()).contains(window("00:00", "10:00"));
    }

    @Test
    void without_a_sketch_what_is_listed_at_first_sight_counts_as_sent() {
        DayState day = restored(Map.of("end_time", "2026-11-21T10:00:00Z"));
        send(day, "11:00", aCall("d", "10:30"));
        list(day, false, a, b);
        assertThat(day.totals().calls()).isOne();

        list(day, true, a, b, Days.malformed("m"));
        assertThat(day.earlier()).isNull();
        assertTotals(day, a, b, aCall("d", "10:30"));
        assertThat(day.totals().sketched()).isEqualTo(4);
        assertThat(books(day).toSend(day, List.of(a, b), Change.LATE, NOW)).isEmpty();
    }

    @Test
    void what_leaves_while_many_calls_are_taken_over_is_counted_once() {
        ListedCall[] calls = calls(10_000);
        DayState day = restored(Map.of("end_time", "2026-11-21T10:00:00Z", "calls", 3L));
        day.earlier().beginListing();
        List.of(calls).forEach(day.earlier()::list);
        Reading reading = Days.reading(() -> NOW);
        boolean[] done = new boolean[1];
        new Reconciliation(reading, day).listed(true, false, () -> done[0] = true);
        assertThat(done[0]).as("in one step").isFalse();

        send(day, "11:00", aCall("new", "10:30"), Days.malformed("m"));
        assertThat(day.offset().calls()).as("stored meanwhile").isEqualTo(4);
        assertThat(day.offset().sketch()).isNull();
        ((VirtualLoop) reading.loop()).runDue();

        assertThat(done[0]).isTrue();
        assertThat(day.totals().calls()).isEqualTo(10_001);
        assertThat(day.totals().sketched()).isEqualTo(10_002);
        Sketch expected = new Sketch();
        Stream.of(calls).map(ListedCall::key).forEach(expected::toggle);
        expected.toggle(IdHash.of("new"));
        expected.toggle(IdHash.of("m"));
        assertThat(day.offset().sketch()).isEqualTo(expected);
    }

    @Test
    void what_was_not_proven_stays_a_gap_when_the_close_decides_what_was_sent() {
        DayState day = restored(Map.of("end_time", "2026-11-21T10:00:00Z", "gaps", "09:00:00/09:01:00?"));
        day.earlier().beginListing();
        day.earlier().list(a);
        new Reconciliation(Days.reading(() -> NOW), day).listed(false, true, () -> {});

        assertThat(day.earlier()).isNull();
        assertThat(day.totals().calls()).isOne();
        assertThat(day.gaps().unproven().asList()).containsExactly(window("09:00", "09:01"));
    }

    private static void assertTotals(DayState day, ListedCall... calls) {
        long check = 0;
        for (ListedCall call : calls) {
            check ^= IdHash.of(call.id());
        }
        assertThat(day.totals().calls()).isEqualTo(calls.length);
        assertThat(day.totals().check()).isEqualTo(check);
    }

    private static ListedCall[] calls(int number) {
        return IntStream.range(0, number)
                .mapToObj(i -> aCall("call-" + i, "09:00"))
                .toArray(ListedCall[]::new);
    }

    private static Books books(DayState day) {
        Books books = new Books();
        books.put(day);
        return books;
    }

    private static DayState sent(ListedCall... calls) {
        DayState day = Days.aDay();
        send(day, "10:00", calls);
        return day;
    }

    private static void list(DayState day, boolean whole, ListedCall... calls) {
        day.earlier().beginListing();
        List.of(calls).forEach(day.earlier()::list);
        new Reconciliation(Days.reading(() -> NOW), day).listed(whole, false, () -> {});
    }
}
