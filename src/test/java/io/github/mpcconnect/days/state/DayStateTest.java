package io.github.mpcconnect.days.state;

import io.github.mpcconnect.batch.Change;
import io.github.mpcconnect.days.audit.Reconciliation;
import io.github.mpcconnect.days.state.PendingBatch.Kind;
import io.github.mpcconnect.offset.DayStatus;
import io.github.mpcconnect.offset.Gaps;
import io.github.mpcconnect.timeline.Window;
import org.junit.jupiter.api.Test;

import java.util.List;

import static io.github.mpcconnect.days.state.Days.DAY;
import static io.github.mpcconnect.days.state.Days.NOW;
import static io.github.mpcconnect.days.state.Days.aCall;
import static io.github.mpcconnect.days.state.Days.at;
import static io.github.mpcconnect.days.state.Days.batch;
import static io.github.mpcconnect.days.state.Days.complete;
import static io.github.mpcconnect.days.state.Days.leaveAll;
import static io.github.mpcconnect.days.state.Days.pending;
import static io.github.mpcconnect.days.state.Days.send;
import static io.github.mpcconnect.days.state.Days.window;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class DayStateTest {

    private final DayState day = Days.aDay();

    @Test
    void windows_leave_in_the_order_of_time() {
        PendingCall a = pending(aCall("a", "01:00"), Change.NEW);
        day.add(batch(Kind.WINDOW, window("00:00", "02:00"), true, List.of(a)));
        day.add(batch(Kind.WINDOW, window("02:00", "04:00"), true, List.of()));
        assertThat(day.pending().nextReady()).isNull();
        assertThat(day.readTo()).isEqualTo(at("04:00"));
        assertThat(day.endTime()).isEqualTo(at("00:00"));

        complete(a);
        leaveAll(day, NOW);
        assertThat(day.endTime()).isEqualTo(at("04:00"));
    }

    @Test
    void what_was_found_and_parts_of_gaps_do_not_wait_for_windows() {
        send(day, "01:00");
        day.add(batch(Kind.WINDOW, window("01:00", "02:00"), true, List.of(pending(aCall("a", "01:30"), Change.NEW))));
        PendingBatch found = batch(
                Kind.FOUND,
                window("00:00", "01:00"),
                true,
                List.of(complete(pending(aCall("b", "00:30"), Change.LATE))));
        day.addOther(found);

        assertThat(day.pending().nextReady()).isSameAs(found);
    }

    @Test
    void a_window_that_does_not_follow_is_refused() {
        assertThatThrownBy(() -> day.add(batch(Kind.WINDOW, window("01:00", "02:00"), true, List.of())))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("2026-11-21");
    }

    @Test
    void a_skipped_window_is_unread_once_those_before_it_have_left() {
        PendingCall a = pending(aCall("a", "00:30"), Change.NEW);
        day.add(batch(Kind.WINDOW, window("00:00", "01:00"), true, List.of(a)));
        day.add(batch(Kind.SKIPPED, window("01:00", "02:00"), false, List.of()));
        leaveAll(day, NOW);
        assertThat(day.gaps().isEmpty()).isTrue();

        complete(a);
        leaveAll(day, NOW);
        assertThat(day.offset().gaps().unread()).containsExactly(window("01:00", "02:00"));
    }

    @Test
    void a_deferred_call_is_a_gap_from_the_moment_its_batch_left_without_it() {
        PendingCall a = pending(aCall("a", "00:30"), Change.NEW);
        day.add(batch(Kind.WINDOW, window("00:00", "01:00"), true, List.of(a)));
        a.defer();
        leaveAll(day, NOW);
        assertThat(day.offset().gaps().deferred()).containsExactly(new Gaps.Deferred(at("01:00"), "a", NOW));
        assertThat(day.totals().calls()).isZero();

        a.requeue();
        day.addOther(batch(Kind.DEFERRED, null, true, List.of(complete(a))));
        leaveAll(day, NOW);
        assertThat(day.offset().gaps().isEmpty()).isTrue();
        assertThat(day.totals().calls()).isOne();
    }

    @Test
    void an_unproven_stretch_is_a_gap_until_the_last_of_what_was_found_in_it_left() {
        day.add(batch(Kind.WINDOW, window("00:00", "01:00"), false, List.of()));
        leaveAll(day, NOW);
        PendingCall slow = pending(aCall("slow", "00:10"), Change.LATE);
        PendingCall fast = pending(aCall("fast", "00:20"), Change.LATE);
        day.addOther(batch(Kind.FOUND, window("00:00", "01:00"), true, List.of(slow)));
        day.addOther(batch(Kind.FOUND, window("00:00", "01:00"), true, List.of(complete(fast))));

        leaveAll(day, NOW);
        assertThat(day.gaps().unproven().asList()).containsExactly(window("00:00", "01:00"));
        day.proven(window("00:00", "02:00"));
        assertThat(day.gaps().unproven().isEmpty())
                .as("the next listing finds nothing new")
                .isFalse();

        complete(slow);
        leaveAll(day, NOW);
        assertThat(day.gaps().isEmpty()).isTrue();
    }

    @Test
    void a_part_of_a_gap_that_is_not_proven_becomes_an_unproven_gap() {
        day.add(batch(Kind.SKIPPED, window("00:00", "02:00"), false, List.of()));
        leaveAll(day, NOW);
        day.addOther(batch(Kind.STRETCH, window("00:00", "01:00"), false, List.of()));
        leaveAll(day, NOW);

        assertThat(day.offset().gaps().unread()).containsExactly(window("01:00", "02:00"));
        assertThat(day.offset().gaps().unproven()).containsExactly(window("00:00", "01:00"));
    }

    @Test
    void a_day_is_read_once_nothing_is_left_that_was_never_tried() {
        send(day, "23:00");
        day.add(batch(Kind.SKIPPED, window("23:00", "24:00"), false, List.of()));
        leaveAll(day, NOW);
        day.update();
        assertThat(day.status()).isEqualTo(DayStatus.OPEN);

        day.gaps().failed(window("23:00", "24:00"), NOW);
        day.update();
        assertThat(day.status()).isEqualTo(DayStatus.READ);
    }

    @Test
    void a_day_closes_without_a_listing_only_without_restarts() {
        send(day, "12:00", aCall("a", "10:00"));
        assertThat(day.isComplete()).isFalse();
        send(day, "24:00");
        assertThat(day.isComplete()).isTrue();
        assertThat(day.needsListing()).isFalse();

        assertThat(Days.restarted(day).isComplete()).isTrue();
        assertThat(Days.restarted(day).needsListing()).isTrue();
        day.forgetIds();
        assertThat(day.needsListing()).isTrue();
    }

    @Test
    void ids_that_are_forgotten_are_known_again_after_a_listing() {
        send(day, "12:00", aCall("a", "10:00"));
        day.forgetIds();
        assertThat(day.sent().size()).isZero();
        day.earlier().beginListing();
        day.earlier().list(aCall("a", "10:00"));
        new Reconciliation(Days.reading(() -> NOW), day).listed(true, false, () -> {});

        assertThat(day.sent().contains(aCall("a", "10:00").key())).isTrue();
        assertThat(day.totals().calls()).isOne();
    }

    @Test
    void a_reset_day_is_one_unread_gap_and_keeps_what_is_pending() {
        send(day, "12:00", aCall("a", "10:00"));
        PendingCall b = pending(aCall("b", "12:30"), Change.NEW);
        day.add(batch(Kind.WINDOW, window("12:00", "13:00"), true, List.of(b)));
        day.reset();
        assertThat(day.offset().gaps().unread()).containsExactly(window("00:00", "12:00"));
        assertThat(day.totals().calls()).isZero();

        complete(b);
        leaveAll(day, NOW);
        assertThat(day.totals().calls()).isOne();
        assertThat(day.endTime()).isEqualTo(at("13:00"));
        assertThat(day.offset().gaps().unread()).containsExactly(window("00:00", "12:00"));
    }

    @Test
    void a_day_of_which_nothing_left_has_no_gap_after_a_reset() {
        day.reset();
        assertThat(day.gaps().isEmpty()).isTrue();
    }

    @Test
    void a_call_that_is_taken_out_does_not_leave() {
        PendingCall a = pending(aCall("a", "00:30"), Change.NEW);
        day.add(batch(Kind.WINDOW, window("00:00", "01:00"), true, List.of(a)));
        day.remove(a);
        leaveAll(day, NOW);

        assertThat(day.endTime()).isEqualTo(at("01:00"));
        assertThat(day.totals().calls()).isZero();
        assertThat(day.gaps().isEmpty()).isTrue();
    }

    @Test
    void counts_are_those_of_windows_that_were_read_first() {
        day.add(batch(
                Kind.WINDOW,
                window("00:00", "01:00"),
                true,
                List.of(complete(pending(aCall("a", "00:30"), Change.NEW)))));
        day.add(batch(Kind.WINDOW, window("01:00", "02:00"), false, List.of()));
        day.add(batch(Kind.WINDOW, window("02:00", "24:00"), true, List.of()));
        leaveAll(day, NOW);

        assertThat(day.audit().counted().longest(9))
                .containsExactly(
                        new LastCounts.Piece(new Window(at("02:00"), DAY.end()), 0),
                        new LastCounts.Piece(window("00:00", "01:00"), 1));
    }
}
