package io.github.mpcconnect.days.sent;

import io.github.mpcconnect.batch.Change;
import io.github.mpcconnect.offset.IdHash;
import io.github.mpcconnect.offset.Sketch;
import org.junit.jupiter.api.Test;

import static io.github.mpcconnect.days.state.Days.aCall;
import static io.github.mpcconnect.days.state.Days.at;
import static io.github.mpcconnect.days.state.Days.malformed;
import static org.assertj.core.api.Assertions.assertThat;

class TotalsTest {

    private final Totals totals = new Totals();

    @Test
    void calls_and_check_are_of_calls_the_sketch_also_of_malformed_objects() {
        totals.countFirst(aCall("a", "10:00"));
        totals.countFirst(aCall("b", "10:01"));
        totals.countFirst(malformed("m"));

        assertThat(totals.calls()).isEqualTo(2);
        assertThat(totals.check()).isEqualTo(IdHash.of("a") ^ IdHash.of("b"));
        assertThat(totals.sketched()).isEqualTo(3);
        assertThat(totals.sketch()).isEqualTo(sketch("a", "b", "m"));
    }

    @Test
    void what_was_counted_twice_is_counted_once() {
        Sketch before = sketch("a");
        totals.countFirst(aCall("a", "10:00"));
        totals.countFirst(aCall("a", "10:00"));
        totals.countedTwice(IdHash.of("a"));

        assertThat(totals.calls()).isOne();
        assertThat(totals.check()).isEqualTo(IdHash.of("a"));
        assertThat(totals.sketched()).isOne();
        assertThat(totals.sketch()).isEqualTo(before);
    }

    @Test
    void late_calls_and_corrections_are_counted() {
        totals.count(Change.NEW);
        totals.count(Change.LATE);
        totals.count(Change.CORRECTION);
        totals.count(Change.CORRECTION);

        assertThat(totals.late()).isOne();
        assertThat(totals.corrected()).isEqualTo(2);
    }

    @Test
    void billed_is_the_sum_of_the_bills_sent_last() {
        totals.bill(1, 5_000);
        totals.bill(2, ListedCall.NO_BILL);
        assertThat(totals.billed()).isEqualByComparingTo("0.05");
        assertThat(totals.unbilledList()).containsExactly(2L);

        totals.billAgain(2, ListedCall.NO_BILL, 7_000);
        totals.billAgain(1, 5_000, 4_000);
        assertThat(totals.billed()).isEqualByComparingTo("0.11");
        assertThat(totals.unbilledList()).isEmpty();
    }

    @Test
    void an_unknown_bill_makes_the_sum_unknown_from_then_on() {
        totals.forgetBilled();
        totals.bill(1, 5_000);

        assertThat(totals.billed()).isNull();
    }

    @Test
    void what_vanished_stays_counted_and_is_named_until_it_returns() {
        totals.countFirst(aCall("a", "10:00"));
        long a = IdHash.of("a");
        totals.vanish(a);
        totals.vanish(a);
        assertThat(totals.vanishedCount()).isOne();
        assertThat(totals.isVanished(a)).isTrue();

        assertThat(totals.returned(a)).isTrue();
        assertThat(totals.returned(a)).isFalse();
        assertThat(totals.isVanished(a)).isFalse();
        assertThat(totals.vanishedCount()).isOne();
        assertThat(totals.calls()).isOne();
    }

    @Test
    void the_newest_200_are_named() {
        for (long key = 1; key <= 250; key++) {
            totals.vanish(key);
            totals.bill(key, ListedCall.NO_BILL);
        }
        assertThat(totals.vanishedList()).hasSize(200).startsWith(51L).endsWith(250L);
        assertThat(totals.unbilledList()).hasSize(200).startsWith(51L).endsWith(250L);
        assertThat(totals.vanishedCount()).isEqualTo(250);
    }

    @Test
    void a_bill_counts_in_units_of_the_fifth_decimal_place() {
        assertThat(aCall("a", at("10:00"), "0.05").bill()).isEqualTo(5_000);
        assertThat(aCall("a", at("10:00"), "0.000005").bill()).isZero();
        assertThat(aCall("a", at("10:00"), "0.000015").bill()).isEqualTo(2);
        assertThat(aCall("a", at("10:00"), null).bill()).isEqualTo(ListedCall.NO_BILL);
        assertThat(malformed("m").bill()).isEqualTo(ListedCall.UNREADABLE);
    }

    private static Sketch sketch(String... ids) {
        Sketch sketch = new Sketch();
        for (String id : ids) {
            sketch.toggle(IdHash.of(id));
        }
        return sketch;
    }
}
