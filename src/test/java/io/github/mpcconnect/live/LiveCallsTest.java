package io.github.mpcconnect.live;

import io.github.mpcconnect.api.ApiPage;
import io.github.mpcconnect.api.CallQuery;
import io.github.mpcconnect.batch.LiveChange.CallGone;
import io.github.mpcconnect.batch.LiveChange.CallSeen;
import io.github.mpcconnect.batch.LiveChange.ParticipantGone;
import io.github.mpcconnect.metrics.Metric;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;

import static io.github.mpcconnect.live.LiveSamples.NOON;
import static io.github.mpcconnect.live.LiveSamples.call;
import static io.github.mpcconnect.live.LiveSamples.participant;
import static io.github.mpcconnect.live.LiveSamples.stay;
import static org.assertj.core.api.Assertions.assertThat;

/** What the tables show of what the API returns, while all goes well and while parts of it are not answered. */
class LiveCallsTest {

    private final LiveScene scene = new LiveScene();

    @Test
    void calls_and_participants_are_shown_and_the_offset_names_them() {
        scene.api.put(call("a", "active"), participant("a", "1"), participant("a", "2"));
        scene.api.put(call("b", "initialized"));
        scene.started();
        assertThat(scene.tables.calls).containsOnlyKeys("a", "b");
        assertThat(scene.tables.participants).containsOnlyKeys("a/1", "a/2");
        assertThat(scene.tables.offset.seenAt()).isEqualTo(NOON);
        assertThat(scene.tables.offset.open().get("a")).containsExactly("1", "2");
        assertThat(scene.metrics.value(Metric.LIVE_CALLS)).isEqualTo(2);
    }

    @Test
    void only_changes_are_sent() {
        scene.api.put(call("a", "active"), participant("a", "1"));
        scene.started();
        int batches = scene.tables.batches.size();
        scene.poll();
        assertThat(scene.tables.batches).hasSize(batches);
        scene.api.put(call("a", "active"), participant("a", "1"), participant("a", "2"));
        scene.poll();
        assertThat(scene.tables.batches.get(batches).items()).hasSize(1);
        assertThat(scene.tables.participants).containsOnlyKeys("a/1", "a/2");
    }

    @Test
    void lists_are_read_in_order_of_a_calls_life_for_24_hours_with_live_filters() {
        scene.loop.advance(Duration.ofMillis(1_500));
        scene.started();
        assertThat(scene.api.queries).extracting(CallQuery::status).containsExactly("initialized", "active");
        CallQuery query = scene.api.queries.get(0);
        assertThat(query.createdUpTo()).isEqualTo(NOON.plusSeconds(1));
        assertThat(query.createdFrom()).isEqualTo(NOON.plusSeconds(1).minus(Duration.ofHours(24)));
        assertThat(List.of(query.friendlyName(), query.subAccount())).containsExactly("queue", "SA1");
        assertThat(query.terminationCauseCode()).isNull();
    }

    @Test
    void no_participants_are_requested_of_initialized_calls() {
        scene.api.put(call("b", "initialized"));
        scene.started();
        assertThat(scene.api.requests).doesNotContainKey("b/0");
    }

    @Test
    void a_call_that_becomes_active_while_the_lists_are_read_is_active() {
        scene.api.put(call("a", "initialized"));
        scene.live.start();
        scene.loop.advance(Duration.ofMillis(120));
        scene.api.put(call("a", "active"), participant("a", "1"));
        scene.loop.advance(Duration.ofSeconds(1));
        assertThat(scene.tables.items()).filteredOn(CallSeen.class::isInstance).hasSize(1);
        assertThat(scene.tables.calls.get("a").status()).isEqualTo("active");
    }

    @Test
    void a_call_is_gone_after_two_polls_without_it_its_participants_first() {
        scene.api.put(call("a", "active"), participant("a", "1"));
        scene.started();
        scene.api.end("a");
        scene.poll();
        assertThat(scene.tables.calls).containsKey("a");
        scene.poll();
        assertThat(scene.tables.last()).containsExactly(new ParticipantGone("a", "1"), new CallGone("a"));
        assertThat(scene.tables.offset.open()).isEmpty();
    }

    @Test
    void a_row_that_vanished_wrongly_returns_with_the_next_poll() {
        scene.api.put(call("a", "active"), participant("a", "1"));
        scene.started();
        scene.api.end("a");
        scene.poll();
        scene.poll();
        scene.api.put(call("a", "active"), participant("a", "1"));
        scene.poll();
        assertThat(scene.tables.participants).containsOnlyKeys("a/1");
    }

    @Test
    void a_listed_call_with_an_end_is_over() {
        scene.api.put(call("a", "active"));
        scene.started();
        scene.api.put(call("a", "active", NOON.minusSeconds(60), NOON, "an answer"));
        scene.poll();
        scene.poll();
        assertThat(scene.tables.calls).isEmpty();
    }

    @Test
    void while_a_page_is_not_answered_calls_come_and_none_goes() {
        IntStream.range(0, 30).forEach(i -> scene.api.put(call("c" + i, "initialized")));
        scene.api.fail("initialized/20");
        scene.started();
        assertThat(scene.tables.calls).hasSize(20);
        scene.api.end("c0");
        IntStream.range(0, 5).forEach(i -> scene.poll());
        assertThat(scene.tables.calls).hasSizeGreaterThanOrEqualTo(20).containsKey("c0");
        scene.api.instead.clear();
        scene.poll();
        scene.poll();
        assertThat(scene.tables.calls).hasSize(29).doesNotContainKey("c0");
    }

    @Test
    void a_list_without_objects_though_it_counts_some_removes_no_call() {
        scene.api.put(call("a", "active"));
        scene.started();
        scene.api.instead.put(
                "active/0", () -> ApiPage.aPage(List.of()).count(7).apiId(null).build());
        IntStream.range(0, 3).forEach(i -> scene.poll());
        assertThat(scene.tables.calls).containsKey("a");
    }

    @Test
    void somebody_who_is_no_longer_in_a_proven_list_or_has_an_exit_time_is_gone() {
        scene.api.put(call("a", "active"), participant("a", "1"), participant("a", "2"), participant("a", "3"));
        scene.started();
        scene.api.put(call("a", "active"), participant("a", "1"), stay("a", "2", NOON.minusSeconds(50), NOON));
        scene.poll();
        assertThat(scene.tables.participants).containsOnlyKeys("a/1");
    }

    @Test
    void somebody_who_came_back_has_one_row_and_two_stays() {
        scene.api.put(
                call("a", "active"),
                stay("a", "1", NOON.plusSeconds(2), null),
                stay("a", "1", NOON, NOON.plusSeconds(1)));
        scene.started();
        assertThat(scene.tables.participants.get("a/1").joinTime()).isEqualTo(NOON.plusSeconds(2));
        assertThat(scene.seen.of("a")).hasSize(2);
        assertThat(scene.seen.of("a").get(0).joinTime()).isEqualTo(NOON);
    }

    @Test
    void a_participants_list_that_fails_or_holds_nulls_adds_what_it_returned() {
        scene.api.put(call("a", "active"), participant("a", "1"));
        scene.started();
        scene.api.fail("a/0");
        scene.poll();
        assertThat(scene.tables.participants).containsOnlyKeys("a/1");
        scene.api.instead.put("a/0", () -> FakeLiveApi.page(List.of(participant("a", "2")), List.of(), 1));
        scene.poll();
        assertThat(scene.tables.participants).containsOnlyKeys("a/1", "a/2");
        assertThat(scene.seen.of("a")).hasSize(2);
    }

    @Test
    void an_old_stay_in_an_incomplete_list_does_not_remove_who_came_back() {
        scene.api.put(call("a", "active"), stay("a", "1", NOON.plusSeconds(2), null));
        scene.started();
        scene.api.instead.put(
                "a/0", () -> FakeLiveApi.page(List.of(stay("a", "1", NOON, NOON.plusSeconds(1))), List.of(), 1));
        scene.poll();
        assertThat(scene.tables.participants).containsOnlyKeys("a/1");
    }

    @Test
    void the_next_poll_begins_an_interval_after_the_last_or_when_it_ended() {
        scene.started();
        IntStream.range(0, 5).forEach(i -> scene.poll());
        assertThat(scene.api.requests.get("active/0")).isEqualTo(6);
        assertThat(scene.metrics.value(Metric.LIVE_INTERVAL_MS)).isEqualTo(10_000);
        LiveScene slow = new LiveScene(LiveScene.Setting.USUAL.rate(1, 1));
        IntStream.range(0, 28).forEach(i -> slow.api.put(call("c" + i, "active"), participant("c" + i, "1")));
        slow.live.start();
        slow.loop.advance(Duration.ofSeconds(100));
        assertThat(slow.metrics.value(Metric.LIVE_INTERVAL_MS)).isBetween(30_000L, 32_000L);
    }

    @Test
    void no_poll_begins_while_batches_of_the_last_one_wait() {
        scene.api.put(call("a", "active"));
        scene.started();
        scene.tables.isTaken = false;
        scene.loop.advance(Duration.ofMinutes(5));
        assertThat(scene.api.requests.get("active/0")).isEqualTo(1);
        scene.tables.isTaken = true;
        scene.loop.advance(Duration.ofSeconds(1));
        assertThat(scene.api.requests.get("active/0")).isEqualTo(2);
    }

    @Test
    void participants_requests_are_submitted_a_few_at_a_time() {
        IntStream.range(0, 500).forEach(i -> scene.api.put(call("c" + i, "active"), participant("c" + i, "1")));
        scene.started();
        assertThat(scene.tables.participants).hasSize(500);
        assertThat(scene.requests.maxWaiting).isLessThanOrEqualTo(LivePoll.MAX_SUBMITTED);
    }

    @Test
    void changes_are_sent_as_they_come_in_calls_first() {
        LiveScene slow = new LiveScene(LiveScene.Setting.USUAL.rate(5, 4));
        IntStream.range(0, 40).forEach(i -> slow.api.put(call("c" + i, "active"), participant("c" + i, "1")));
        slow.live.start();
        slow.loop.advance(Duration.ofMillis(1_000));
        assertThat(slow.tables.calls).hasSize(40);
        slow.loop.advance(Duration.ofSeconds(4));
        assertThat(slow.tables.participants).hasSizeBetween(12, 24);
        assertThat(slow.tables.batches).hasSizeBetween(4, 7);
    }

    @Test
    void a_batch_holds_about_a_thousand_rows_at_most() {
        IntStream.range(0, 2_500).forEach(i -> scene.api.put(call("c" + i, "initialized")));
        scene.started();
        assertThat(scene.tables.batches).allMatch(batch -> batch.items().size() <= LiveOutbox.MAX_ITEMS);
        assertThat(scene.tables.calls).hasSize(2_500);
    }

    @Test
    void after_close_nothing_is_requested_or_sent() {
        scene.api.put(call("a", "active"), participant("a", "1"));
        scene.live.start();
        scene.loop.advance(Duration.ofMillis(220));
        scene.live.close();
        scene.api.requests.clear();
        int batches = scene.tables.batches.size();
        scene.loop.advance(Duration.ofMinutes(1));
        assertThat(scene.api.requests).isEmpty();
        assertThat(scene.tables.batches).hasSize(batches);
        assertThat(scene.failures).isEmpty();
    }
}
