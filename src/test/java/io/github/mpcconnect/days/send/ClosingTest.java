package io.github.mpcconnect.days.send;

import io.github.mpcconnect.batch.Change;
import io.github.mpcconnect.days.read.Reading;
import io.github.mpcconnect.days.sent.ListedCall;
import io.github.mpcconnect.days.state.DayState;
import io.github.mpcconnect.days.state.Days;
import io.github.mpcconnect.days.state.PendingBatch;
import io.github.mpcconnect.metrics.AccountMetrics;
import io.github.mpcconnect.metrics.Metric;
import io.github.mpcconnect.offset.DayStatus;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;

import static io.github.mpcconnect.days.state.Days.DAY;
import static io.github.mpcconnect.days.state.Days.NOW;
import static io.github.mpcconnect.days.state.Days.aCall;
import static io.github.mpcconnect.days.state.Days.at;
import static io.github.mpcconnect.days.state.Days.batch;
import static io.github.mpcconnect.days.state.Days.leaveAll;
import static io.github.mpcconnect.days.state.Days.pending;
import static io.github.mpcconnect.days.state.Days.send;
import static io.github.mpcconnect.days.state.Days.window;
import static org.assertj.core.api.Assertions.assertThat;

class ClosingTest {

    private static final Instant DUE = DAY.end().plus(Duration.ofDays(2));

    private final Reading reading = Days.reading(() -> NOW);
    private final Closing closing = new Closing(reading);

    @Test
    void a_day_is_listed_for_its_close_two_days_after_its_end() {
        DayState day = read(aCall("a", "10:00"));
        assertThat(closing.isListingDue(day, DUE.minusSeconds(1))).isFalse();
        assertThat(closing.isListingDue(day, DUE)).isTrue();
    }

    @Test
    void not_before_it_was_read_to_its_end() {
        DayState day = Days.aDay();
        send(day, "23:59");
        assertThat(closing.isListingDue(day, DUE)).isFalse();
    }

    @Test
    void not_while_a_part_of_it_was_never_tried() {
        DayState day = Days.aDay();
        day.add(batch(PendingBatch.Kind.SKIPPED, DAY.whole(), false, List.of()));
        leaveAll(day, NOW);
        assertThat(closing.isListingDue(day, DUE)).isFalse();

        day.gaps().failed(DAY.whole(), NOW);
        assertThat(closing.isListingDue(day, DUE)).isTrue();
    }

    @Test
    void not_while_a_batch_waits_nor_for_an_hour_after_a_jump_of_the_clock() {
        DayState day = read(aCall("a", "10:00"));
        closing.clockJumped(DUE);
        assertThat(closing.isListingDue(day, DUE.plusSeconds(3_599))).isFalse();
        assertThat(closing.isListingDue(day, DUE.plusSeconds(3_600))).isTrue();

        day.addOther(batch(
                PendingBatch.Kind.FOUND,
                window("10:00", "11:00"),
                true,
                List.of(pending(aCall("b", "10:30"), Change.LATE))));
        assertThat(closing.isListingDue(day, DUE.plusSeconds(3_600))).isFalse();
    }

    @Test
    void an_older_day_that_was_read_whole_in_this_run_closes_without_a_listing() {
        DayState day = read(aCall("a", "10:00"));
        assertThat(closing.isDone(day, DUE.minusSeconds(1))).isFalse();
        assertThat(closing.isDone(day, DUE)).isTrue();
        assertThat(closing.isDone(Days.restarted(day), DUE)).isFalse();
    }

    @Test
    void one_that_had_a_gap_does_not() {
        DayState day = Days.aDay();
        day.add(batch(PendingBatch.Kind.WINDOW, DAY.whole(), false, List.of()));
        leaveAll(day, NOW);
        day.proven(DAY.whole());
        day.update();

        assertThat(day.gaps().isEmpty()).isTrue();
        assertThat(closing.isDone(day, DUE)).isFalse();
    }

    @Test
    void without_audits_a_day_closes_when_nothing_is_missing() {
        Closing withoutAudits =
                new Closing(Days.reading(() -> NOW, settings -> settings.auditDays = 0, new AccountMetrics()));
        DayState day = Days.restarted(read(aCall("a", "10:00")));
        assertThat(withoutAudits.areAuditsOff()).isTrue();
        assertThat(withoutAudits.isDone(day, DAY.end().minusSeconds(1))).isFalse();
        assertThat(withoutAudits.isDone(day, DAY.end())).isTrue();

        day.unproven(window("10:00", "10:01"));
        assertThat(withoutAudits.isDone(day, DAY.end())).isFalse();
    }

    @Test
    void ends_are_counted() {
        closing.dayEnded(closed(read(aCall("a", "10:00"))));
        DayState disputed = read();
        disputed.close(DayStatus.DISPUTED);
        closing.dayEnded(disputed);

        assertThat(reading.metrics().value(Metric.DAYS_CLOSED)).isOne();
        assertThat(reading.metrics().value(Metric.DAYS_DISPUTED)).isOne();
    }

    @Test
    void bills_are_not_looked_for_after_a_hundred_calls_in_a_row_without_one() {
        for (int i = 0; i < 3; i++) {
            closing.dayEnded(closed(read(unbilled(33))));
        }
        assertThat(closing.areBillsExpected()).isTrue();
        closing.dayEnded(closed(read(unbilled(1))));
        assertThat(closing.areBillsExpected()).isFalse();
    }

    @Test
    void a_day_with_a_bill_starts_the_row_anew() {
        closing.dayEnded(closed(read(unbilled(99))));
        closing.dayEnded(closed(read(aCall("billed", "10:00"))));
        closing.dayEnded(closed(read(unbilled(99))));

        assertThat(closing.areBillsExpected()).isTrue();
    }

    private static ListedCall[] unbilled(int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> aCall("call-" + i, at("10:00"), null))
                .toArray(ListedCall[]::new);
    }

    private static DayState read(ListedCall... calls) {
        DayState day = Days.aDay();
        send(day, "24:00", calls);
        day.update();
        return day;
    }

    private static DayState closed(DayState day) {
        day.close(DayStatus.CLOSED);
        return day;
    }
}
