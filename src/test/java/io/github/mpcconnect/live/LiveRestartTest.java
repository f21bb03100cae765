package io.github.mpcconnect.live;

import io.github.mpcconnect.api.MultiPartyCall;
import io.github.mpcconnect.batch.LiveChange.CallGone;
import io.github.mpcconnect.batch.LiveChange.ParticipantGone;
import io.github.mpcconnect.days.send.SeenParticipants;
import io.github.mpcconnect.live.LiveScene.Setting;
import io.github.mpcconnect.offset.LiveOffset;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

import static io.github.mpcconnect.live.LiveSamples.NOON;
import static io.github.mpcconnect.live.LiveSamples.call;
import static io.github.mpcconnect.live.LiveSamples.ended;
import static io.github.mpcconnect.live.LiveSamples.participant;
import static io.github.mpcconnect.live.LiveSamples.stay;
import static org.assertj.core.api.Assertions.assertThat;

/** What a call's own record does to the tables, and what a run makes of the rows that an earlier one left. */
class LiveRestartTest {

    private static final Instant HOUR_AGO = NOON.minus(Duration.ofHours(1));
    private static final LiveOffset STORED = new LiveOffset(HOUR_AGO, Map.of("a", List.of("1", "2"), "b", List.of()));

    @Test
    void a_calls_own_record_removes_its_rows_at_once() {
        LiveScene scene = new LiveScene();
        scene.api.put(call("a", "active"), participant("a", "1"));
        scene.started();
        scene.sent(ended("a", NOON.minusSeconds(60), NOON));
        assertThat(scene.tables.last()).containsExactly(new ParticipantGone("a", "1"), new CallGone("a"));
        assertThat(scene.tables.offset.open()).isEmpty();
        assertThat(scene.seen.of("a")).isEmpty();
    }

    @Test
    void a_poll_that_began_before_the_record_was_sent_does_not_bring_the_call_back() {
        LiveScene scene = new LiveScene();
        scene.api.put(call("a", "active"), participant("a", "1"));
        scene.started();
        scene.loop.advance(Duration.ofMillis(1_250));
        scene.sent(ended("a", NOON.minusSeconds(60), NOON));
        scene.poll();
        scene.poll();
        assertThat(scene.tables.calls).isEmpty();
        assertThat(scene.tables.participants).isEmpty();
        assertThat(scene.seen.of("a")).isEmpty();
    }

    @Test
    void a_record_of_a_call_that_no_poll_saw_yet_is_remembered_too() {
        LiveScene scene = new LiveScene();
        scene.live.start();
        scene.api.put(call("a", "active"), participant("a", "1"));
        scene.sent(ended("a", NOON.minusSeconds(60), NOON));
        scene.poll();
        assertThat(scene.tables.batches).isEmpty();
    }

    @Test
    void the_records_of_one_step_share_one_batch() {
        LiveScene scene = new LiveScene();
        scene.api.put(call("a", "active"), participant("a", "1"));
        scene.api.put(call("b", "active"));
        scene.started();
        int batches = scene.tables.batches.size();
        scene.seen.sent("a", ended("a", NOON.minusSeconds(60), NOON), List.of());
        scene.seen.sent("b", null, List.of());
        scene.loop.runDue();
        assertThat(scene.tables.batches).hasSize(batches + 1);
        assertThat(scene.tables.calls).isEmpty();
    }

    @Test
    void the_whole_state_is_sent_once_after_a_start() {
        LiveScene scene = new LiveScene(Setting.USUAL.stored(STORED));
        scene.api.put(call("a", "active"), participant("a", "1"), participant("a", "2"));
        scene.api.put(call("b", "initialized"));
        scene.started();
        assertThat(scene.tables.items()).hasSize(4);
        scene.poll();
        assertThat(scene.tables.items()).hasSize(4);
    }

    @Test
    void rows_of_an_earlier_run_that_two_polls_do_not_list_are_removed() {
        LiveScene scene = new LiveScene(Setting.USUAL.stored(STORED));
        scene.api.put(call("a", "active"), participant("a", "1"));
        scene.started();
        assertThat(scene.tables.offset.open()).containsOnlyKeys("a", "b");
        assertThat(scene.tables.offset.open().get("a")).containsExactly("1");
        scene.poll();
        assertThat(scene.tables.offset.open()).containsOnlyKeys("a");
    }

    @Test
    void participants_of_an_earlier_run_are_lost_until_seen_again() {
        LiveScene scene = new LiveScene(Setting.USUAL.stored(STORED));
        assertThat(scene.seen.lost("a")).isNotEmpty();
        scene.api.put(call("a", "active"), participant("a", "1"), participant("a", "2"));
        scene.started();
        assertThat(scene.seen.lost("a")).isEmpty();
        assertThat(scene.seen.lost("b")).isEmpty();
    }

    @Test
    void a_record_of_a_call_that_an_earlier_run_may_have_shown_takes_tombstones_along() {
        LiveScene scene = new LiveScene(Setting.USUAL.stored(STORED));
        scene.sent(ended("c", HOUR_AGO, NOON.minusSeconds(30)), participant("c", "7"));
        assertThat(scene.tables.items()).containsExactly(new ParticipantGone("c", "7"), new CallGone("c"));
        scene.sent(ended("c", HOUR_AGO, NOON.minusSeconds(30)), participant("c", "7"));
        assertThat(scene.tables.items()).hasSize(2);
    }

    @Test
    void the_record_of_a_stored_call_removes_all_participants_known_from_anywhere() {
        LiveScene scene = new LiveScene(Setting.USUAL.stored(STORED));
        scene.api.put(call("a", "active"), participant("a", "1"), stay("a", "3", HOUR_AGO, NOON));
        scene.started();
        scene.sent(ended("a", HOUR_AGO, NOON.plusSeconds(2)), participant("a", "4"));
        assertThat(scene.tables.items())
                .contains(new ParticipantGone("a", "2"), new ParticipantGone("a", "3"), new ParticipantGone("a", "4"));
        assertThat(scene.tables.participants).isEmpty();
    }

    @Test
    void other_records_take_no_tombstones_along() {
        LiveScene scene = new LiveScene(Setting.USUAL.stored(STORED));
        scene.started();
        scene.poll();
        int before = scene.tables.items().size();
        scene.sent(ended("created later", NOON.plusSeconds(5), NOON.plusSeconds(9)));
        scene.sent(ended("long ago", NOON.minus(Duration.ofDays(3)), HOUR_AGO.minus(Duration.ofHours(26))));
        scene.sent(ended("much later", HOUR_AGO, HOUR_AGO.plus(Duration.ofHours(26))));
        assertThat(scene.tables.items()).hasSize(before);
        MultiPartyCall unknownCreation = ended("d", null, NOON);
        scene.sent(unknownCreation);
        assertThat(scene.tables.items()).hasSize(before + 1);
    }

    @Test
    void a_poll_with_unanswered_pages_is_no_first_poll() {
        LiveScene scene = new LiveScene(Setting.USUAL.stored(STORED));
        scene.api.fail("active/0");
        scene.started();
        scene.sent(ended("c", NOON.plusSeconds(1), NOON.plusSeconds(3)));
        assertThat(scene.tables.items()).containsExactly(new CallGone("c"));
    }

    @Test
    void without_a_stored_offset_only_what_was_shown_is_removed() {
        LiveScene scene = new LiveScene();
        scene.sent(ended("c", HOUR_AGO, NOON.minusSeconds(30)), participant("c", "7"));
        assertThat(scene.tables.batches).isEmpty();
    }

    @Test
    void disabled_it_removes_the_rows_of_an_earlier_run_once_and_does_nothing_else() {
        LiveScene scene = new LiveScene(Setting.USUAL.stored(STORED).disabled());
        scene.api.put(call("a", "active"));
        scene.started();
        scene.poll();
        assertThat(scene.tables.items()).hasSize(4);
        assertThat(scene.tables.offset.open()).isEmpty();
        assertThat(scene.api.requests).isEmpty();
        assertThat(scene.seen).isSameAs(SeenParticipants.NONE);
        LiveScene again = new LiveScene(
                Setting.USUAL.stored(new LiveOffset(NOON, Map.of())).disabled());
        again.started();
        assertThat(again.tables.batches).isEmpty();
    }

    @Test
    void without_participants_calls_are_followed_and_earlier_participants_removed() {
        LiveScene scene = new LiveScene(Setting.USUAL.stored(STORED).withoutParticipants());
        scene.api.put(call("a", "active"), participant("a", "1"));
        scene.started();
        assertThat(scene.tables.items()).contains(new ParticipantGone("a", "1"), new ParticipantGone("a", "2"));
        assertThat(scene.tables.offset.open().get("a")).isEmpty();
        assertThat(scene.tables.calls).containsKey("a");
        assertThat(scene.api.requests).doesNotContainKey("a/0");
    }
}
