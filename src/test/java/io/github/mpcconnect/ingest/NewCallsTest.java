package io.github.mpcconnect.ingest;

import io.github.mpcconnect.timeline.Window;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

import static io.github.mpcconnect.config.BackfillOrder.OLDEST_FIRST;
import static io.github.mpcconnect.simulator.CallBuilder.aCall;
import static org.assertj.core.api.Assertions.assertThat;

class NewCallsTest {

    @Test
    void windows_tile_time_and_stay_a_settle_delay_behind() {
        EngineScene scene = EngineScene.longHistory("2026-11-21T10:00:00Z")
                .since("2026-11-21")
                .start()
                .runFor(Duration.ofMinutes(8));

        List<Window> windows =
                scene.listed.stream().filter(window -> window.seconds() < 60).toList();
        assertThat(windows).hasSizeBetween(46, 48);
        for (int i = 1; i < windows.size(); i++) {
            assertThat(windows.get(i).after()).isEqualTo(windows.get(i - 1).upTo());
        }
        assertThat(windows.get(windows.size() - 1).upTo())
                .isBetween(scene.now().minusSeconds(72), scene.now().minusSeconds(60));
    }

    @Test
    void the_front_moves_over_midnight() {
        EngineScene scene = EngineScene.longHistory("2026-11-21T23:50:00Z")
                .since("2026-11-21")
                .add(aCall().uuid("before").endedAt("2026-11-21T23:59:59Z"))
                .add(aCall().uuid("midnight").endedAt("2026-11-22T00:00:00Z"))
                .add(aCall().uuid("after").endedAt("2026-11-22T00:00:01Z"))
                .start()
                .runUntil("2026-11-22T00:02:00Z");

        assertThat(scene.ids()).containsExactly("before", "midnight", "after");
        assertThat(scene.day("2026-11-21").calls()).isEqualTo(2);
        assertThat(scene.day("2026-11-21").endTime()).isEqualTo("2026-11-22T00:00:00Z");
        assertThat(scene.day("2026-11-22").calls()).isOne();
    }

    @Test
    void after_a_short_stop_new_calls_go_on_where_they_were() {
        EngineScene scene = EngineScene.longHistory("2026-11-21T10:00:00Z")
                .since("2026-11-21")
                .add(aCall().uuid("first").endedAt("2026-11-21T10:04:00Z"))
                .add(aCall().uuid("missed").endedAt("2026-11-21T10:08:00Z"))
                .start()
                .runUntil("2026-11-21T10:06:00Z")
                .crash()
                .runUntil("2026-11-21T10:12:00Z");
        scene.start().runFor(Duration.ofSeconds(30));

        assertThat(scene.ids()).containsExactly("first", "missed");
        assertThat(scene.day("2026-11-21").gaps().isEmpty()).isTrue();
    }

    @Test
    void after_a_long_stop_new_calls_are_current_at_once_and_the_rest_is_a_gap() {
        EngineScene scene = EngineScene.longHistory("2026-11-21T10:00:00Z")
                .since("2026-11-21")
                .add(aCall().uuid("first").endedAt("2026-11-21T10:04:00Z"))
                .start()
                .runUntil("2026-11-21T10:06:00Z")
                .crash();
        for (int i = 0; i < 1_500; i++) {
            scene.add(aCall().uuid("missed-" + i)
                    .endedAt(Instant.parse("2026-11-21T10:10:00Z").plusSeconds(i)));
        }
        scene.add(aCall().uuid("new").endedAt("2026-11-21T12:00:00Z"));
        scene.runUntil("2026-11-21T12:00:55Z").start().runFor(Duration.ofSeconds(20));

        assertThat(scene.ids()).contains("new").startsWith("first").hasSizeLessThan(1_400);
        assertThat(scene.day("2026-11-21").gaps().unread()).isNotEmpty();
        scene.runFor(Duration.ofMinutes(5));
        assertThat(scene.ids()).hasSize(1_502).doesNotHaveDuplicates();
        assertThat(scene.day("2026-11-21").gaps().isEmpty()).isTrue();
        assertThat(scene.memory()).isZero();
    }

    @Test
    void a_stop_over_several_midnights_leaves_no_day_out() {
        EngineScene scene = EngineScene.longHistory("2026-11-21T10:00:00Z")
                .since("2026-11-21")
                .start()
                .runUntil("2026-11-21T10:06:00Z")
                .crash()
                .add(aCall().uuid("a").endedAt("2026-11-21T15:00:00Z"))
                .add(aCall().uuid("b").endedAt("2026-11-22T15:00:00Z"))
                .add(aCall().uuid("c").endedAt("2026-11-23T00:00:00Z"))
                .add(aCall().uuid("d").endedAt("2026-11-24T05:00:00Z"))
                .runUntil("2026-11-24T10:00:00Z");
        scene.start().runFor(Duration.ofMinutes(2));

        assertThat(scene.ids()).containsExactlyInAnyOrder("a", "b", "c", "d");
        assertThat(scene.day("2026-11-22").calls()).isEqualTo(2);
        assertThat(scene.day("2026-11-24").gaps().isEmpty()).isTrue();
    }

    @Test
    void with_the_oldest_first_all_is_read_in_the_order_of_time() {
        EngineScene scene = EngineScene.longHistory("2026-11-21T10:00:00Z", OLDEST_FIRST)
                .since("2026-11-18")
                .add(aCall().uuid("a").endedAt("2026-11-18T15:00:00Z"))
                .add(aCall().uuid("b").endedAt("2026-11-19T15:00:00Z"))
                .add(aCall().uuid("c").endedAt("2026-11-20T15:00:00Z"))
                .add(aCall().uuid("d").endedAt("2026-11-21T05:00:00Z"))
                .add(aCall().uuid("e").endedAt("2026-11-21T10:01:00Z"))
                .start()
                .runFor(Duration.ofMinutes(4));

        assertThat(scene.ids()).containsExactly("a", "b", "c", "d", "e");
        assertThat(scene.day("2026-11-21").gaps().isEmpty()).isTrue();
    }

    @Test
    void more_calls_than_a_window_holds_are_read_without_waiting_for_the_next_poll() {
        EngineScene scene = EngineScene.longHistory("2026-11-21T10:00:00Z").since("2026-11-21");
        for (int i = 0; i < 900; i++) {
            scene.add(aCall().uuid("call-" + i)
                    .endedAt(Instant.parse("2026-11-21T10:01:00Z").plusSeconds(i % 5)));
        }
        scene.start().runUntil("2026-11-21T10:02:45Z");

        assertThat(scene.ids()).hasSize(900).doesNotHaveDuplicates();
    }
}
