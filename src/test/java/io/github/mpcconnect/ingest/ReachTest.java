package io.github.mpcconnect.ingest;

import io.github.mpcconnect.api.CallQuery;
import io.github.mpcconnect.config.HistorySettings.BackfillOrder;
import io.github.mpcconnect.metrics.Metric;
import io.github.mpcconnect.support.LogLines;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

import static io.github.mpcconnect.simulator.CallBuilder.aCall;
import static org.assertj.core.api.Assertions.assertThat;

/** What the API no longer has is named, and never counts as empty or closed. */
class ReachTest {

    private static final Duration HOUR = Duration.ofHours(1);

    /** Finding 1.5 (S6). */
    @ParameterizedTest
    @EnumSource(BackfillOrder.class)
    void days_before_the_reach_that_start_time_asks_for_are_lost_and_get_no_row(BackfillOrder order) {
        EngineScene scene = EngineScene.at("2026-11-21T10:00:00Z").with(settings -> {
            settings.order = order;
            settings.history = Duration.ofDays(5);
            settings.startTime = Instant.parse("2026-11-01T13:00:00Z");
        });
        scene.account.calls().history(Duration.ofDays(5));
        scene.add(Calls.calls("a", 21, "2026-11-01T02:00:00Z", Duration.ofDays(1)));
        try (LogLines log = LogLines.of("io.github.mpcconnect.ingest")) {
            scene.start().runFor(HOUR);
            assertThat(log.with("ERROR", "2026-11-01", "2026-11-16")).hasSize(1);
        }

        assertThat(scene.metrics.value(Metric.DAYS_LOST)).isEqualTo(16);
        assertThat(scene.written.rows.keySet()).noneMatch(day -> day.compareTo(Written.day("2026-11-17")) < 0);
        assertThat(scene.written.hasOffset("2026-11-16")).isFalse();
        assertThat(scene.ids()).containsExactlyInAnyOrder("a-16", "a-17", "a-18", "a-19", "a-20");
    }

    /** Finding 1.5 (S7). */
    @Test
    void days_that_leave_the_reach_during_a_stop_are_lost() {
        EngineScene scene = EngineScene.at("2026-11-01T10:00:00Z")
                .with(settings -> settings.history = Duration.ofDays(5))
                .start()
                .runFor(HOUR)
                .crash()
                .runUntil("2026-11-15T10:00:00Z");
        try (LogLines log = LogLines.of("io.github.mpcconnect.ingest")) {
            scene.start().runFor(HOUR);
            assertThat(log.with("ERROR", "2026-11-01", "2026-11-10")).hasSize(1);
        }

        assertThat(scene.metrics.value(Metric.DAYS_LOST)).isEqualTo(10);
    }

    @Test
    void days_that_an_interrupted_history_had_not_read_are_lost_once_they_leave_the_reach() {
        EngineScene scene = EngineScene.at("2026-11-10T10:00:00Z").with(settings -> {
            settings.history = Duration.ofDays(8);
            settings.windowMaxCalls = 20;
        });
        scene.add(Calls.calls("a", 2_000, "2026-11-02T02:00:00Z", Duration.ofMinutes(5)));
        scene.start().runFor(Duration.ofSeconds(12)).crash();
        assertThat(scene.written.hasOffset("2026-11-03")).isFalse();
        scene.runUntil("2026-11-16T10:00:00Z").start().runFor(HOUR);

        assertThat(scene.metrics.value(Metric.DAYS_LOST)).isPositive();
    }

    @Test
    void a_day_that_leaves_the_reach_with_a_gap_is_disputed() {
        EngineScene scene = EngineScene.at("2026-11-21T10:00:00Z")
                .with(settings -> {
                    settings.history = Duration.ofDays(3);
                    settings.auditDays = 30;
                })
                .add(Calls.calls("a", 100, "2026-11-20T02:00:00Z", Duration.ofMinutes(5)));
        scene.api.calls(Sick.lists(Sick.holding("2026-11-20T03:00:00Z"), Sick.status(500)));
        scene.start().runUntil("2026-11-23T23:30:00Z");

        assertThat(scene.state("2026-11-20")).isEqualTo("disputed");
        assertThat(scene.gaps("2026-11-20")).isEqualTo("02:59:59/03:00:00");
        assertThat(scene.ids()).hasSize(99).doesNotHaveDuplicates();
        assertThat(scene.metrics.value(Metric.DAYS_DISPUTED)).isPositive();
    }

    /** Finding 1.10: the floor was the edge to the second. */
    @Test
    void nothing_within_an_hour_of_the_edge_is_asked_for() {
        EngineScene scene =
                EngineScene.at("2026-11-21T00:30:00Z").with(settings -> settings.history = Duration.ofDays(3));
        Instant[] oldest = {Instant.MAX};
        scene.api.calls((query, page) -> {
            boolean older = query.endedAfter() != null && query.endedAfter().isBefore(oldest[0]);
            oldest[0] = older ? query.endedAfter() : oldest[0];
            return page;
        });
        scene.start().runFor(HOUR);

        assertThat(oldest[0]).isEqualTo("2026-11-19T00:00:00Z");
    }

    /** Finding 1.3 (S12). */
    @Test
    void the_first_day_of_history_is_read_from_its_start() {
        EngineScene scene = EngineScene.at("2026-11-21T10:00:00Z")
                .with(settings -> settings.startTime = Instant.parse("2026-11-20T15:00:00Z"))
                .add(aCall().uuid("a").endedAt("2026-11-20T00:00:01Z"))
                .start()
                .runFor(HOUR);

        assertThat(scene.ids()).containsExactly("a");
        assertThat(scene.offset("2026-11-20")).containsEntry("end_time", "2026-11-21T00:00:00Z");
    }

    /** Finding 1.10: it asked for 2020. */
    @Test
    void the_first_requests_are_harmless_whatever_time_it_is() {
        EngineScene scene = EngineScene.at("2026-11-21T10:00:00Z");
        List<CallQuery> queries = new ArrayList<>();
        scene.api.calls((query, page) -> {
            queries.add(query);
            return page;
        });
        scene.start().runFor(Duration.ofMinutes(1));

        assertThat(queries.subList(0, 2)).containsOnly(CallQuery.HARMLESS);
        assertThat(queries.subList(2, queries.size())).allMatch(query -> query.endedAfter() != null);
    }

    @ParameterizedTest
    @EnumSource(BackfillOrder.class)
    void days_that_leave_the_reach_unread_while_the_task_is_paused_are_lost(BackfillOrder order) {
        EngineScene scene = EngineScene.at("2026-11-10T10:00:00Z").with(settings -> {
            settings.order = order;
            settings.history = Duration.ofDays(8);
            settings.windowMaxCalls = 20;
        });
        scene.add(Calls.calls("a", 2_500, "2026-11-02T02:00:00Z", Duration.ofMinutes(5)));
        try (LogLines log = LogLines.of("io.github.mpcconnect.ingest")) {
            scene.start().runFor(Duration.ofSeconds(8)).pause().runUntil("2026-11-13T12:00:00Z");
            scene.resume().runFor(HOUR);
            assertThat(log.with("ERROR", "2026-11-0")).isNotEmpty();
        }

        assertThat(scene.metrics.value(Metric.DAYS_LOST)).isBetween(1L, 3L);
        assertThat(scene.ids()).doesNotHaveDuplicates();
    }
}
