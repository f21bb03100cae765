package io.github.mpcconnect.live;

import io.github.mpcconnect.live.LiveScene.Setting;
import io.github.mpcconnect.metrics.Metric;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Queue;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;

import static io.github.mpcconnect.live.LiveSamples.call;
import static io.github.mpcconnect.live.LiveSamples.ended;
import static io.github.mpcconnect.live.LiveSamples.stay;
import static org.assertj.core.api.Assertions.assertThat;

/** 2,000 calls in progress, seven of which end and seven more begin every second; a round trip takes 100 ms. */
class LiveLoadTest {

    private static final int CALLS = 2_000;
    private static final int PER_SECOND = 7;
    private static final Duration SECOND = Duration.ofSeconds(1);

    private final Random random = new Random(7);
    private final Queue<String> oldestFirst = new ArrayDeque<>();
    private final Map<String, Instant> begun = new HashMap<>();
    private final Map<String, Instant> over = new HashMap<>();
    private LiveScene scene;
    private int number;

    @Test
    void with_2500_requests_per_five_seconds_the_tables_are_some_seconds_behind() {
        scene = new LiveScene(Setting.USUAL.rate(250, 64));
        follow(Duration.ofMinutes(2), Duration.ofSeconds(14), Duration.ofSeconds(24), Duration.ofSeconds(24));
        assertThat(scene.metrics.value(Metric.LIVE_INTERVAL_MS)).isBetween(10_000L, 11_000L);
    }

    @Test
    void with_the_default_allowance_the_interval_stretches_and_the_tables_follow() {
        scene = new LiveScene(Setting.USUAL.rate(30, 16));
        follow(Duration.ofMinutes(6), Duration.ofSeconds(80), Duration.ofSeconds(150), Duration.ofSeconds(150));
        assertThat(scene.metrics.value(Metric.LIVE_INTERVAL_MS)).isBetween(65_000L, 75_000L);
    }

    @Test
    void with_the_calls_own_records_rows_go_when_these_are_sent() {
        scene = new LiveScene(Setting.USUAL.rate(30, 16));
        populate();
        scene.live.start();
        for (int second = 0; second < 150; second++) {
            change();
            scene.loop.advance(SECOND);
            over.keySet().forEach(id -> scene.sent(ended(id, LiveSamples.NOON, over.get(id))));
            assertThat(Collections.disjoint(scene.tables.calls.keySet(), over.keySet()))
                    .isTrue();
            assertThat(scene.seen.of(over.keySet().iterator().next())).isEmpty();
            over.clear();
        }
    }

    /**
     * @param toShow how old a call is at most when its row is there
     * @param toRemove how long after its end a call's row is there at most
     * @param toJoin how old a call is at most when its participants' rows are there
     */
    private void follow(Duration length, Duration toShow, Duration toRemove, Duration toJoin) {
        populate();
        scene.live.start();
        scene.loop.advance(toJoin);
        for (int second = 0; second < length.toSeconds(); second++) {
            change();
            scene.loop.advance(SECOND);
            Instant now = scene.now();
            assertThat(scene.tables.calls.keySet().containsAll(late(begun, toShow, now)))
                    .isTrue();
            assertThat(scene.tables.participants.keySet().containsAll(joined(late(begun, toJoin, now))))
                    .isTrue();
            assertThat(Collections.disjoint(scene.tables.calls.keySet(), late(over, toRemove, now)))
                    .isTrue();
        }
        int maxItems = scene.tables.batches.stream()
                .mapToInt(batch -> batch.items().size())
                .max()
                .orElseThrow();
        assertThat(maxItems).isLessThan(LiveOutbox.MAX_ITEMS + 10);
        assertThat(scene.tables.batches.size())
                .isLessThan(2 * (int) length.plus(toJoin).toSeconds());
    }

    private static Set<String> late(Map<String, Instant> since, Duration limit, Instant now) {
        Set<String> late = new HashSet<>();
        since.forEach((id, at) -> {
            if (at.plus(limit).isBefore(now)) {
                late.add(id);
            }
        });
        return late;
    }

    private static Set<String> joined(Set<String> calls) {
        return calls.stream().map(id -> id + "/1").collect(Collectors.toSet());
    }

    private void populate() {
        for (int i = 0; i < CALLS; i++) {
            begin(scene.now().minusSeconds(300 - i * 300 / CALLS));
        }
    }

    private void change() {
        for (int i = 0; i < PER_SECOND; i++) {
            String oldest = oldestFirst.remove();
            scene.api.end(oldest);
            over.put(oldest, scene.now());
            begun.remove(oldest);
            begin(scene.now());
        }
    }

    private void begin(Instant created) {
        String id = "c" + number++;
        scene.api.put(
                call(id, "active", created, null, "an answer"),
                stay(id, "1", created, null),
                stay(id, "2", created.plusSeconds(random.nextInt(5)), null));
        begun.put(id, created);
        oldestFirst.add(id);
    }
}
