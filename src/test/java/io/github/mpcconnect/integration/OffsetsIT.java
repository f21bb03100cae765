package io.github.mpcconnect.integration;

import io.github.mpcconnect.simulator.SimulatedCall;
import io.github.mpcconnect.support.Beans;
import io.github.mpcconnect.support.ConnectRest;
import io.github.mpcconnect.support.RunningConnector;
import io.github.mpcconnect.support.Trial;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

/** Offsets over REST, on a real worker: what is set or reset is what is read from then on, and nothing else. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class OffsetsIT {

    private static final String NAME = "offsets";
    private static final Duration MOST = Duration.ofSeconds(60);
    private static final JsonMapper MAPPER = new JsonMapper();

    private static Trial trial;
    private static RunningConnector connector;
    /** What is to be in the topic: each call as often as it is to have been sent. */
    private static final List<String> EXPECTED = new ArrayList<>();

    @BeforeAll
    static void read_and_stop() {
        trial = Trial.at("2026-11-21T12:00:00Z")
                .calls(40, "2026-11-19T08:00:00Z", "2026-11-19T18:00:00Z")
                .calls(30, "2026-11-20T08:00:00Z", "2026-11-20T18:00:00Z")
                .calls(50, "2026-11-21T08:00:00Z", "2026-11-21T11:50:00Z");
        connector = trial.connector(NAME).with("audit.interval.ms", "500").start();
        expect(call -> true);
        stop();
    }

    @AfterAll
    static void end() {
        connector.close();
        trial.close();
    }

    private static void stop() {
        connector.rest().stop(NAME);
        connector.awaitState("STOPPED");
    }

    /** Waits until such calls were sent once more, and nothing besides. */
    private static void expect(Predicate<SimulatedCall> more) {
        trial.all().stream().filter(more).map(SimulatedCall::mpcUuid).forEach(EXPECTED::add);
        connector.calls().until(MOST, lines -> lines.size() >= EXPECTED.size());
        awaitAnAudit();
        assertThat(connector.calls().toEnd())
                .extracting(line -> line.text("mpc_uuid"))
                .containsExactlyInAnyOrderElementsOf(EXPECTED);
    }

    private static void awaitAnAudit() {
        trial.api().traffic().reset();
        RunningConnector.await(
                MOST,
                "audits",
                () -> trial.api().traffic().log().stream()
                                .filter(request -> request.window() != null
                                        && request.window().compareTo(Duration.ofHours(11)) > 0)
                                .count()
                        >= 4);
    }

    private static Map<String, Object> partition(boolean dayFirst, String day) {
        Map<String, Object> partition = new LinkedHashMap<>();
        if (dayFirst) {
            partition.put("day", day);
        }
        partition.put("account", "MATRIAL");
        partition.putIfAbsent("day", day);
        return partition;
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    @Order(1)
    void a_day_that_is_reset_is_read_again_alone_whatever_the_order_of_keys(boolean dayFirst) {
        connector.rest().alterOffset(NAME, partition(dayFirst, "2026-11-20"), null);
        connector.rest().resume(NAME);
        expect(call -> call.endTime().toString().startsWith("2026-11-20"));
        stop();
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    @Order(2)
    void a_seeded_offset_skips_what_it_says_and_the_audit_respects_it(boolean dayFirst) {
        connector
                .rest()
                .alterOffset(NAME, partition(dayFirst, "2026-11-21"), Map.of("end_time", "2026-11-21T10:00:00Z"));
        connector.rest().resume(NAME);
        expect(call -> call.endTime().isAfter(Instant.parse("2026-11-21T10:00:00Z")));
        assertThat(Beans.value(NAME, "MATRIAL", "late-calls-total")).isZero();
        stop();
    }

    @Test
    @Order(3)
    void a_reset_of_all_reads_everything_again() {
        connector.rest().resetOffsets(NAME);
        assertThat(connector.rest().offsets(NAME)).isEmpty();
        connector.rest().resume(NAME);
        expect(call -> true);
        stop();
    }

    @Test
    @Order(4)
    void a_reset_is_taken_for_any_partition() {
        int before = connector.rest().offsets(NAME).size();
        connector.rest().alterOffset(NAME, Map.of("who", "knows"), null);
        connector.rest().alterOffset(NAME, Map.of("account", "MATRIAL", "stream", "live"), null);
        connector.rest().alterOffset(NAME, Map.of("account", "MAOTHER", "day", "2026-11-20", "filter", "x"), null);
        assertThat(connector.rest().offsets(NAME)).hasSize(before);
    }

    @ParameterizedTest(name = "{0} {1}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {"account":"MAOTHER","day":"2026-11-20"}               | {"end_time":"2026-11-20T10:00:00Z"}            | MAOTHER, none of this connector's, MATRIAL
            {"account":"MATRIAL","day":"2026-11-20","filter":"x"}  | {"end_time":"2026-11-20T10:00:00Z"}            | filter
            {"account":"MATRIAL","day":"2026-11-31"}               | {"end_time":"2026-11-20T10:00:00Z"}            | day, 2026-11-31, ISO date
            {"account":"MATRIAL","day":"20.11.2026"}               | {"end_time":"2026-11-20T10:00:00Z"}            | day, 20.11.2026
            {"account":"MATRIAL","day":20261120}                   | {"end_time":"2026-11-20T10:00:00Z"}            | day, 20261120
            {"account":"MATRIAL"}                                  | {"end_time":"2026-11-20T10:00:00Z"}            | day, null
            {"day":"2026-11-20"}                                   | {"end_time":"2026-11-20T10:00:00Z"}            | account, null
            {"account":"MATRIAL","day":"2026-11-20","zone":"UTC"}  | {"end_time":"2026-11-20T10:00:00Z"}            | zone, not known
            {"account":"MATRIAL","day":"2026-11-20"}               | {}                                             | end_time, null
            {"account":"MATRIAL","day":"2026-11-20"}               | {"end_time":"2026-11-21T10:00:00Z"}            | end_time, after 2026-11-20T00:00:00Z
            {"account":"MATRIAL","day":"2026-11-20"}               | {"end_time":"2026-11-20T00:00:00Z"}            | end_time, set its offset to null
            {"account":"MATRIAL","day":"2026-11-20"}               | {"end_time":"2026-11-20T10:00:00.5Z"}          | end_time, whole seconds
            {"account":"MATRIAL","day":"2026-11-20"}               | {"end_time":"10:00"}                           | end_time, 10:00
            {"account":"MATRIAL","day":"2026-11-20"}               | {"end_time":1763632800}                        | end_time, 1763632800
            {"account":"MATRIAL","day":"2026-11-20"}               | {"end_time":"2026-11-20T10:00:00Z","calls":-1} | calls, -1
            {"account":"MATRIAL","day":"2026-11-20"}               | {"end_time":"2026-11-20T10:00:00Z","calls":"7"} | calls, whole number
            {"account":"MATRIAL","day":"2026-11-20"}               | {"end_time":"2026-11-20T10:00:00Z","check":"zz"} | check, 16 hex digits
            {"account":"MATRIAL","day":"2026-11-20"}               | {"end_time":"2026-11-20T10:00:00Z","count":7}  | count, not known
            {"account":"MATRIAL","stream":"live"}                  | {"seen_at":"2026-11-20T10:00:00Z"}             | must be null
            """)
    @Order(5)
    void what_no_task_could_go_on_from_is_refused_with_why(String partition, String offset, String words) {
        Map<?, ?> before = connector.rest().offsets(NAME);

        ConnectRest.Refused refused = catchThrowableOfType(
                ConnectRest.Refused.class, () -> connector.rest().alterOffset(NAME, map(partition), map(offset)));

        assertThat(refused).isNotNull().hasMessageContainingAll(words.split(", "));
        assertThat(connector.rest().offsets(NAME)).isEqualTo(before);
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> map(String json) {
        return MAPPER.readValue(json, Map.class);
    }
}
