package io.github.mpcconnect.ingest;

import io.github.mpcconnect.api.MultiPartyCall;
import io.github.mpcconnect.api.Page;
import io.github.mpcconnect.ingest.CallList.Mismatch;
import io.github.mpcconnect.ingest.CallList.Proven;
import org.junit.jupiter.api.Test;

import java.time.Instant;
import java.util.Arrays;
import java.util.List;

import static io.github.mpcconnect.ingest.Samples.malformedCall;
import static io.github.mpcconnect.ingest.Samples.page;
import static io.github.mpcconnect.ingest.Samples.with;
import static org.assertj.core.api.Assertions.assertThat;

class CallListTest {

    private static final MultiPartyCall A = Samples.call("a", Instant.parse("2026-11-21T10:00:00Z"));
    private static final MultiPartyCall B = Samples.call("b", Instant.parse("2026-11-21T10:00:01Z"));
    private static final MultiPartyCall C = Samples.call("c", Instant.parse("2026-11-21T10:00:02Z"));

    @Test
    void as_many_distinct_calls_as_every_page_told_are_proven() {
        assertThat(sum(page(3, A, B), page(3, C))).isEqualTo(new Proven(new CallList(List.of(A, B, C), List.of())));
        assertThat(sum(page(0))).isEqualTo(new Proven(new CallList(List.of(), List.of())));
    }

    @Test
    void too_few_calls_are_a_mismatch() {
        assertThat(sum(page(3, A), page(3, C))).isEqualTo(new Mismatch(List.of(3), 2));
    }

    @Test
    void too_many_calls_are_a_mismatch() {
        assertThat(sum(page(1, A, B))).isEqualTo(new Mismatch(List.of(1), 2));
    }

    @Test
    void the_same_call_twice_counts_once() {
        assertThat(sum(page(3, A, B), page(3, B))).isEqualTo(new Mismatch(List.of(3), 2));
        assertThat(sum(page(2, A, B), page(2, B))).isInstanceOf(Proven.class);
    }

    @Test
    void pages_that_told_different_counts_are_a_mismatch_even_where_one_is_right() {
        assertThat(sum(page(3, A, B), page(4, C))).isEqualTo(new Mismatch(List.of(3, 4), 3));
    }

    @Test
    void a_count_that_is_not_told_is_never_proven() {
        assertThat(sum(page(null, A))).isEqualTo(new Mismatch(Arrays.asList((Integer) null), 1));
        assertThat(sum(page(null))).isEqualTo(new Mismatch(Arrays.asList((Integer) null), 0));
        assertThat(sum(page(2, A), page(null, B))).isEqualTo(new Mismatch(Arrays.asList(2, null), 2));
    }

    @Test
    void malformed_calls_count_by_their_id_or_else_by_their_text() {
        Page<MultiPartyCall> first = with(page(4, A), malformedCall("b", "x"), malformedCall(null, "y"));
        Page<MultiPartyCall> second =
                with(page(4), malformedCall("b", "x again"), malformedCall(null, "y"), malformedCall(null, "z"));
        assertThat(sum(first, second)).isInstanceOfSatisfying(Proven.class, proven -> {
            assertThat(proven.list().size()).isEqualTo(4);
            assertThat(proven.list().ids()).containsExactly("a", "b");
        });
    }

    @Test
    void a_call_that_could_be_read_once_is_not_malformed() {
        assertThat(sum(with(page(1, A), malformedCall("a", "x"))))
                .isEqualTo(new Proven(new CallList(List.of(A), List.of())));
    }

    @Test
    void nulls_are_missing_calls() {
        assertThat(sum(new Page<>("api", 2, List.of(A), List.of(), 1))).isEqualTo(new Mismatch(List.of(2), 1));
    }

    private static CallList.Sum sum(Page<MultiPartyCall> only) {
        return CallList.sum(List.of(only));
    }

    private static CallList.Sum sum(Page<MultiPartyCall> first, Page<MultiPartyCall> second) {
        return CallList.sum(List.of(first, second));
    }
}
