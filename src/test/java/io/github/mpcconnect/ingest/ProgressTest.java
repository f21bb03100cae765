package io.github.mpcconnect.ingest;

import io.github.mpcconnect.config.HistorySettings.BackfillOrder;
import io.github.mpcconnect.metrics.Metric;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;

import static io.github.mpcconnect.simulator.CallBuilder.aCall;
import static org.assertj.core.api.Assertions.assertThat;

/** Lag and progress say what is so when they are read. Findings 1.8 (S11), A4. */
class ProgressTest {

    private static EngineScene busyDays(BackfillOrder order) {
        return EngineScene.at("2026-11-21T10:00:00Z")
                .with(settings -> {
                    settings.order = order;
                    settings.history = Duration.ofDays(30);
                    settings.windowMaxCalls = 50;
                })
                .add(Calls.calls("a", 8_000, "2026-10-23T00:00:00Z", Duration.ofMinutes(5)));
    }

    private static long lag(EngineScene scene) {
        return scene.metrics.value(Metric.LAG_SECONDS);
    }

    @ParameterizedTest
    @EnumSource(BackfillOrder.class)
    void the_lag_grows_during_an_outage_and_returns(BackfillOrder order) {
        EngineScene scene = busyDays(order).start().runFor(Duration.ofMinutes(30));
        assertThat(lag(scene)).isBetween(59L, 80L);
        scene.api.calls(Sick.lists(query -> true, Sick.status(503)));
        scene.runFor(Duration.ofHours(1));
        assertThat(lag(scene)).isBetween(3_600L, 3_700L);
        scene.runFor(Duration.ofHours(1));
        assertThat(lag(scene)).isBetween(7_200L, 7_300L);
        scene.api.withoutFaults();
        scene.runFor(Duration.ofMinutes(5));

        assertThat(lag(scene)).isBetween(59L, 80L);
    }

    @Test
    void the_lag_grows_from_the_start_where_nothing_is_answered() {
        EngineScene scene = busyDays(BackfillOrder.NEWEST_FIRST);
        scene.api.calls(Sick.lists(query -> true, Sick.status(503)));
        scene.start().runFor(Duration.ofMinutes(10));

        assertThat(lag(scene)).isBetween(590L, 610L);
    }

    @Test
    void the_lag_grows_while_the_task_is_not_polled() {
        EngineScene scene = busyDays(BackfillOrder.NEWEST_FIRST).start().runFor(Duration.ofMinutes(30));
        scene.pause().runFor(Duration.ofHours(1));

        assertThat(lag(scene)).isBetween(3_600L, 3_700L);
    }

    /** The oldest first: 0 days were left all the time. */
    @ParameterizedTest
    @EnumSource(BackfillOrder.class)
    void the_days_left_count_down_to_none(BackfillOrder order) {
        EngineScene scene = busyDays(order).start();
        List<Long> left = IntStream.range(0, 60)
                .mapToObj(i -> {
                    scene.runFor(Duration.ofSeconds(5));
                    return scene.metrics.value(Metric.HISTORY_DAYS_LEFT);
                })
                .toList();

        assertThat(left.get(0)).isBetween(20L, 30L);
        assertThat(left).isSortedAccordingTo((a, b) -> Long.compare(b, a));
        assertThat(left).anyMatch(days -> days > 2 && days < 25).endsWith(0L);
    }

    @Test
    void with_the_oldest_first_the_lag_is_that_of_the_history_until_it_is_read() {
        EngineScene scene = busyDays(BackfillOrder.OLDEST_FIRST).start().runFor(Duration.ofSeconds(15));
        assertThat(lag(scene)).isGreaterThan(86_400);
        scene.runFor(Duration.ofMinutes(10));

        assertThat(lag(scene)).isBetween(59L, 80L);
    }

    @Test
    void history_progress_rises_to_one_and_the_time_left_falls_to_zero() {
        EngineScene scene = busyDays(BackfillOrder.NEWEST_FIRST).start().runFor(Duration.ofSeconds(60));
        double before = scene.metrics.number(Metric.HISTORY_PROGRESS).doubleValue();
        assertThat(before).isBetween(0.05, 0.95);
        assertThat(scene.metrics.value(Metric.HISTORY_REMAINING_SECONDS)).isBetween(5L, 600L);
        scene.runFor(Duration.ofMinutes(5));

        assertThat(scene.metrics.number(Metric.HISTORY_PROGRESS)).isEqualTo(1.0);
        assertThat(scene.metrics.value(Metric.HISTORY_REMAINING_SECONDS)).isZero();
    }

    @Test
    void the_age_of_a_gap_grows_until_it_is_closed() {
        EngineScene scene = EngineScene.at("2026-11-21T10:00:00Z")
                .add(Calls.calls("a", 20, "2026-11-21T02:00:00Z", Duration.ofMinutes(5)))
                .start()
                .runFor(Duration.ofMinutes(1));
        assertThat(scene.metrics.value(Metric.GAP_AGE_SECONDS)).isZero();
        scene.api.participants(Sick.participants("sick"::equals, Sick.countOff(1)));
        scene.add(aCall().uuid("sick").endedAt("2026-11-21T10:01:30Z").withParticipants(1))
                .runFor(Duration.ofMinutes(30));
        assertThat(scene.metrics.value(Metric.GAP_AGE_SECONDS)).isBetween(1_500L, 1_800L);
        scene.api.withoutFaults();
        scene.runFor(Duration.ofHours(1));

        assertThat(scene.metrics.value(Metric.GAP_AGE_SECONDS)).isZero();
    }

    @Test
    void the_age_of_the_last_audit_stays_within_an_interval_and_lateness_is_the_greatest_seen() {
        EngineScene scene = EngineScene.at("2026-11-21T10:00:00Z")
                .add(Calls.calls("a", 20, "2026-11-21T02:00:00Z", Duration.ofMinutes(5)))
                .start()
                .runFor(Duration.ofHours(1));
        assertThat(scene.metrics.value(Metric.AUDIT_AGE_SECONDS)).isBetween(0L, 700L);
        assertThat(scene.metrics.value(Metric.MAX_LATENESS_SECONDS)).isZero();
        scene.add(aCall().uuid("late").endedAt("2026-11-21T10:30:00Z")).runFor(Duration.ofMinutes(30));

        assertThat(scene.metrics.value(Metric.MAX_LATENESS_SECONDS)).isBetween(1_800L, 3_000L);
        scene.api.calls(Sick.lists(query -> true, Sick.status(503)));
        scene.runFor(Duration.ofHours(2));
        assertThat(scene.metrics.value(Metric.AUDIT_AGE_SECONDS)).isGreaterThan(7_000);
    }
}
