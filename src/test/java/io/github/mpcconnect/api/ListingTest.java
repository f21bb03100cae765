package io.github.mpcconnect.api;

import io.github.mpcconnect.api.Listed.Outcome;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

import static io.github.mpcconnect.api.ListingSource.bad;
import static io.github.mpcconnect.api.ListingSource.ids;
import static io.github.mpcconnect.api.ListingSource.nullPage;
import static io.github.mpcconnect.api.ListingSource.page;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class ListingTest {

    private final ListingSource source = new ListingSource();

    @ParameterizedTest
    @CsvSource({"0", "1", "19", "20"})
    void a_list_of_one_page_is_proven_by_one_request(int count) {
        CompletableFuture<Listed<String>> listed = source.read(200);
        source.answer(0, page(count, 0, count));
        assertThat(listed.join().outcome()).isEqualTo(Outcome.PROVEN);
        assertThat(listed.join().objects()).isEqualTo(ids(0, count));
        assertThat(listed.join().count()).isEqualTo(count);
        assertThat(source.requests).containsOnlyKeys(0);
    }

    @Test
    void the_other_pages_are_requested_in_parallel_and_put_in_order() {
        CompletableFuture<Listed<String>> listed = source.read(200);
        source.answer(0, page(45, 0, 20));
        assertThat(source.requests).containsOnlyKeys(0, 20, 40);
        source.answer(40, page(45, 40, 45));
        assertThat(listed).isNotDone();
        source.answer(20, page(45, 20, 40));
        assertThat(listed.join().objects()).isEqualTo(ids(0, 45));
        assertThat(listed.join().isProven()).isTrue();
    }

    @ParameterizedTest
    @CsvSource({"100000, 1", "100000, 19", "21, 0", "5, 4", "1, 0"})
    void a_count_without_a_full_first_page_is_a_mismatch_after_one_page(int count, int objects) {
        CompletableFuture<Listed<String>> listed = source.read(200);
        source.answer(0, page(count, 0, objects));
        assertThat(listed.join().outcome()).isEqualTo(Outcome.MISMATCH);
        assertThat(listed.join().objects()).hasSize(objects);
        assertThat(source.requests).hasSize(1);
    }

    @Test
    void more_objects_than_wanted_are_not_requested() {
        CompletableFuture<Listed<String>> listed = source.read(200);
        source.answer(0, page(201, 0, 20));
        assertThat(listed.join().outcome()).isEqualTo(Outcome.TOO_MANY);
        assertThat(listed.join().count()).isEqualTo(201);
        assertThat(source.requests).hasSize(1);
    }

    @Test
    void without_a_count_nothing_is_proven_and_no_page_is_requested() {
        CompletableFuture<Listed<String>> listed = source.read(200);
        source.answer(0, page(null, 0, 20));
        assertThat(listed.join().outcome()).isEqualTo(Outcome.MISMATCH);
        assertThat(listed.join().count()).isEqualTo(-1);
        assertThat(source.requests).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(ints = {39, 41})
    void a_count_that_changes_between_pages_is_a_mismatch_with_what_was_returned(int other) {
        CompletableFuture<Listed<String>> listed = source.read(200);
        source.answer(0, page(40, 0, 20));
        source.answer(20, page(other, 20, 40));
        assertThat(listed.join().outcome()).isEqualTo(Outcome.MISMATCH);
        assertThat(listed.join().objects()).hasSize(40);
        assertThat(listed.join().count()).isEqualTo(40);
    }

    @Test
    void an_object_that_a_shift_shows_twice_is_a_mismatch_and_listed_once() {
        CompletableFuture<Listed<String>> listed = source.read(200);
        source.answer(0, page(40, 0, 20));
        source.answer(20, page(40, 19, 39));
        assertThat(listed.join().outcome()).isEqualTo(Outcome.MISMATCH);
        assertThat(listed.join().objects()).isEqualTo(ids(0, 39));
    }

    @Test
    void malformed_objects_without_id_and_nulls_count_and_do_not_stop_the_paging() {
        CompletableFuture<Listed<String>> listed = source.read(200);
        source.answer(0, page(22, ids(0, 17), List.of(bad(null), bad(null)), 1));
        source.answer(20, page(22, ids(17, 18), List.of(), 1));
        assertThat(listed.join().outcome()).isEqualTo(Outcome.PROVEN);
        assertThat(listed.join().malformed()).hasSize(2);
        assertThat(listed.join().nulls()).isEqualTo(2);
    }

    @Test
    void of_a_readable_and_a_malformed_object_with_one_id_the_readable_one_counts() {
        CompletableFuture<Listed<String>> listed = source.read(200);
        source.answer(0, page(21, ids(0, 18), List.of(bad("c18"), bad("c19")), 0));
        source.answer(20, page(21, List.of("c18", "c20"), List.of(bad("c19")), 0));
        assertThat(listed.join().outcome()).isEqualTo(Outcome.PROVEN);
        assertThat(listed.join().objects()).hasSize(20).contains("c18", "c20");
        assertThat(listed.join().malformed()).extracting(Malformed::id).containsExactly("c19");
    }

    @Test
    void malformed_participants_of_one_id_are_two_stays_unless_their_text_is_the_same() {
        CompletableFuture<Listed<String>> listed = source.read(200);
        List<Malformed> stays = new ArrayList<>();
        for (String raw : List.of("{1}", "{2}", "{2}")) {
            stays.add(new Malformed(Malformed.PARTICIPANT, "c", "7", "error", "api-id", raw));
        }
        source.answer(0, page(2, List.of(), stays, 0));
        assertThat(listed.join().outcome()).isEqualTo(Outcome.PROVEN);
        assertThat(listed.join().malformed()).hasSize(2);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 3, 45})
    void a_first_page_that_is_null_proves_nothing_not_even_emptiness(int count) {
        CompletableFuture<Listed<String>> listed = source.read(200);
        source.answer(0, nullPage(count));
        assertThat(listed.join().isNull()).isTrue();
        assertThat(listed.join().outcome()).isEqualTo(Outcome.MISMATCH);
        assertThat(source.requests).hasSize(1);
    }

    @Test
    void a_later_page_that_is_null_leaves_the_other_pages_objects() {
        CompletableFuture<Listed<String>> listed = source.read(200);
        source.answer(0, page(45, 0, 20));
        source.answer(20, nullPage(45));
        source.answer(40, page(45, 40, 45));
        assertThat(listed.join().isNull()).isTrue();
        assertThat(listed.join().outcome()).isEqualTo(Outcome.MISMATCH);
        assertThat(listed.join().objects()).hasSize(25);
    }

    @Test
    void a_page_that_fails_fails_the_listing_at_once_and_cancels_the_others() {
        CompletableFuture<Listed<String>> listed = source.read(200);
        source.answer(0, page(60, 0, 20));
        source.fail(40);
        assertThatThrownBy(listed::join).hasRootCauseMessage("page at 40");
        assertThat(source.requests.get(20)).isCancelled();
    }

    @Test
    void the_answered_pages_are_listed_where_that_is_enough() {
        CompletableFuture<Listed<String>> listed = source.readAnswered(200);
        source.answer(0, page(60, 0, 20));
        source.fail(40);
        source.answer(20, page(60, 20, 40));
        assertThat(listed.join().outcome()).isEqualTo(Outcome.INCOMPLETE);
        assertThat(listed.join().objects()).isEqualTo(ids(0, 40));
    }

    @Test
    void a_first_page_that_fails_is_incomplete_and_never_empty() {
        CompletableFuture<Listed<String>> listed = source.readAnswered(200);
        source.fail(0);
        assertThat(listed.join().outcome()).isEqualTo(Outcome.INCOMPLETE);
        assertThat(listed.join().count()).isEqualTo(-1);
    }

    @Test
    void a_cancelled_listing_cancels_its_requests() {
        CompletableFuture<Listed<String>> listed = source.read(200);
        source.answer(0, page(60, 0, 20));
        listed.cancel(true);
        assertThat(source.requests.get(20)).isCancelled();
        assertThat(source.requests.get(40)).isCancelled();
    }

    @Test
    void a_request_that_cannot_be_made_fails_the_listing() {
        CompletableFuture<Listed<String>> listed = Listing.read(
                offset -> {
                    throw new IllegalStateException("closed");
                },
                (String text) -> text,
                200);
        assertThatThrownBy(listed::join).hasRootCauseMessage("closed");
    }

    @Test
    void an_object_whose_identity_cannot_be_said_fails_the_listing() {
        CompletableFuture<Listed<String>> listed = Listing.read(
                source::request,
                text -> {
                    throw new IllegalStateException("no identity");
                },
                200);
        source.answer(0, page(1, 0, 1));
        assertThatThrownBy(listed::join).hasRootCauseMessage("no identity");
    }
}
