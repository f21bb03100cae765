package io.github.mpcconnect.integration;

import io.github.mpcconnect.simulator.SimulatedCall;
import io.github.mpcconnect.support.Beans;
import io.github.mpcconnect.support.LogLines;
import io.github.mpcconnect.support.RunningConnector;
import io.github.mpcconnect.support.StoredDay;
import io.github.mpcconnect.support.Tally;
import io.github.mpcconnect.support.Trial;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.time.Duration;
import java.util.List;

import static org.assertj.core.api.Assertions.assertThat;

/** Calls that the API lists only after their window was read, and calls that it lists no more. */
class LateCallsIT {

    private static final int CALLS = 150;
    private static final Duration MOST = Duration.ofSeconds(60);
    private static final Duration AUDITED_DAY = Duration.ofHours(11);
    private static final String DAY = "2026-11-21";

    private final Trial trial = Trial.at("2026-11-21T12:00:00Z")
            .calls(CALLS, "2026-11-21T08:00:00Z", "2026-11-21T11:50:00Z")
            .calls(20, "2026-11-20T08:00:00Z", "2026-11-20T11:50:00Z");
    private final LogLines log = LogLines.of("io.github.mpcconnect.ingest.Audit");
    private RunningConnector connector;

    @BeforeEach
    void read_everything(TestInfo test) {
        String name = "late-"
                + Math.abs(
                        test.getDisplayName().hashCode() + test.getTestMethod().hashCode());
        connector = trial.connector(name).with("audit.interval.ms", "1000").start();
        awaitCalls(CALLS + 20);
    }

    @AfterEach
    void end() {
        connector.close();
        log.close();
        trial.close();
    }

    private void awaitCalls(int count) {
        connector.calls().until(MOST, lines -> lines.size() >= count);
    }

    /** Waits until each audited day was compared so many times more. */
    private void awaitAudits(int count) {
        trial.api().traffic().reset();
        RunningConnector.await(
                MOST,
                count + " audits",
                () -> trial.api().traffic().log().stream()
                                .filter(request -> request.window() != null
                                        && request.window().compareTo(AUDITED_DAY) > 0)
                                .count()
                        >= 2L * count);
    }

    private long metric(String metric) {
        return Beans.value(connector.name(), "MATRIAL", metric);
    }

    private void awaitOffsetAsAtTheApi() {
        RunningConnector.await(MOST, "the offset to have the API's count and check", () -> {
            StoredDay stored = connector.day("MATRIAL", DAY);
            return stored.equals(StoredDay.expected(trial.account(), DAY, stored.endTime()));
        });
    }

    @Test
    void a_late_call_is_sent_once() {
        trial.call("2026-11-21T09:13:00.5Z");
        trial.call("2026-11-20T10:13:00.5Z");
        awaitCalls(CALLS + 22);
        awaitAudits(2);

        assertThat(trial.tallyOf(connector.calls().toEnd())
                        .record("calls listed late", 2)
                        .isExact())
                .isTrue();
        assertThat(metric("late-calls-total")).isEqualTo(2);
        awaitOffsetAsAtTheApi();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2})
    void after_a_restart_one_or_two_late_calls_are_found_and_nothing_is_doubled(int late) {
        stopped(late);
        awaitCalls(CALLS + 20 + late);
        awaitAudits(2);
        trial.call("2026-11-21T08:30:00.5Z");
        awaitCalls(CALLS + 21 + late);
        awaitAudits(2);

        assertThat(trial.tallyOf(connector.calls().toEnd())
                        .record(late + " listed late while stopped", late)
                        .isExact())
                .isTrue();
        assertThat(metric("calls-resent-total")).isZero();
        awaitOffsetAsAtTheApi();
    }

    @Test
    void after_a_restart_the_part_of_three_late_calls_is_sent_again_and_the_log_says_so() {
        stopped(3);
        awaitCalls(CALLS + 20 + CALLS + 3);
        awaitAudits(2);

        Tally tally = trial.tallyOf(connector.calls().toEnd()).record("3 listed late while stopped", 3);
        assertThat(tally.isComplete()).isTrue();
        assertThat(tally.doubled()).hasSize(CALLS);
        assertThat(connector.calls().lines()).as("none came three times").hasSize(CALLS + 20 + CALLS + 3);
        assertThat(log.with("WARN", "cannot be told apart", "MATRIAL")).hasSize(1);
        assertThat(metric("calls-resent-total")).isEqualTo(CALLS);
        awaitOffsetAsAtTheApi();
    }

    /** So many calls come up while the connector is stopped. */
    private void stopped(int late) {
        connector.rest().stop(connector.name());
        connector.awaitState("STOPPED");
        for (int i = 0; i < late; i++) {
            trial.call("2026-11-21T09:" + (10 + i) + ":00.5Z");
        }
        connector.rest().resume(connector.name());
    }

    @Test
    void fewer_calls_at_the_api_are_counted_and_told_once_and_never_acted_on() {
        List<SimulatedCall> today = trial.all().stream()
                .filter(call -> call.endTime().toString().startsWith(DAY))
                .toList();
        trial.account().calls().remove(today.get(0).mpcUuid());
        RunningConnector.await(MOST, "the metric", () -> metric("calls-gone") == 1);
        awaitAudits(1);
        for (int audit = 0; audit < 3; audit++) {
            assertThat(metric("calls-gone")).isEqualTo(1);
            awaitAudits(1);
        }

        assertThat(connector.calls().toEnd()).hasSize(CALLS + 20);
        assertThat(log.with("WARN", DAY)).hasSize(1);
    }
}
