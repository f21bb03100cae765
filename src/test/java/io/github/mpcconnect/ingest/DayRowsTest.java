package io.github.mpcconnect.ingest;

import io.github.mpcconnect.batch.EndedCall;
import io.github.mpcconnect.offset.DayOffset;
import io.github.mpcconnect.offset.IdHash;
import io.github.mpcconnect.simulator.CallBuilder;
import io.github.mpcconnect.timeline.Day;
import org.junit.jupiter.api.Test;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.LocalDate;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;

import static io.github.mpcconnect.simulator.CallBuilder.aCall;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * A row's calls, check and sum of bills are those of the newest records of its day, also where calls were sent again.
 */
class DayRowsTest {

    private static final Day TODAY = new Day(LocalDate.parse("2026-11-21"));
    private static final Duration AUDITED = Duration.ofHours(7);

    private final EngineScene scene = EngineScene.at("2026-11-21T10:00:00Z")
            .add(call("a", "0.10"), call("b", "0.20"), call("c", null))
            .start()
            .runFor(Duration.ofMinutes(5));

    private static CallBuilder call(String id, String bill) {
        CallBuilder call = aCall().uuid(id).named(id).endedAt("2026-11-21T08:00:00Z");
        return bill == null ? call.withoutBill() : call.withAmount(bill);
    }

    /** Checks today's row and returns its sum of bills. */
    private BigDecimal provenBills() {
        Map<String, EndedCall> newest = new HashMap<>();
        scene.written.sent.stream()
                .filter(call -> call.day().equals(TODAY))
                .forEach(call -> newest.put(Written.id(call), call));
        DayOffset row = scene.written.rows.get(TODAY) == null
                ? null
                : scene.written.rows.get(TODAY).offset();
        assertThat(row).as("the row of " + TODAY).isNotNull();
        assertThat(row.calls()).isEqualTo(newest.size());
        assertThat(row.check())
                .isEqualTo(newest.keySet().stream().mapToLong(IdHash::of).reduce(0, (one, other) -> one ^ other));
        if (row.billed() != null) {
            assertThat(row.billed()).isEqualByComparingTo(sum(newest.values()));
        }
        return row.billed();
    }

    private static BigDecimal sum(Collection<EndedCall> calls) {
        return calls.stream()
                .map(call -> call.call().billedAmount())
                .filter(Objects::nonNull)
                .reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    private EngineScene endTheDay() {
        return scene.runUntil("2026-11-24T00:20:00Z");
    }

    @Test
    void corrected_and_late_bills_are_in_the_sum() {
        scene.add(call("a", "0.15"), call("c", "0.30")).runFor(AUDITED);
        endTheDay();

        assertThat(provenBills()).isEqualByComparingTo("0.65");
    }

    @Test
    void a_bill_that_arrived_while_the_connector_was_down_is_in_the_sum() {
        scene.crash().add(call("c", "0.30")).start().runFor(AUDITED);
        endTheDay();

        assertThat(provenBills()).isEqualByComparingTo("0.60");
    }

    @Test
    void a_correction_after_a_restart_keeps_the_sum() {
        scene.crash().start().runFor(AUDITED).add(call("a", "0.15")).runFor(AUDITED);
        endTheDay();

        assertThat(scene.newest("a").call().billedAmount()).isEqualByComparingTo("0.15");
        assertThat(provenBills()).isEqualByComparingTo("0.35");
    }

    @Test
    void a_bill_that_changed_while_the_connector_was_down_is_as_it_was_sent() {
        scene.crash().add(call("a", "0.15")).start().runFor(AUDITED);
        endTheDay();

        assertThat(provenBills()).isEqualByComparingTo("0.30");
    }

    @Test
    void where_such_a_bill_changes_again_the_sum_is_unknown_rather_than_wrong() {
        scene.crash().add(call("a", "0.15")).start().runFor(AUDITED);
        scene.add(call("a", "0.25")).runFor(AUDITED);
        endTheDay();

        assertThat(scene.newest("a").call().billedAmount()).isEqualByComparingTo("0.25");
        assertThat(provenBills()).isNull();
    }

    @Test
    void where_such_a_bill_changed_a_late_bill_still_leaves_the_sum_known() {
        scene.crash().add(call("a", "0.15")).start().runFor(AUDITED);
        scene.add(call("c", "0.30")).runFor(AUDITED);
        endTheDay();

        assertThat(provenBills()).isEqualByComparingTo("0.60");
    }

    @Test
    void a_call_whose_end_moved_is_in_the_rows_of_both_days() {
        scene.add(call("a", "0.10").endedAt("2026-11-20T08:00:00Z")).runFor(AUDITED);
        endTheDay();

        assertThat(provenBills()).isEqualByComparingTo("0.30");
        assertThat(scene.written
                        .rows
                        .get(new Day(LocalDate.parse("2026-11-20")))
                        .offset()
                        .billed())
                .isEqualByComparingTo("0.10");
    }

    @Test
    void a_call_that_vanished_stays_in_the_row() {
        scene.account.calls().remove("b");
        scene.runFor(AUDITED).crash().start();
        endTheDay();

        assertThat(provenBills()).isEqualByComparingTo("0.30");
    }
}
