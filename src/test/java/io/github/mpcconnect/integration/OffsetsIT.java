package io.github.mpcconnect.integration;

import io.github.mpcconnect.simulator.SimulatedCall;
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

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

/**
 * Offsets over REST, on a real worker: what is set or reset is what is read from then on, and nothing else. The API's
 * date is the worker's, which decides what days may be set.
 */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class OffsetsIT {

    private static final String NAME = "offsets";
    private static final JsonMapper MAPPER = new JsonMapper();
    private static final LocalDate DATE = LocalDate.now(ZoneOffset.UTC);
    private static final String TODAY = DATE.toString();
    private static final String YESTERDAY = DATE.minusDays(1).toString();
    private static final String BEFORE = DATE.minusDays(2).toString();

    private static Trial trial;
    private static RunningConnector connector;
    /** What is to be in the topic: each call as often as it is to have been sent. */
    private static final List<String> EXPECTED = new ArrayList<>();

    @BeforeAll
    static void read_and_stop() {
        trial = Trial.at(TODAY + "T12:00:00Z")
                .calls(40, BEFORE + "T08:00:00Z", BEFORE + "T18:00:00Z")
                .calls(30, YESTERDAY + "T08:00:00Z", YESTERDAY + "T18:00:00Z")
                .calls(50, TODAY + "T08:00:00Z", TODAY + "T11:50:00Z");
        connector = trial.connector(NAME)
                .with("audit.days", "2")
                .with("audit.interval.ms", "500")
                .with("audit.listing.interval.ms", "1000")
                .start();
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
        connector.calls().until(lines -> lines.size() >= EXPECTED.size());
        awaitAudits();
        assertThat(connector.calls().toEnd())
                .extracting(line -> line.text("mpc_uuid"))
                .containsExactlyInAnyOrderElementsOf(EXPECTED);
    }

    /** Late calls arrive with audits, which would send all else that they found. */
    private static void awaitAudits() {
        for (int audit = 0; audit < 2; audit++) {
            EXPECTED.add(trial.call(BEFORE + "T09:00:00.5Z").mpcUuid());
            EXPECTED.add(trial.call(YESTERDAY + "T09:00:00.5Z").mpcUuid());
            connector.calls().until(lines -> lines.size() >= EXPECTED.size());
        }
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
        connector.rest().alterOffset(NAME, partition(dayFirst, YESTERDAY), null);
        connector.rest().resume(NAME);
        expect(call -> call.endTime().toString().startsWith(YESTERDAY));
        stop();
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    @Order(2)
    void a_seeded_offset_skips_what_it_says_and_the_audit_respects_it(boolean dayFirst) {
        connector.rest().alterOffset(NAME, partition(dayFirst, TODAY), Map.of("end_time", TODAY + "T10:00:00Z"));
        connector.rest().resume(NAME);
        expect(call -> call.endTime().isAfter(Instant.parse(TODAY + "T10:00:00Z")));
        assertThat(connector.calls().lines())
                .filteredOn(line -> "late".equals(line.text("change")))
                .extracting(line -> line.value().path("day").asLong())
                .doesNotContain(DATE.toEpochDay());
        stop();
    }

    @Test
    @Order(3)
    void a_day_that_is_set_to_its_start_with_a_gap_reads_just_that() {
        String gaps = "08:00:00/10:00:00";
        connector
                .rest()
                .alterOffset(
                        NAME,
                        partition(true, YESTERDAY),
                        Map.of("end_time", TODAY + "T00:00:00Z", "state", "open", "gaps", gaps));
        connector.rest().resume(NAME);
        Instant to = Instant.parse(YESTERDAY + "T10:00:00Z");
        expect(call -> call.endTime().toString().startsWith(YESTERDAY)
                && !call.endTime().isAfter(to));
        stop();
    }

    @Test
    @Order(4)
    void a_reset_of_all_reads_everything_again() {
        connector.rest().resetOffsets(NAME);
        assertThat(connector.rest().offsets(NAME)).isEmpty();
        connector.rest().resume(NAME);
        expect(call -> true);
        stop();
    }

    @Test
    @Order(5)
    void a_reset_is_accepted_for_any_partition() {
        int before = connector.rest().offsets(NAME).size();
        connector.rest().alterOffset(NAME, Map.of("who", "knows"), null);
        connector.rest().alterOffset(NAME, Map.of("account", "MATRIAL", "stream", "live"), null);
        connector.rest().alterOffset(NAME, Map.of("account", "MAOTHER", "day", YESTERDAY, "filter", "x"), null);
        assertThat(connector.rest().offsets(NAME)).hasSize(before);
    }

    @ParameterizedTest(name = "{0} {1}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {"account":"MAOTHER","day":"Y"}              | {"end_time":"YT10:00:00Z"}                  | MAOTHER, an auth id of this connector, MATRIAL
            {"account":"MATRIAL","day":"Y","filter":"x"} | {"end_time":"YT10:00:00Z"}                  | filter, no filter
            {"account":"MATRIAL","day":"2026-11-31"}     | {"end_time":"YT10:00:00Z"}                  | day, 2026-11-31, ISO date
            {"account":"MATRIAL","day":"20.11.2026"}     | {"end_time":"YT10:00:00Z"}                  | day, 20.11.2026
            {"account":"MATRIAL","day":"2001-01-01"}     | {"end_time":"2001-01-01T10:00:00Z"}         | day, 2001-01-01, the API can return
            {"account":"MATRIAL","day":20261120}         | {"end_time":"YT10:00:00Z"}                  | day, 20261120
            {"account":"MATRIAL"}                        | {"end_time":"YT10:00:00Z"}                  | day, null
            {"day":"Y"}                                  | {"end_time":"YT10:00:00Z"}                  | account, null
            {"account":"MATRIAL","day":"Y","zone":"UTC"} | {"end_time":"YT10:00:00Z"}                  | zone, only the keys
            {"account":"MATRIAL","day":"Y"}              | {}                                          | end_time, null
            {"account":"MATRIAL","day":"Y"}              | {"end_time":"TT10:00:00Z"}                  | end_time, from YT00:00:00Z to TT00:00:00Z
            {"account":"MATRIAL","day":"Y"}              | {"end_time":"YT10:00:00.5Z"}                | end_time, whole seconds
            {"account":"MATRIAL","day":"Y"}              | {"end_time":"10:00"}                        | end_time, 10:00
            {"account":"MATRIAL","day":"Y"}              | {"end_time":1763632800}                     | end_time, 1763632800
            {"account":"MATRIAL","day":"Y"}              | {"end_time":"YT10:00:00Z","calls":-1}       | calls, -1
            {"account":"MATRIAL","day":"Y"}              | {"end_time":"YT10:00:00Z","calls":"7"}      | calls, whole number
            {"account":"MATRIAL","day":"Y"}              | {"end_time":"YT10:00:00Z","check":"zz"}     | check, 16 hex digits
            {"account":"MATRIAL","day":"Y"}              | {"end_time":"YT10:00:00Z","count":7}        | count, only the keys
            {"account":"MATRIAL","day":"Y"}              | {"end_time":"YT10:00:00Z","state":"done"}   | state, "closed"
            {"account":"MATRIAL","day":"Y"}              | {"end_time":"YT10:00:00Z","state":"closed"} | state, closed, "open"
            {"account":"MATRIAL","day":"Y"}              | {"end_time":"TT00:00:00Z","state":"open"}   | state, open, "read"
            {"account":"MATRIAL","day":"Y"}              | {"end_time":"YT10:00:00Z","gaps":"09:00:00/11:00:00"} | gaps, after end_time
            {"account":"MATRIAL","day":"Y"}              | {"end_time":"YT10:00:00Z","gaps":"nine"}    | gaps, nine
            {"account":"MATRIAL","day":"Y"}              | {"end_time":"YT10:00:00Z","sketch":"YT09:00:00Z!1!AAAA"} | sketch, another end_time
            {"account":"MATRIAL","day":"Y"}              | {"end_time":"YT10:00:00Z","counts":"1/2"}   | counts, 1/2
            {"account":"MATRIAL","day":"Y"}              | {"end_time":"YT10:00:00Z","billed":"much"}  | billed, much
            {"account":"MATRIAL","stream":"live"}        | {"seen_at":"YT10:00:00Z"}                   | open, null
            {"account":"MATRIAL","stream":"life"}        | {"seen_at":"YT10:00:00Z","open":""}         | stream, life, "live"
            """)
    @Order(6)
    void what_no_task_could_resume_from_is_rejected_with_the_reason(String partition, String offset, String words) {
        Map<?, ?> before = connector.rest().offsets(NAME);

        ConnectRest.Refused refused = catchThrowableOfType(
                ConnectRest.Refused.class, () -> connector.rest().alterOffset(NAME, map(partition), map(offset)));

        assertThat(refused)
                .isNotNull()
                .hasMessageContainingAll(dated(words).replace("\"", "\\\"").split(", "));
        assertThat(connector.rest().offsets(NAME)).isEqualTo(before);
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> map(String json) {
        return MAPPER.readValue(dated(json), Map.class);
    }

    /** Y is yesterday and T today where a date belongs. */
    private static String dated(String text) {
        return text.replace("\"Y\"", "\"" + YESTERDAY + "\"")
                .replaceAll("\\bYT(?=\\d)", YESTERDAY + "T")
                .replaceAll("\\bTT(?=\\d)", TODAY + "T");
    }
}
