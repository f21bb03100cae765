package io.github.mpcconnect.integration;

import io.github.mpcconnect.simulator.Effect;
import io.github.mpcconnect.simulator.SimulatedCall;
import io.github.mpcconnect.simulator.SimulatedRequest;
import io.github.mpcconnect.simulator.SimulatedRequest.Kind;
import io.github.mpcconnect.support.LogLines;
import io.github.mpcconnect.support.StoredDay;
import io.github.mpcconnect.support.Trial;
import io.github.mpcconnect.support.TrialTask;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import java.util.stream.Stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

/** Pages that do not add up are read again, and never believed by half. */
class CompletenessIT {

    private static final int CALLS = 90;
    private static final String DAY = "2026-11-21";
    private static final Predicate<SimulatedRequest> LIST = request -> request.kind() == Kind.CALLS;
    private static final Predicate<SimulatedRequest> FURTHER_PAGE =
            LIST.and(request -> request.number("offset", 0) > 0);

    private static Trial trial() {
        return Trial.at("2026-11-21T12:00:00Z").calls(CALLS, "2026-11-21T10:00:00Z", "2026-11-21T11:00:00Z");
    }

    static Stream<Arguments> wrongPages() {
        return Stream.of(
                arguments("a short page", FURTHER_PAGE, Effect.shortPage()),
                arguments("an empty page", FURTHER_PAGE, Effect.emptyPage()),
                arguments("a repeated page", FURTHER_PAGE, Effect.repeatedPage()),
                arguments("a count one too high", FURTHER_PAGE, Effect.countOff(1)),
                arguments("a count one too low", FURTHER_PAGE, Effect.countOff(-1)),
                arguments("a page without meta", FURTHER_PAGE, Effect.withoutMeta()),
                arguments("objects that are no list", FURTHER_PAGE, Effect.objectsNotAnArray()));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("wrongPages")
    void a_page_that_is_wrong_for_a_while_costs_nothing(String what, Predicate<SimulatedRequest> when, Effect effect) {
        try (Trial trial = trial();
                TrialTask task = trial.task("page")) {
            AtomicInteger struck = new AtomicInteger();
            Effect counted = (request, api) -> {
                struck.incrementAndGet();
                return effect.answer(request, api);
            };
            trial.api().faults().times(5, when, counted);

            task.start().pollCalls(CALLS).pollUntil("five wrong pages", () -> struck.get() == 5);

            assertThat(trial.tally(task.ids()).record(what, 5).isExact()).isTrue();
            StoredDay stored = task.day("MATRIAL", DAY);
            assertThat(stored).isEqualTo(StoredDay.expected(trial.account(), DAY, stored.endTime()));
        }
    }

    @Test
    void a_first_page_without_calls_is_no_empty_window() {
        try (Trial trial = trial();
                TrialTask task = trial.task("first-empty")) {
            trial.api().faults().times(6, LIST.and(trial.holds(trial.all().get(0))), Effect.emptyPage());

            task.start().pollCalls(CALLS);

            assertThat(trial.tally(task.ids()).isExact()).isTrue();
            assertThat(task.metric("windows-reread-total")).isPositive();
        }
    }

    @Test
    void a_second_that_never_adds_up_stalls_alone() {
        try (Trial trial = trial();
                TrialTask task = trial.task("stalls").with("heartbeat.interval.ms", "200");
                LogLines log = LogLines.of("io.github.mpcconnect.ingest.DayReader")) {
            trial.calls(40, "2026-11-20T08:00:00Z", "2026-11-20T16:00:00Z");
            SimulatedCall stuck = trial.call("2026-11-20T10:20:30.5Z");
            trial.api().faults().always(LIST.and(trial.holds(stuck)), Effect.countOff(1));
            List<String> before = trial.all().stream()
                    .filter(call -> !call.endTime().toString().startsWith("2026-11-20")
                            || call.endTime().isBefore(stuck.endTime()))
                    .map(SimulatedCall::mpcUuid)
                    .toList();

            task.start().pollUntil("all but the second", () -> task.ids().containsAll(before));
            task.pollUntil(
                    "the watermark before it",
                    () -> task.day("MATRIAL", "2026-11-20").endTime().equals(Instant.parse("2026-11-20T10:20:30Z")));

            assertThat(task.ids()).containsExactlyInAnyOrderElementsOf(before);
            task.pollUntil(
                    "a warning",
                    () -> !log.with("WARN", "asking again until they do").isEmpty());
            trial.api().faults().clear();
            task.pollCalls(CALLS + 41);
            assertThat(trial.tally(task.ids()).isExact()).isTrue();
        }
    }

    @Test
    void the_lag_of_new_calls_tells_of_a_second_of_today_that_never_adds_up() {
        try (Trial trial = trial();
                TrialTask task = trial.task("lags")) {
            SimulatedCall stuck = trial.call("2026-11-21T10:20:30.5Z");
            trial.api().faults().always(LIST.and(trial.holds(stuck)), Effect.countOff(1));

            task.start().pollUntil("a lag of hours", () -> task.metric("new-calls-lag-seconds") >= 5900);

            trial.api().faults().clear();
            task.pollCalls(CALLS + 1).pollUntil("no lag", () -> task.metric("new-calls-lag-seconds") < 60);
        }
    }

    @Test
    void a_set_that_shifts_while_it_is_paged_is_read_whole() {
        try (Trial trial = trial();
                TrialTask task = trial.task("shifts")) {
            AtomicInteger added = new AtomicInteger();
            trial.api().faults().times(4, FURTHER_PAGE, (request, api) -> {
                trial.call(Instant.parse("2026-11-21T10:30:00Z").plusSeconds(added.incrementAndGet()));
                return api.apply(request);
            });

            task.start().pollCalls(CALLS + 4);

            assertThat(added).hasValue(4);
            assertThat(trial.tally(task.ids())
                            .record("a set that shifts while paged", 4)
                            .isExact())
                    .isTrue();
        }
    }
}
