package io.github.mpcconnect.days.read;

import io.github.mpcconnect.api.ApiPage;
import io.github.mpcconnect.api.MultiPartyCall;
import io.github.mpcconnect.days.read.WindowListing.Outcome;
import io.github.mpcconnect.days.sent.ListedCall;
import io.github.mpcconnect.request.Patience;
import io.github.mpcconnect.request.Work;
import io.github.mpcconnect.timeline.Window;
import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.List;

import static io.github.mpcconnect.days.state.Days.window;
import static io.github.mpcconnect.simulator.CallBuilder.aCall;
import static org.assertj.core.api.Assertions.assertThat;

class WindowListerTest {

    private final ReaderScene scene = new ReaderScene("2026-11-21T12:00:00Z");
    private final Reading reading = scene.reading;
    private final WindowLister lister = new WindowLister(reading, new MalformedObjects(reading));

    WindowListerTest() {
        for (int i = 0; i < 30; i++) {
            scene.add(aCall().uuid("call-%02d".formatted(29 - i)).endedAt("2026-11-21T10:00:30Z"));
        }
        scene.add(aCall().uuid("first").endedAt("2026-11-21T10:00:10Z"));
    }

    @Test
    void calls_are_sorted_by_end_and_id() {
        WindowListing listing = list(window("10:00", "11:00"), 200);

        assertThat(listing.isProven()).isTrue();
        assertThat(listing.count()).isEqualTo(31);
        assertThat(listing.calls())
                .extracting(ListedCall::id)
                .startsWith("first", "call-00", "call-01")
                .hasSize(31);
        assertThat(listing.observedAt()).isBetween(scene.now().minusSeconds(1), scene.now());
    }

    @Test
    void more_calls_than_a_window_may_hold_are_counted_after_one_request() {
        WindowListing listing = list(window("10:00", "11:00"), 10);

        assertThat(listing.outcome()).isEqualTo(Outcome.TOO_MANY);
        assertThat(listing.count()).isEqualTo(31);
        assertThat(listing.calls()).isEmpty();
        assertThat(scene.listed).hasSize(1);
    }

    @Test
    void a_single_second_is_listed_however_many_calls_it_holds() {
        assertThat(list(window("10:00:29", "10:00:30"), 10).calls()).hasSize(30);
    }

    @Test
    void what_does_not_agree_three_times_is_the_union_of_the_lists() {
        int[] requests = new int[1];
        scene.faults((query, page) -> {
            List<MultiPartyCall> some = new ArrayList<>(page.objects());
            some.set(requests[0]++ % 5, some.get(6));
            return ApiPage.like(page, some).build();
        });
        WindowListing listing = list(window("10:00:29", "10:00:30"), 200);

        assertThat(listing.outcome()).isEqualTo(Outcome.UNPROVEN);
        assertThat(listing.isListed()).isTrue();
        assertThat(listing.calls()).hasSize(30).doesNotHaveDuplicates();
        assertThat(listing.calls()).isSortedAccordingTo(ListedCall.ORDER);
    }

    @Test
    void a_list_that_agrees_at_the_second_try_is_proven() {
        int[] requests = new int[1];
        scene.faults((query, page) -> requests[0]++ > 1
                ? page
                : ApiPage.like(page).count(page.count() + 1).build());

        assertThat(list(window("10:00", "11:00"), 200).isProven()).isTrue();
    }

    @Test
    void what_is_not_answered_shows_nothing() {
        scene.faults((query, page) -> {
            throw ReaderScene.unanswered();
        });
        WindowListing listing = list(window("10:00", "11:00"), 200);

        assertThat(listing.outcome()).isEqualTo(Outcome.UNANSWERED);
        assertThat(listing.isListed()).isFalse();
        assertThat(listing.count()).isEqualTo(-1);
        assertThat(scene.await(lister.count(window("10:00", "11:00"), Work.AUDIT)))
                .isEqualTo(-1);
    }

    @Test
    void a_count_takes_one_request() {
        assertThat(scene.await(lister.count(window("10:00", "11:00"), Work.AUDIT)))
                .isEqualTo(31);
        assertThat(scene.listed).hasSize(1);
    }

    private WindowListing list(Window window, int max) {
        return scene.await(lister.list(window, Work.GAPS, Patience.ONE_TRY, max));
    }
}
