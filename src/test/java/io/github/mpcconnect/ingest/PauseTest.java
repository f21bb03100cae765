package io.github.mpcconnect.ingest;

import io.github.mpcconnect.config.BackfillOrder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.time.Duration;

import static org.assertj.core.api.Assertions.assertThat;

/** While the task is not polled nothing is requested, and afterwards all that was missed comes. */
class PauseTest {

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
