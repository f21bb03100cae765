package io.github.mpcconnect.live;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.Set;

import static org.assertj.core.api.Assertions.assertThat;

class LivePresenceTest {

    private final LivePresence presence = new LivePresence(Set.of("stored"));

    @Test
    void a_call_is_gone_after_two_answered_polls_without_it() {
        presence.polled(Set.of("a", "stored"), true);
        assertThat(presence.polled(Set.of("stored"), true)).isEmpty();
        assertThat(presence.polled(Set.of("stored"), true)).containsExactly("a");
        assertThat(presence.polled(Set.of("stored"), true)).isEmpty();
    }

    @Test
    void one_that_is_listed_again_in_between_is_not_gone() {
        presence.polled(Set.of("a", "stored"), true);
        presence.polled(Set.of("stored"), true);
        presence.polled(Set.of("a", "stored"), true);
        assertThat(presence.polled(Set.of("stored"), true)).isEmpty();
    }

    @Test
    void a_poll_with_unanswered_pages_proves_presence_and_no_absence() {
        presence.polled(Set.of("a"), true);
        assertThat(presence.polled(Set.of("b"), false)).isEmpty();
        assertThat(presence.polled(Set.of("b"), false)).isEmpty();
        assertThat(presence.polled(Set.of(), true)).containsExactly("stored");
        assertThat(presence.polled(Set.of(), true)).containsExactly("a", "b");
    }

    @Test
    void a_call_of_an_earlier_run_is_gone_after_two_polls_without_it() {
        assertThat(presence.polled(Set.of(), true)).isEmpty();
        assertThat(presence.polled(Set.of(), true)).containsExactly("stored");
    }

    @Test
    void a_call_whose_record_was_sent_is_not_reported_again() {
        presence.over("stored");
        presence.polled(Set.of(), true);
        assertThat(presence.polled(Set.of(), true)).isEmpty();
    }

    @Property
    void gone_are_those_that_two_answered_polls_in_a_row_missed(
            @ForAll @Size(max = 12) List<@Size(max = 3) Set<Boolean>> polls) {
        LivePresence one = new LivePresence(Set.of());
        int missed = -1;
        for (Set<Boolean> poll : polls) {
            boolean isListed = poll.contains(true);
            boolean isAnswered = poll.contains(false);
            List<String> gone = one.polled(isListed ? Set.of("a") : Set.of(), isAnswered);
            missed = isListed ? 0 : missed >= 0 && isAnswered ? missed + 1 : missed;
            assertThat(gone).hasSize(missed == 2 ? 1 : 0);
            missed = missed == 2 ? -1 : missed;
        }
    }
}
