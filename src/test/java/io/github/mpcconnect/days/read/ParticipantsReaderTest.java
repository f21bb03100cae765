package io.github.mpcconnect.days.read;

import io.github.mpcconnect.api.ApiPage;
import io.github.mpcconnect.api.Participant;
import io.github.mpcconnect.days.state.CallParticipants;
import io.github.mpcconnect.days.state.CallParticipants.Outcome;
import io.github.mpcconnect.request.Patience;
import io.github.mpcconnect.request.Work;
import org.junit.jupiter.api.Test;

import java.util.List;

import static io.github.mpcconnect.days.state.Days.at;
import static io.github.mpcconnect.days.state.Days.participant;
import static io.github.mpcconnect.simulator.CallBuilder.aCall;
import static org.assertj.core.api.Assertions.assertThat;

class ParticipantsReaderTest {

    private final ReaderScene scene = new ReaderScene("2026-11-21T12:00:00Z")
            .add(aCall().uuid("a").endedAt("2026-11-21T10:00:30Z").withParticipants(3));
    private final Reading reading = scene.reading;
    private final ParticipantsReader reader = new ParticipantsReader(reading, new MalformedObjects(reading));

    @Test
    void a_proven_list_is_in_the_order_of_joining() {
        CallParticipants read = read("a", Patience.WHILE_OTHERS_ANSWER);

        assertThat(read.outcome()).isEqualTo(Outcome.PROVEN);
        assertThat(read.isComplete()).isTrue();
        assertThat(read.participants()).hasSize(3).isSortedAccordingTo(ParticipantsReader.BY_JOINING);
    }

    @Test
    void a_call_that_the_api_does_not_know_has_none() {
        assertThat(read("unknown", Patience.WHILE_OTHERS_ANSWER).outcome()).isEqualTo(Outcome.GONE);
    }

    @Test
    void null_in_place_of_the_list_is_an_answer() {
        scene.api.participants(
                (id, page) -> ApiPage.emptyLike(page).count(3).isNull().build());
        CallParticipants read = read("a", Patience.WHILE_OTHERS_ANSWER);

        assertThat(read.outcome()).isEqualTo(Outcome.GONE);
        assertThat(scene.api.participantsRequests()).isOne();
    }

    @Test
    void what_does_not_agree_three_times_is_a_mismatch_with_all_that_was_returned() {
        int[] tries = new int[1];
        scene.api.participants((id, page) -> {
            int which = tries[0]++ % 3;
            return ApiPage.like(page, page.objects().subList(which, which + 1))
                    .count(3)
                    .build();
        });
        CallParticipants read = read("a", Patience.WHILE_OTHERS_ANSWER);

        assertThat(read.outcome()).isEqualTo(Outcome.MISMATCH);
        assertThat(read.isComplete()).isFalse();
        assertThat(read.participants()).hasSize(3);
    }

    @Test
    void a_gap_has_one_try() {
        scene.api.participants((id, page) -> ApiPage.like(page).count(4).build());
        assertThat(read("a", Patience.ONE_TRY).outcome()).isEqualTo(Outcome.MISMATCH);
        long requests = scene.api.participantsRequests();

        scene.api.participants((id, page) -> {
            throw ReaderScene.unanswered();
        });
        assertThat(read("a", Patience.ONE_TRY).outcome()).isEqualTo(Outcome.UNANSWERED);
        assertThat(scene.api.participantsRequests()).isEqualTo(requests + 1);
    }

    @Test
    void who_came_back_under_the_same_id_is_there_twice_in_the_order_of_joining() {
        Participant later = participant("a", "m", "11:00");
        Participant earlier = participant("a", "m", "10:00");
        scene.api.participants((id, page) ->
                ApiPage.like(page, List.of(later, earlier)).count(2).build());

        assertThat(read("a", Patience.ONE_TRY).participants())
                .extracting(Participant::joinTime)
                .containsExactly(at("10:00"), at("11:00"));
    }

    private CallParticipants read(String id, Patience patience) {
        return scene.await(reader.read(id, Work.GAPS, () -> patience));
    }
}
