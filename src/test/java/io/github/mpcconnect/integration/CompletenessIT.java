package io.github.mpcconnect.integration;

import io.github.mpcconnect.simulator.Effect;
import io.github.mpcconnect.simulator.SimulatedCall;
import io.github.mpcconnect.simulator.SimulatedRequest;
import io.github.mpcconnect.simulator.SimulatedRequest.Kind;
import io.github.mpcconnect.support.DayTruth;
import io.github.mpcconnect.support.LogLines;
import io.github.mpcconnect.support.TaskHarness;
import io.github.mpcconnect.support.Trial;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import java.util.stream.Stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

/** Pages that do not add up are read again, and what cannot be proven is a gap until it is. */
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
                TaskHarness task = trial.task("page").with("audit.listing.interval.ms", "300")) {
            AtomicInteger struck = new AtomicInteger();
            Effect counted = (request, api) -> {
                struck.incrementAndGet();
                return effect.answer(request, api);
            };
            trial.api().faults().times(5, when, counted);

            task.start().pollCalls(CALLS).pollUntil("five wrong pages", () -> struck.get() == 5);

            assertThat(trial.compared(task.ids()).record(what, 5).isExact()).isTrue();
            DayTruth stored = task.day("MATRIAL", DAY);
            assertThat(stored).isEqualTo(stored.expected(trial.account(), DAY));
        }
    }

    @Test
    void a_first_page_without_calls_is_no_empty_window() {
        try (Trial trial = trial();
                TaskHarness task = trial.task("first-empty")
                        .with("audit.listing.interval.ms", "300")
                        .with("heartbeat.interval.ms", "300")) {
            trial.api().faults().times(6, LIST.and(trial.holds(trial.all().get(0))), Effect.emptyPage());

            task.start().pollCalls(CALLS);

            assertThat(trial.compared(task.ids()).isExact()).isTrue();
            task.pollUntil("no gap", () -> gaps(task, DAY) == null);
        }
    }

    @Test
    void a_second_that_never_adds_up_is_sent_as_listed_and_becomes_a_gap_alone() {
        try (Trial trial = trial();
                TaskHarness task = trial.task("a-gap").with("audit.listing.interval.ms", "300");
                LogLines log = LogLines.of("io.github.mpcconnect.days.DayReader")) {
            trial.calls(40, "2026-11-20T08:00:00Z", "2026-11-20T16:00:00Z");
            SimulatedCall stuck = trial.call("2026-11-20T10:20:30.5Z");
            trial.api().faults().always(LIST.and(trial.holds(stuck)), Effect.countOff(1));

            task.start().pollCalls(CALLS + 41);
            task.pollUntil("the gap of a second", () -> "10:20:30/10:20:31?".equals(gaps(task, "2026-11-20")));

            assertThat(trial.compared(task.ids()).isExact()).isTrue();
            assertThat(task.offset("MATRIAL", "2026-11-20").get("state")).isEqualTo("read");
            assertThat(task.metric("gaps-unproven")).isEqualTo(1);
            assertThat(log.with("WARN", "incomplete list", "count=", "2026-11-20"))
                    .isNotEmpty();
            trial.api().faults().clear();
            task.pollUntil(
                    "the day to be closed",
                    () -> "closed".equals(task.offset("MATRIAL", "2026-11-20").get("state")));
            assertThat(gaps(task, "2026-11-20")).isNull();
            assertThat(trial.compared(task.ids()).isExact()).isTrue();
        }
    }

    @Test
    void new_calls_do_not_wait_for_a_second_of_today_that_never_adds_up() {
        try (Trial trial = trial();
                TaskHarness task = trial.task("lags")
                        .with("audit.listing.interval.ms", "300")
                        .with("heartbeat.interval.ms", "300")) {
            SimulatedCall stuck = trial.call("2026-11-21T10:20:30.5Z");
            trial.api().faults().always(LIST.and(trial.holds(stuck)), Effect.countOff(1));
            task.start().pollCalls(CALLS + 1);

            SimulatedCall call = trial.call(trial.now());
            task.pollCalls(CALLS + 2);

            assertThat(Duration.between(call.endTime(), trial.now())).isLessThan(Duration.ofSeconds(20));
            assertThat(task.metric("new-calls-lag-seconds")).isLessThan(60);
            task.pollUntil("the gap of a second", () -> "10:20:30/10:20:31?".equals(gaps(task, DAY)));
            trial.api().faults().clear();
            task.pollUntil("no gap", () -> gaps(task, DAY) == null);
            assertThat(trial.compared(task.ids()).isExact()).isTrue();
        }
    }

    private static Object gaps(TaskHarness task, String day) {
        return task.offset("MATRIAL", day).get("gaps");
    }

    @Test
    void a_set_that_shifts_while_it_is_paged_is_read_whole() {
        try (Trial trial = trial();
                TaskHarness task = trial.task("shifts").with("audit.listing.interval.ms", "300")) {
            AtomicInteger added = new AtomicInteger();
            trial.api().faults().times(4, FURTHER_PAGE, (request, api) -> {
                trial.call(Instant.parse("2026-11-21T10:30:00Z").plusSeconds(added.incrementAndGet()));
                return api.apply(request);
            });

            task.start().pollCalls(CALLS + 4);

            assertThat(added).hasValue(4);
            assertThat(trial.compared(task.ids())
                            .record("a set that shifts while paged", 4)
                            .isExact())
                    .isTrue();
        }
    }
}
