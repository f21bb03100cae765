package io.github.mpcconnect.integration;

import io.github.mpcconnect.simulator.CallGenerator;
import io.github.mpcconnect.simulator.SimulatedAccount;
import io.github.mpcconnect.simulator.SimulatedCall;
import io.github.mpcconnect.support.RunningConnector;
import io.github.mpcconnect.support.Topic.Line;
import io.github.mpcconnect.support.Trial;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

import static io.github.mpcconnect.simulator.CallBuilder.aCall;
import static org.assertj.core.api.Assertions.assertThat;

/** Calls that end while the connector runs. */
class NewCallsIT {

    private static final Duration SETTLE_DELAY = Duration.ofSeconds(1);
    private static final Duration USUAL = Duration.ofMillis(1_000 + 300 + 3_000);
    /** On a machine that is busy with other tests. */
    private static final Duration MAX_DELAY = Duration.ofSeconds(15);

    @Test
    void calls_that_end_now_arrive_soon_and_in_order() {
        try (Trial trial = Trial.of("new-calls")) {
            trial.account().add(aCall().endedAt(Trial.NOW.minus(Duration.ofDays(1))));
            RunningConnector connector = trial.connector().start();
            trial.assertAllArriveOnce();

            Instant now = trial.world().clock().instant();
            for (int i = 1; i <= 40; i++) {
                trial.account().add(aCall().endedAt(now.plusMillis(100L * i)).withParticipants(1));
            }

            List<Line> calls = connector.calls().until(lines -> lines.size() == 41);
            List<Duration> delays = assertInTime(trial, calls.subList(1, 41));
            assertThat(delays.get(delays.size() / 2)).as("the usual delay").isLessThanOrEqualTo(USUAL);
            trial.assertAllArriveOnce();
        }
    }

    @Test
    void new_calls_overtake_the_history() {
        try (Trial trial = Trial.of("overtaking")) {
            Instant midnight = Trial.NOW.truncatedTo(ChronoUnit.DAYS);
            List<SimulatedCall> history = CallGenerator.seeded(10)
                    .ending(midnight.minus(Duration.ofDays(5)), midnight)
                    .calls(1_500);
            trial.account().add(history);
            trial.api().quirks().latency(Duration.ofMillis(50));
            RunningConnector connector = trial.connector().start();
            connector.calls().until(lines -> !lines.isEmpty());

            Instant now = trial.world().clock().instant();
            trial.account().add(aCall().uuid("new").endedAt(now));
            List<Line> calls = connector.calls().until(lines -> lines.stream().anyMatch(NewCallsIT::isNew));

            assertThat(calls).as("while history loads").hasSizeLessThan(1_000);
            assertInTime(trial, calls.stream().filter(NewCallsIT::isNew).toList());
            trial.assertAllArriveOnce();
        }
    }

    private static boolean isNew(Line line) {
        return "new".equals(line.text("mpc_uuid"));
    }

    /** From a call's end at the API to the record's time, which is the producer's. Returns the delays, sorted. */
    private static List<Duration> assertInTime(Trial trial, List<Line> calls) {
        SimulatedAccount account = trial.account();
        Duration ahead = Duration.between(Instant.now(), trial.world().clock().instant());
        List<Duration> delays = new ArrayList<>();
        for (Line call : calls) {
            Instant ended =
                    account.calls().find(call.text("mpc_uuid")).orElseThrow().endTime();
            Instant sent = Instant.ofEpochMilli(call.timestamp()).plus(ahead);
            delays.add(Duration.between(ended, sent));
        }
        Collections.sort(delays);
        assertThat(delays).allSatisfy(delay -> assertThat(delay).isBetween(SETTLE_DELAY, MAX_DELAY));
        return delays;
    }
}
