package io.github.mpcconnect.request;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

import java.time.Duration;

import static org.assertj.core.api.Assertions.assertThat;

/** Another program uses the account, and nobody knows when and how much. */
class SharedAllowanceTest {

    private static final Duration LENGTH = Duration.ofMinutes(30);

    @Property(tries = 25)
    void little_is_refused_where_another_program_uses_half_now_and_then(@ForAll @IntRange(min = 0) int seed) {
        SharedAllowance shared = SharedAllowance.inBlocks(seed, 0.5).run(LENGTH);
        assertThat(shared.shareRefused()).isLessThan(0.01);
        assertThat(shared.shareOfRestUsed()).isGreaterThan(0.80);
    }

    @Property(tries = 25)
    void the_same_holds_for_other_shares(
            @ForAll @IntRange(min = 0) int seed, @ForAll @IntRange(min = 10, max = 70) int percent) {
        SharedAllowance shared = SharedAllowance.inBlocks(seed, percent / 100.0).run(LENGTH);
        assertThat(shared.shareRefused()).isLessThan(0.02);
        assertThat(shared.shareOfRestUsed()).isGreaterThan(0.75);
    }

    @Property(tries = 10)
    void the_same_holds_where_half_is_used_by_another_all_the_time(@ForAll @IntRange(min = 0) int seed) {
        SharedAllowance shared = SharedAllowance.always(seed, 0.5).run(LENGTH);
        assertThat(shared.shareRefused()).isLessThan(0.015);
        assertThat(shared.shareOfRestUsed()).isGreaterThan(0.80);
    }
}
