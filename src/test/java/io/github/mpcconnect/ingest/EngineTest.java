package io.github.mpcconnect.ingest;

import io.github.mpcconnect.batch.Change;
import io.github.mpcconnect.config.HistorySettings.BackfillOrder;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.time.Duration;
import java.time.Instant;
import java.util.Random;

import static io.github.mpcconnect.simulator.CallBuilder.aCall;
import static org.assertj.core.api.Assertions.assertThat;

/** The engine on good days. */
class EngineTest {
    private static final Instant START = Instant.parse("2026-11-21T10:00:00Z");
    private static final Duration QUIET = Duration.ofHours(7);

    /** Per day that is not final: its parts are counted, and it is listed in windows. */
    private static final int DAYS = 3;

    private static final int PARTS = 5;
    private static final int LISTINGS = 2;

    @Test
    void reads_history_and_new_calls() {
        EngineScene scene = EngineScene.at("2026-11-21T10:00:00Z")
                .add(aCall().uuid("old").endedAt("2026-11-18T10:00:00Z").withParticipants(2))
                .add(aCall().uuid("today").endedAt("2026-11-21T08:00:00Z").withParticipants(3))
                .add(aCall().uuid("new").endedAt("2026-11-21T10:05:00Z").withParticipants(1))
                .start()
                .runFor(Duration.ofMinutes(10));

        assertThat(scene.ids()).containsExactlyInAnyOrder("old", "today", "new");
        assertThat(scene.ids(Change.NEW)).hasSize(3);
        assertThat(scene.newest("today").participants()).hasSize(3);
        assertThat(scene.state("2026-11-18")).isEqualTo("closed");
        assertThat(scene.state("2026-11-20")).isEqualTo("read");
        assertThat(scene.state("2026-11-21")).isEqualTo("open");
    }

    @Test
    void days_close_two_days_after_their_end() {
        EngineScene scene = EngineScene.at("2026-11-21T10:00:00Z")
                .add(aCall().uuid("a").endedAt("2026-11-21T08:00:00Z").withParticipants(3))
                .add(aCall().uuid("b").endedAt("2026-11-21T12:00:00Z").withParticipants(3))
                .start()
                .runUntil("2026-11-24T00:20:00Z");

        assertThat(scene.ids()).containsExactlyInAnyOrder("a", "b");
        assertThat(scene.state("2026-11-21")).isEqualTo("closed");
        assertThat(scene.state("2026-11-22")).isEqualTo("read");
        assertThat(scene.offset("2026-11-21")).containsEntry("calls", 2L);
    }

    @Test
    void sends_late_calls_once() {
        EngineScene scene = EngineScene.at("2026-11-21T10:00:00Z")
                .add(aCall().uuid("a").endedAt("2026-11-21T08:00:00Z"))
                .start()
                .runFor(Duration.ofMinutes(5))
                .add(aCall().uuid("late").endedAt("2026-11-21T08:30:00Z"))
                .runFor(Duration.ofHours(14));

        assertThat(scene.ids(Change.LATE)).containsExactly("late");
        assertThat(scene.ids()).containsExactlyInAnyOrder("a", "late");
    }

    @Test
    void after_a_crash_late_calls_are_distinguished_from_those_sent() {
        EngineScene scene = EngineScene.at("2026-11-21T10:00:00Z");
        for (int i = 0; i < 60; i++) {
            scene.add(aCall().uuid("a" + i).endedAt("2026-11-21T08:%02d:00Z".formatted(i)));
        }
        scene.start().runFor(Duration.ofMinutes(5)).crash();
        for (int i = 0; i < 30; i++) {
            scene.add(aCall().uuid("late" + i).endedAt("2026-11-21T08:%02d:30Z".formatted(i)));
        }
        scene.start().runFor(Duration.ofHours(2));

        assertThat(scene.ids()).hasSize(90).doesNotHaveDuplicates();
        assertThat(scene.ids(Change.LATE)).hasSize(30);
    }

    // Where there is no work, requests are polls and audits, and nothing more

    @Property(tries = 8)
    void no_work_takes_polls_and_audits_only(@ForAll @IntRange(max = 400) int calls, @ForAll long seed) {
        EngineScene scene = EngineScene.at(START.toString());
        Random random = new Random(seed);
        for (int i = 0; i < calls; i++) {
            scene.add(aCall().uuid("call-" + i)
                    .endedAt(START.minusSeconds(1 + random.nextInt(4 * 86_400)))
                    .withParticipants(2));
        }
        scene.start().runFor(Duration.ofMinutes(15));
        long lists = scene.api.callsRequests();
        long participants = scene.api.participantsRequests();
        scene.runFor(QUIET);

        long polls = QUIET.toSeconds() / 10;
        long counts = DAYS * PARTS * (QUIET.toMinutes() / 10);
        long pages = LISTINGS * (calls / 20 + DAYS * 10L);
        assertThat(scene.api.callsRequests() - lists).isLessThanOrEqualTo(polls + counts + pages);
        assertThat(scene.api.participantsRequests()).isEqualTo(participants).isEqualTo(calls);
    }

    // While the task is not polled nothing is requested, and afterwards all that was missed comes

    private static EngineScene busyDays() {
        return EngineScene.at("2026-11-21T10:00:00Z")
                .with(settings -> settings.settleDelay = Duration.ofSeconds(10))
                .add(Calls.calls("old", 300, "2026-11-19T08:00:00Z", Duration.ofMinutes(1)))
                .add(Calls.calls("new", 1_000, "2026-11-21T09:00:00Z", Duration.ofSeconds(30)));
    }

    @Test
    void nothing_is_requested_or_held_while_it_is_not_polled() {
        EngineScene scene = busyDays().start().runFor(Duration.ofMinutes(20));
        scene.pause().runFor(Duration.ofSeconds(10));
        long requests = scene.api.callsRequests() + scene.api.participantsRequests();
        scene.runFor(Duration.ofHours(3));

        assertThat(scene.api.callsRequests() + scene.api.participantsRequests()).isEqualTo(requests);
        assertThat(scene.memory()).isLessThan(100_000);
    }

    @ParameterizedTest
    @CsvSource({"NEWEST_FIRST, 5", "NEWEST_FIRST, 11", "NEWEST_FIRST, 240", "OLDEST_FIRST, 5", "OLDEST_FIRST, 240"})
    void after_a_pause_new_calls_are_current_at_once_and_the_missed_part_follows(BackfillOrder order, int minutes) {
        EngineScene scene =
                busyDays().with(settings -> settings.order = order).start().runFor(Duration.ofMinutes(20));
        scene.pause().runFor(Duration.ofMinutes(minutes)).resume().runFor(Duration.ofMinutes(3));
        Calls.runAndExpectAllBut(id -> false, scene, Duration.ofMinutes(20));

        assertThat(scene.ids()).doesNotHaveDuplicates();
    }

    /** The day of the pause ends meanwhile. */
    @ParameterizedTest
    @CsvSource({"NEWEST_FIRST", "OLDEST_FIRST"})
    void after_a_pause_over_two_midnights_all_days_are_read_to_their_end(BackfillOrder order) {
        EngineScene scene = busyDays()
                .with(settings -> settings.order = order)
                .add(Calls.calls("later", 300, "2026-11-21T22:00:00Z", Duration.ofMinutes(9)))
                .start()
                .runFor(Duration.ofMinutes(20));
        scene.pause().runUntil("2026-11-23T04:00:00Z").resume().runFor(Duration.ofMinutes(10));
        Calls.runAndExpectAllBut(id -> false, scene, Duration.ofMinutes(20));

        assertThat(scene.ids()).doesNotHaveDuplicates();
        assertThat(scene.state("2026-11-21")).isEqualTo("read");
        assertThat(scene.state("2026-11-22")).isEqualTo("read");
    }

    @Test
    void what_is_held_between_listing_and_kafka_returns_to_nothing() {
        EngineScene scene = busyDays();
        scene.api.participants(Sick.participants(id -> id.endsWith("7"), Sick.countOff(1)));
        scene.start().runFor(Duration.ofHours(2));
        scene.api.withoutFaults();
        scene.runUntil("2026-11-21T20:00:00Z");

        assertThat(scene.memory()).isZero();
        Calls.expectEachOnce(scene);
    }
}
