package io.github.mpcconnect.days.state;

import io.github.mpcconnect.batch.Change;
import io.github.mpcconnect.days.sent.ListedCall;
import io.github.mpcconnect.timeline.Stretches;
import io.github.mpcconnect.timeline.Window;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import static io.github.mpcconnect.days.state.Days.NOW;
import static io.github.mpcconnect.days.state.Days.aCall;
import static io.github.mpcconnect.days.state.Days.at;
import static io.github.mpcconnect.days.state.Days.window;
import static org.assertj.core.api.Assertions.assertThat;

class DayAuditTest {

    private static final Duration INTERVAL = Duration.ofMinutes(10);
    private static final Duration LISTING = Duration.ofHours(6);
    private static final Duration TWO_DAYS = Duration.ofDays(2);

    private final DayAudit audit = new DayAudit(NOW, NOW.plus(LISTING));

    @Test
    void counts_and_listings_are_due_when_they_are() {
        assertThat(audit.isCountDue(NOW)).isTrue();
        assertThat(audit.isListingDue(NOW)).isFalse();
        assertThat(audit.isListingDue(NOW.plus(LISTING))).isTrue();

        audit.counted(NOW.plus(INTERVAL));
        assertThat(audit.isCountDue(NOW)).isFalse();
    }

    @Test
    void a_listing_counts_as_a_count_and_as_a_look_for_bills() {
        audit.listing(NOW, INTERVAL, LISTING, false);

        assertThat(audit.isCountDue(NOW.plusSeconds(599))).isFalse();
        assertThat(audit.isUnbilledDue(NOW.plusSeconds(599))).isFalse();
        assertThat(audit.isCloseDue(NOW)).isTrue();
        assertThat(audit.isCountDue(NOW.plus(INTERVAL))).isTrue();
    }

    @Test
    void closing_listings_are_an_audit_interval_apart() {
        audit.listing(NOW, INTERVAL, LISTING, true);

        assertThat(audit.isCloseDue(NOW.plusSeconds(599))).isFalse();
        assertThat(audit.isCloseDue(NOW.plus(INTERVAL))).isTrue();
    }

    @Test
    void a_difference_triggers_a_listing_at_once() {
        audit.requestListing();
        assertThat(audit.isListingDue(NOW)).isTrue();
    }

    @Test
    void triggered_listings_that_find_nothing_back_off_up_to_the_listing_interval() {
        List<Long> waits = new ArrayList<>();
        Instant now = NOW;
        for (int i = 0; i < 8; i++) {
            audit.requestListing();
            audit.listing(now, INTERVAL, Duration.ofDays(9), false);
            audit.listed(now, false, INTERVAL, LISTING);
            audit.requestListing();
            Instant due = now;
            while (!audit.isListingDue(due)) {
                due = due.plusSeconds(60);
            }
            waits.add(Duration.between(now, due).toMinutes());
            now = due;
        }
        assertThat(waits).containsExactly(10L, 20L, 40L, 80L, 160L, 320L, 360L, 360L);

        audit.listed(now, true, INTERVAL, LISTING);
        audit.requestListing();
        assertThat(audit.isListingDue(now)).as("after one that found something").isTrue();
    }

    @Test
    void bills_are_looked_for_with_growing_waits_until_one_arrives() {
        List<Long> waits = new ArrayList<>();
        for (int i = 0; i < 7; i++) {
            audit.billCheckStarted(NOW, INTERVAL, LISTING);
            Instant due = NOW;
            while (!audit.isUnbilledDue(due)) {
                due = due.plusSeconds(60);
            }
            waits.add(Duration.between(NOW, due).toMinutes());
        }
        assertThat(waits).containsExactly(10L, 20L, 40L, 80L, 160L, 320L, 360L);

        audit.billArrived(INTERVAL);
        audit.billCheckStarted(NOW, INTERVAL, LISTING);
        assertThat(audit.isUnbilledDue(NOW.plus(INTERVAL))).isTrue();
    }

    @Test
    void calls_without_a_bill_are_remembered_until_it_arrives() {
        ListedCall unbilled = aCall("a", at("09:00"), null);
        audit.sent(unbilled, Change.NEW, NOW);
        audit.sent(Days.malformed("m"), Change.NEW, NOW);
        assertThat(audit.unbilled()).containsExactly(Map.entry(unbilled.key(), at("09:00")));

        audit.sent(aCall("a", "09:00"), Change.CORRECTION, NOW);
        assertThat(audit.unbilled()).isEmpty();
    }

    @Test
    void a_call_is_corrected_once_per_listing_interval_give_or_take_an_audit() {
        ListedCall call = aCall("a", "09:00");
        assertThat(mayCorrect(call, NOW)).isTrue();
        audit.sent(call, Change.CORRECTION, NOW);

        Instant next = NOW.plus(LISTING).minus(INTERVAL);
        assertThat(mayCorrect(call, next.minusSeconds(1))).isFalse();
        assertThat(mayCorrect(call, next)).isTrue();
        assertThat(mayCorrect(aCall("b", "09:00"), NOW)).isTrue();
    }

    private boolean mayCorrect(ListedCall call, Instant now) {
        return audit.mayCorrect(call.key(), now, INTERVAL, LISTING);
    }

    @Test
    void calls_without_a_bill_that_left_since_are_looked_at_after_one_interval() {
        for (int i = 0; i < 4; i++) {
            audit.billCheckStarted(NOW, INTERVAL, LISTING);
        }
        assertThat(audit.isUnbilledDue(NOW.plus(INTERVAL))).isFalse();
        audit.sent(aCall("a", at("09:00"), null), Change.NEW, NOW);
        assertThat(audit.isUnbilledDue(NOW.plus(INTERVAL))).isTrue();
    }

    @Test
    void a_difference_counts_from_when_it_was_seen_first() {
        ListedCall call = aCall("a", "09:00");
        assertThat(audit.differentSince(call.key(), NOW)).isEqualTo(NOW);
        assertThat(audit.differentSince(call.key(), NOW.plusSeconds(9))).isEqualTo(NOW);
        audit.sent(call, Change.CORRECTION, NOW);
        assertThat(audit.differentSince(call.key(), NOW.plusSeconds(9))).isEqualTo(NOW.plusSeconds(9));
    }

    @Test
    void three_closing_listings_dispute_a_gap_that_is_old_enough() {
        Stretches gap = gap(window("10:00", "10:01"));
        audit.updateGap(gap, NOW);
        assertThat(disputed(gap, NOW.plus(TWO_DAYS).minusSeconds(1))).isFalse();

        assertThat(disputed(gap, NOW.plus(TWO_DAYS))).isFalse();
        assertThat(disputed(gap, NOW.plus(TWO_DAYS))).isFalse();
        assertThat(disputed(gap, NOW.plus(TWO_DAYS))).isTrue();
    }

    @Test
    void a_gap_that_shrinks_stays_the_same_gap() {
        audit.updateGap(gap(window("10:00", "11:00")), NOW);
        audit.updateGap(gap(window("10:30", "10:31")), NOW.plus(TWO_DAYS));
        Stretches rest = gap(window("10:30", "10:31"));

        assertThat(disputed(rest, NOW.plus(TWO_DAYS))).isFalse();
        assertThat(disputed(rest, NOW.plus(TWO_DAYS))).isFalse();
        assertThat(disputed(rest, NOW.plus(TWO_DAYS))).isTrue();
    }

    @Test
    void another_gap_counts_anew() {
        audit.updateGap(gap(window("10:00", "10:01")), NOW);
        Instant later = NOW.plus(TWO_DAYS);
        Stretches other = gap(window("12:00", "12:01"));
        for (int i = 0; i < 5; i++) {
            assertThat(disputed(other, later)).isFalse();
        }
        assertThat(disputed(gap(), later)).isFalse();
        assertThat(disputed(other, later.plus(TWO_DAYS))).isFalse();
    }

    @Test
    void a_listing_can_be_brought_forward_and_not_put_off() {
        audit.listAgain(NOW.plus(INTERVAL));
        assertThat(audit.isListingDue(NOW.plus(INTERVAL))).isTrue();
        audit.listAgain(NOW.plus(LISTING));
        assertThat(audit.isListingDue(NOW.plus(INTERVAL))).isTrue();
    }

    private boolean disputed(Stretches parts, Instant now) {
        return audit.isDisputed(parts, TWO_DAYS, now);
    }

    private static Stretches gap(Window... parts) {
        return Stretches.of(List.of(parts));
    }
}
