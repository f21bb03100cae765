package io.github.mpcconnect.days.state;

import io.github.mpcconnect.batch.Change;
import io.github.mpcconnect.days.sent.ListedCall;
import io.github.mpcconnect.offset.DayStatus;
import org.junit.jupiter.api.Test;

import java.time.Instant;
import java.util.List;

import static io.github.mpcconnect.days.state.Days.DAY;
import static io.github.mpcconnect.days.state.Days.NOW;
import static io.github.mpcconnect.days.state.Days.aCall;
import static io.github.mpcconnect.days.state.Days.at;
import static io.github.mpcconnect.days.state.Days.batch;
import static io.github.mpcconnect.days.state.Days.leaveAll;
import static io.github.mpcconnect.days.state.Days.send;
import static io.github.mpcconnect.days.state.Days.window;
import static org.assertj.core.api.Assertions.assertThat;

class BooksTest {

    private final Books books = new Books();
    private final DayState day = Days.aDay();
    private final DayState yesterday = new DayState(DAY.previous(), 200, Days.audit());
    private final ListedCall a = aCall("a", "09:00");

    BooksTest() {
        books.put(day);
        books.put(yesterday);
    }

    @Test
    void an_unknown_call_is_what_the_caller_says() {
        assertThat(changes(day, Change.NEW, a)).containsExactly(Change.NEW);
        assertThat(changes(day, Change.LATE, aCall("b", "09:00"))).containsExactly(Change.LATE);
    }

    @Test
    void being_listed_alone_makes_nothing_known() {
        changes(day, Change.NEW, a);
        assertThat(changes(day, Change.NEW, a)).containsExactly(Change.NEW);
    }

    @Test
    void a_call_that_was_sent_as_listed_is_not_sent_again() {
        send(day, "10:00", a);
        assertThat(changes(day, Change.LATE, a)).isEmpty();
    }

    @Test
    void a_call_that_was_sent_with_other_contents_is_a_correction() {
        send(day, "10:00", a);
        assertThat(changes(day, Change.LATE, aCall("a", at("09:00"), "0.06"))).containsExactly(Change.CORRECTION);
    }

    @Test
    void a_call_that_vanished_and_returns_is_a_correction() {
        send(day, "10:00", a);
        day.sent().beginListing();
        day.sent().endListing(day.totals()::vanish);
        assertThat(changes(day, Change.LATE, a)).containsExactly(Change.CORRECTION);
    }

    @Test
    void a_pending_call_is_shown_and_not_sent_twice() {
        List<PendingCall> calls = books.toSend(day, List.of(a), Change.NEW, NOW);
        day.add(batch(PendingBatch.Kind.WINDOW, window("00:00", "10:00"), true, calls));
        ListedCall billed = aCall("a", at("09:00"), "0.09");
        Instant later = NOW.plusSeconds(60);

        assertThat(books.toSend(day, List.of(billed), Change.LATE, later)).isEmpty();
        assertThat(calls.get(0).listed()).isEqualTo(billed);
        assertThat(calls.get(0).observedAt()).isEqualTo(later);
        assertThat(calls.get(0).change()).isEqualTo(Change.NEW);
    }

    @Test
    void a_call_that_one_list_shows_twice_is_sent_once() {
        assertThat(changes(day, Change.NEW, a, a)).containsExactly(Change.NEW);
    }

    @Test
    void a_call_whose_end_moved_to_another_day_is_a_correction_there() {
        send(day, "10:00", a);
        assertThat(changes(yesterday, Change.NEW, a)).containsExactly(Change.CORRECTION);
    }

    @Test
    void so_is_one_that_vanished_there_before_a_restart() {
        send(day, "10:00", a);
        day.sent().beginListing();
        day.sent().endListing(day.totals()::vanish);
        books.put(Days.restarted(day));

        assertThat(changes(yesterday, Change.LATE, a)).containsExactly(Change.CORRECTION);
    }

    @Test
    void a_pending_call_whose_end_moved_is_taken_out_of_its_old_day() {
        List<PendingCall> calls = books.toSend(day, List.of(a), Change.NEW, NOW);
        day.add(batch(PendingBatch.Kind.WINDOW, window("00:00", "10:00"), true, calls));

        assertThat(changes(yesterday, Change.NEW, a)).containsExactly(Change.NEW);
        assertThat(day.pending().call(a.key())).isNull();
        assertThat(calls.get(0).state()).isEqualTo(PendingCall.State.DROPPED);
        leaveAll(day, NOW);
        assertThat(day.totals().calls()).isZero();
        assertThat(day.endTime()).isEqualTo(at("10:00"));
    }

    @Test
    void a_deferred_call_whose_end_moved_is_no_longer_a_gap_of_its_old_day() {
        List<PendingCall> calls = books.toSend(day, List.of(a), Change.NEW, NOW);
        calls.get(0).defer();
        day.add(batch(PendingBatch.Kind.WINDOW, window("00:00", "10:00"), true, calls));
        leaveAll(day, NOW);
        assertThat(day.gaps().deferred()).hasSize(1);

        assertThat(changes(yesterday, Change.LATE, a)).containsExactly(Change.LATE);
        assertThat(day.gaps().isEmpty()).isTrue();
    }

    @Test
    void a_day_that_is_final_is_known_by_its_status_alone() {
        send(day, "10:00", a);
        books.putFinal(DAY, DayStatus.CLOSED);

        assertThat(books.state(DAY)).isNull();
        assertThat(books.isFinal(DAY)).isTrue();
        assertThat(books.newestFirst()).containsExactly(yesterday);
        assertThat(changes(yesterday, Change.NEW, a)).containsExactly(Change.NEW);
    }

    private List<Change> changes(DayState of, Change unlessKnown, ListedCall... listed) {
        return books.toSend(of, List.of(listed), unlessKnown, NOW).stream()
                .map(PendingCall::change)
                .toList();
    }
}
