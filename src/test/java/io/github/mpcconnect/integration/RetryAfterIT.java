package io.github.mpcconnect.integration;

import io.github.mpcconnect.simulator.Answer;
import io.github.mpcconnect.simulator.Effect;
import io.github.mpcconnect.simulator.Traffic.Logged;
import io.github.mpcconnect.support.TaskHarness;
import io.github.mpcconnect.support.Trial;
import io.github.mpcconnect.support.Wait;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

/** What a 429 says about when to come back is kept to; where it says nothing, the task backs off by itself. */
class RetryAfterIT {

    private static final int CALLS = 40;
    private static final Effect DATE = (request, api) -> Answer.error(request, 429, "simulated 429")
            .withHeader("Retry-After", Answer.httpDate(request.arrived().plusSeconds(3)));

    static Stream<Arguments> refusals() {
        return Stream.of(
                arguments("seconds", Effect.status(429, "Retry-After", "2"), Duration.ofSeconds(2)),
                arguments("a date", DATE, Duration.ofSeconds(2)),
                arguments("nothing", Effect.status(429), Duration.ZERO));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("refusals")
    void no_request_is_made_before_its_time(String says, Effect refusal, Duration min) {
        try (Trial trial =
                        Trial.at("2026-11-21T12:00:00Z").calls(CALLS, "2026-11-21T10:00:00Z", "2026-11-21T11:00:00Z");
                TaskHarness task = trial.task("too-many")) {
            task.start().pollCalls(CALLS);
            trial.api().faults().once(request -> true, refusal);
            task.pollUntil("the refusal", () -> trial.api().traffic().status(429) == 1);
            trial.call(trial.now());
            task.pollCalls(CALLS + 1);

            assertThat(trial.compared(task.ids())
                            .record("429 that says " + says, 1)
                            .isExact())
                    .isTrue();
            assertThat(pauseAfterRefusal(trial.api().traffic().log())).isGreaterThanOrEqualTo(min);
            assertThat(task.metric("requests-refused-total")).isEqualTo(1);
            Wait.until("the outage to be over", () -> task.metric("retrying") == 0);
        }
    }

    private static Duration pauseAfterRefusal(List<Logged> log) {
        int refused = IntStream.range(0, log.size())
                .filter(i -> log.get(i).status() == 429)
                .findFirst()
                .orElseThrow();
        return Duration.between(log.get(refused).time(), log.get(refused + 1).time());
    }
}
