package io.github.mpcconnect.integration;

import io.github.mpcconnect.simulator.CallGenerator;
import io.github.mpcconnect.simulator.SimulatedCall;
import io.github.mpcconnect.support.DayTruth;
import io.github.mpcconnect.support.RunningConnector;
import io.github.mpcconnect.support.Trial;
import io.github.mpcconnect.support.Truth;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

import static org.assertj.core.api.Assertions.assertThat;

/** A filter's calls, all of them and no others, in a stream of their own. */
class FilterIT {

    private static final Instant MIDNIGHT = Trial.NOW.truncatedTo(ChronoUnit.DAYS);
    private static final Instant FROM = MIDNIGHT.minus(Duration.ofHours(40));
    private static final Instant TO = MIDNIGHT.minus(Duration.ofHours(12));

    @Test
    void by_friendly_name() {
        assertOnly(
                "filter-name",
                Map.of("filter.friendly.name", "caf\u00e9 \u260e \ud83d\ude00"),
                "friendly_name=caf%C3%A9%20%E2%98%8E%20%F0%9F%98%80",
                call -> call.friendlyName().startsWith("caf"));
    }

    @Test
    void by_sub_account() {
        assertOnly(
                "filter-sub",
                Map.of("filter.sub.account", "SA51ZDI2ZTYTKZNGEYMT"),
                "sub_account=SA51ZDI2ZTYTKZNGEYMT",
                call -> "SA51ZDI2ZTYTKZNGEYMT".equals(call.subAccount()));
    }

    @Test
    void by_termination_cause_code() {
        assertOnly(
                "filter-code",
                Map.of("filter.termination.cause.code", "3000"),
                "termination_cause_code=3000",
                call -> call.terminationCauseCode() == 3000);
    }

    @Test
    void by_creation_time() {
        assertOnly(
                "filter-created",
                Map.of("filter.creation.time.from", FROM.toString(), "filter.creation.time.to", TO.toString()),
                "creation_time__gte=" + FROM + "&creation_time__lte=" + TO,
                call -> !call.creationTime().isBefore(FROM)
                        && !call.creationTime().isAfter(TO));
    }

    private static void assertOnly(
            String name, Map<String, String> filter, String canonical, Predicate<SimulatedCall> matches) {
        try (Trial trial = Trial.of(name)) {
            List<SimulatedCall> calls = CallGenerator.seeded(5)
                    .ending(MIDNIGHT.minus(Duration.ofDays(2)), MIDNIGHT)
                    .mostParticipants(2)
                    .calls(400);
            trial.account().add(calls);
            List<SimulatedCall> matching = calls.stream().filter(matches).toList();
            assertThat(matching).hasSizeBetween(1, calls.size() - 1);
            RunningConnector connector = trial.connector();
            filter.forEach(connector::with);
            connector.start();

            Truth truth = Truth.of(trial.account(), matching);
            truth.assertExactly(connector.await(truth));
            connector.awaitStored(trial.account(), canonical, DayTruth.complete(matching));
            connector.awaitStored(trial.account(), null, Map.of());
        }
    }
}
