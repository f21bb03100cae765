package io.github.mpcconnect.integration;

import io.github.mpcconnect.simulator.SimulatedCall;
import io.github.mpcconnect.support.Beans;
import io.github.mpcconnect.support.Comparison;
import io.github.mpcconnect.support.DayTruth;
import io.github.mpcconnect.support.LogLines;
import io.github.mpcconnect.support.RunningConnector;
import io.github.mpcconnect.support.Topic.Line;
import io.github.mpcconnect.support.Trial;
import io.github.mpcconnect.support.Wait;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.time.Duration;
import java.util.List;

import static io.github.mpcconnect.simulator.CallBuilder.aCall;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * Calls that the API lists only after their window was read, calls that it changes, and calls that it no longer lists.
 */
class LateCallsIT {

    private static final int CALLS = 150;
    private static final String DAY = "2026-11-21";

    private final Trial trial = Trial.at("2026-11-21T12:00:00Z")
            .calls(CALLS, "2026-11-21T08:00:00Z", "2026-11-21T11:50:00Z")
            .calls(20, "2026-11-20T08:00:00Z", "2026-11-20T11:50:00Z");
    private final LogLines log = LogLines.of("io.github.mpcconnect.days");
    private RunningConnector connector;

    @BeforeEach
    void read_everything(TestInfo test) {
        String name = "late-"
                + Math.abs(
                        test.getDisplayName().hashCode() + test.getTestMethod().hashCode());
        connector = trial.connector(name)
                .with("audit.days", "2")
                .with("audit.interval.ms", "500")
                .with("audit.listing.interval.ms", "1000")
                .start();
        awaitCalls(CALLS + 20);
    }

    @AfterEach
    void end() {
        connector.close();
        log.close();
        trial.close();
    }

    private void awaitCalls(int count) {
        connector.calls().until(lines -> lines.size() >= count);
    }

    /**
     * Waits until an audit of each day found a late call that is added for it; it would have sent all else that it
     * found.
     */
    private void awaitAudits(int count) {
        for (int i = 0; i < count; i++) {
            int expected = connector.calls().toEnd().size() + 2;
            trial.call(trial.now().minus(Duration.ofHours(1)));
            trial.call(trial.now().minus(Duration.ofHours(25)));
            awaitCalls(expected);
        }
    }

    private long metric(String metric) {
        return Beans.value(connector.name(), "MATRIAL", metric);
    }

    private void awaitOffsetAsAtTheApi() {
        Wait.until("the offset to have the API's count and check", () -> {
            DayTruth stored = connector.day("MATRIAL", DAY);
            return stored.equals(stored.expected(trial.account(), DAY));
        });
    }

    private List<Line> sentAs(String change) {
        return connector.calls().toEnd().stream()
                .filter(line -> change.equals(line.text("change")))
                .toList();
    }

    @Test
    void a_late_call_is_sent_once_and_as_late() {
        SimulatedCall today = trial.call("2026-11-21T09:13:00.5Z");
        SimulatedCall yesterday = trial.call("2026-11-20T10:13:00.5Z");
        awaitCalls(CALLS + 22);
        assertThat(sentAs("late"))
                .extracting(line -> line.text("mpc_uuid"))
                .containsExactlyInAnyOrder(today.mpcUuid(), yesterday.mpcUuid());
        assertThat(metric("late-calls-total")).isEqualTo(2);
        awaitAudits(2);

        assertThat(trial.compared(connector.calls().toEnd())
                        .record("calls listed late", 2)
                        .isExact())
                .isTrue();
        awaitOffsetAsAtTheApi();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 32})
    void after_a_restart_up_to_32_late_calls_are_found_and_nothing_is_doubled(int late) {
        stopped(late);
        awaitCalls(CALLS + 20 + late);
        awaitAudits(1);
        trial.call("2026-11-21T08:30:00.5Z");
        awaitCalls(CALLS + 23 + late);
        awaitAudits(1);

        assertThat(trial.compared(connector.calls().toEnd())
                        .record(late + " listed late while stopped", late)
                        .isExact())
                .isTrue();
        assertThat(metric("days-reset-total")).isZero();
        awaitOffsetAsAtTheApi();
    }

    @Test
    void after_a_restart_the_day_of_33_late_calls_is_sent_again_and_the_log_says_so() {
        stopped(33);
        awaitCalls(CALLS + 20 + CALLS + 33);
        assertThat(metric("days-reset-total")).isEqualTo(1);
        awaitAudits(2);

        Comparison compared = trial.compared(connector.calls().toEnd()).record("33 listed late while stopped", 33);
        assertThat(compared.isComplete()).isTrue();
        assertThat(compared.doubled()).hasSize(CALLS);
        assertThat(connector.calls().lines()).as("none arrived three times").hasSize(CALLS + 20 + CALLS + 33 + 4);
        assertThat(log.with("WARN", "resetting and reading the day again", "MATRIAL", DAY))
                .hasSize(1);
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
    void a_call_no_longer_listed_is_counted_and_logged_once_and_hides_no_late_one() {
        SimulatedCall gone = trial.all().stream()
                .filter(call -> call.endTime().toString().startsWith(DAY))
                .findFirst()
                .orElseThrow();
        trial.account().calls().remove(gone.mpcUuid());
        SimulatedCall late = trial.call(gone.endTime());
        awaitCalls(CALLS + 21);
        Wait.until("the metric", () -> metric("vanished-calls-total") == 1);
        awaitAudits(2);

        assertThat(metric("vanished-calls-total")).isEqualTo(1);
        Comparison compared = trial.compared(connector.calls().toEnd());
        assertThat(compared.lost()).isEmpty();
        assertThat(compared.doubled()).isEmpty();
        assertThat(compared.unknown()).containsExactly(gone.mpcUuid());
        assertThat(sentAs("late")).extracting(line -> line.text("mpc_uuid")).contains(late.mpcUuid());
        assertThat(log.with("WARN", DAY, "no longer list")).hasSize(1);
        assertThat(connector.offset("MATRIAL", DAY).path("vanished").asString()).isNotEmpty();
    }

    @Test
    void a_call_that_the_api_changes_is_sent_again_as_a_correction_with_its_participants() {
        SimulatedCall call = trial.all().get(0);
        trial.account()
                .add(aCall().uuid(call.mpcUuid())
                        .endedAt(call.endTime())
                        .withParticipants(2)
                        .withAmount("9.87000"));
        awaitCalls(CALLS + 21);
        awaitAudits(2);

        assertThat(sentAs("correction")).singleElement().satisfies(line -> {
            assertThat(line.text("mpc_uuid")).isEqualTo(call.mpcUuid());
            assertThat(line.text("participants_count")).isEqualTo("2");
        });
        connector
                .participants()
                .until(lines -> lines.stream().anyMatch(line -> "correction".equals(line.text("change"))));
        assertThat(connector.participants().toEnd().stream().filter(line -> "correction".equals(line.text("change"))))
                .hasSize(2)
                .allMatch(line -> line.text("mpc_uuid").equals(call.mpcUuid()));
        assertThat(metric("corrections-total")).isEqualTo(1);
    }
}
