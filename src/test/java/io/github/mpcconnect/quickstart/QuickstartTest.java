package io.github.mpcconnect.quickstart;

import io.github.mpcconnect.quickstart.Model.Counts;
import io.github.mpcconnect.quickstart.Model.Day;
import io.github.mpcconnect.quickstart.Model.NewCall;
import io.github.mpcconnect.simulator.SimulatedAccount;
import io.github.mpcconnect.simulator.SimulatedCall;
import io.github.mpcconnect.simulator.SimulatedClock;
import io.github.mpcconnect.simulator.World;
import io.github.mpcconnect.support.Comparison;
import io.github.mpcconnect.support.Topic.Line;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import java.math.BigDecimal;
import java.net.BindException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Random;

import static io.github.mpcconnect.simulator.CallBuilder.aCall;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class QuickstartTest {

    private static final Instant END = Instant.parse("2026-11-20T10:00:00Z");
    private static final LocalDate TODAY = LocalDate.parse("2026-11-20");

    private final Model model = new Model(END);

    @Test
    void a_new_call_is_one_line() {
        NewCall call = new NewCall(
                "Sales EMEA", END, Duration.ofSeconds(751), 2, new BigDecimal("0.05"), END.plusMillis(6_200));

        assertThat(Report.newCall(call))
                .isEqualTo("10:00:00  ended  \"Sales EMEA\"        00:12:31  2 participants  billed 0.05"
                        + "  in Kafka 6.2 s later");
    }

    @Test
    void missing_values_and_control_characters_do_not_disturb_the_output() {
        Instant later = END.plusSeconds(1);
        model.add(
                "calls",
                line("{'mpc_uuid': 'a'}", "{'friendly_name': 'a\u001b[2J name far too long', 'end_time': %d}", later));
        model.add("calls", line("{'mpc_uuid': 'b'}", "{'friendly_name': null, 'end_time': %d}", later));

        assertThat(model.newCalls())
                .extracting(Report::newCall)
                .satisfiesExactly(
                        call -> assertThat(call).contains("\"a [2J name fa...\"", "billed -"),
                        call -> assertThat(call).contains("\"\""));
    }

    @Test
    void records_are_counted_by_key_and_repeated_ones_as_doubled() {
        model.add("participants", line("{'mpc_uuid': 'a', 'member_id': '1'}", "{}", END));
        model.add("calls", line("{'mpc_uuid': 'a'}", "{}", END));
        model.add("calls", line("{'mpc_uuid': 'b'}", "{'end_time': %d}", END.plusSeconds(1)));
        model.add("calls", line("{'mpc_uuid': 'b'}", "{'change': 'correction'}", END));
        assertThat(model.counts()).isEqualTo(new Counts(2, 1, 0, 0, 1));

        model.add("calls", line("{'mpc_uuid': 'b'}", "{}", END));
        model.add("participants", line("{'mpc_uuid': 'a', 'member_id': '1'}", "{}", END));
        assertThat(model.counts()).isEqualTo(new Counts(2, 1, 1, 1, 1));
    }

    @Test
    void live_calls_show_who_is_in_on_hold_and_muted_until_they_leave() {
        model.add("live.calls", line("{'mpc_uuid': 'a'}", "{'friendly_name': 'Billing', 'start_time': %d}", END));
        model.add(
                "live.participants",
                line("{'mpc_uuid': 'a', 'member_id': '1'}", "{'role': 'agent', 'mute': true}", END));
        model.add(
                "live.participants",
                line("{'mpc_uuid': 'a', 'member_id': '2'}", "{'role': 'customer', 'hold': true}", END));
        assertThat(live())
                .containsExactly(
                        "10:01:12  live   1 calls, 2 people, 1 on hold, 1 muted",
                        "                 \"Billing\"           00:01:12  agent 1 (muted), customer 2 (on hold)");

        model.add("live.participants", line("{'mpc_uuid': 'a', 'member_id': '2'}", null, END));
        assertThat(live()).first().isEqualTo("10:01:12  live   1 calls, 1 people, 0 on hold, 1 muted");
        model.add("live.participants", line("{'mpc_uuid': 'a', 'member_id': '1'}", null, END));
        model.add("live.calls", line("{'mpc_uuid': 'a'}", null, END));
        assertThat(live()).containsExactly("10:01:12  live   0 calls, 0 people, 0 on hold, 0 muted");
    }

    private List<String> live() {
        return Report.live(model.liveCalls(), END.plusSeconds(72));
    }

    @Test
    void a_day_has_its_newest_state_and_the_last_one_closed_is_shown() {
        model.add("days", day(20777, "read", 8, "00000000000000ff", null));
        model.add("days", day(20776, "closed", 1, "0", "1.50000"));
        assertThat(model.days()).extracting(Day::state).containsExactly("closed", "read");
        assertThat(Report.day(model.closedLast())).isEqualTo("2026-11-19      1     1.50  0");

        model.add("days", day(20777, "closed", 8, "00000000000000ff", null));
        assertThat(model.days()).extracting(Day::state).containsExactly("closed", "closed");
        assertThat(Report.day(model.closedLast())).isEqualTo("2026-11-20      8        -  00000000000000ff");
    }

    private static Line day(long day, String state, long calls, String check, String billed) {
        String value = "{'day': %d, 'state': '%s', 'calls': %d, 'check': '%s', 'billed_amount': %s}";
        return new Line(json("{}"), json(value.formatted(day, state, calls, check, billed)), null, 0, Map.of());
    }

    @Test
    void lost_doubled_unknown_and_wrong_records_are_found_and_new_calls_are_not_compared() {
        SimulatedCall lost = ended("lost");
        SimulatedCall there = ended("there");
        SimulatedAccount account = new World(SimulatedClock.running()).addAccount("MA1", "token");
        account.add(lost, there, ended("later"));
        Proof proof = new Proof(account, List.of(lost, there), TODAY.minusDays(9), TODAY);

        for (String uuid : List.of("there", "there", "unknown", "later")) {
            proof.add("calls", line("{'mpc_uuid': '" + uuid + "'}", "{'mpc_uuid': '" + uuid + "'}", END));
        }

        Comparison calls = proof.calls();
        assertThat(calls.lost()).containsExactly("lost");
        assertThat(calls.doubled()).containsExactly("there");
        assertThat(calls.unknown()).containsExactly("unknown");
        assertThat(calls.wrong())
                .hasSize(2)
                .first()
                .asString()
                .startsWith("there: ")
                .contains("account_id");
        assertThat(proof.participants().lost()).hasSize(2);
        assertThat(proof.holds(days())).isFalse();
    }

    @Test
    void the_history_is_complete_when_each_key_arrived_and_each_day_that_can_be_final_is() {
        SimulatedCall call = ended("a");
        SimulatedAccount account =
                new World(SimulatedClock.running()).addAccount("MA1", "token").add(call);
        Proof proof = new Proof(account, List.of(call), TODAY.minusDays(9), TODAY);
        assertThat(proof.isComplete(days())).isFalse();
        proof.add("calls", line("{'mpc_uuid': 'a'}", "{}", END));
        assertThat(proof.isComplete(days())).isFalse();
        proof.add("participants", line("{'mpc_uuid': 'a', 'member_id': '100'}", "{}", END));

        assertThat(proof.isComplete(days())).isTrue();
        assertThat(proof.isComplete(days().subList(1, 7))).isFalse();
        assertThat(proof.wrongDays(days())).singleElement().asString().contains("2026-11-15", "calls=1", "calls=0");
    }

    /** Seven days without calls. */
    private static List<Day> days() {
        List<Day> days = new ArrayList<>();
        for (int ago = 9; ago >= 3; ago--) {
            days.add(new Day(TODAY.minusDays(ago), "closed", 0, "0000000000000000", BigDecimal.ZERO));
        }
        return days;
    }

    private static SimulatedCall ended(String uuid) {
        return aCall().uuid(uuid)
                .endedAt("2026-11-15T10:00:00Z")
                .withAmount("0.05000")
                .withParticipants(1)
                .build();
    }

    @Test
    void the_contact_centre_rests_at_weekends_and_no_call_of_its_history_ends_in_the_future() {
        List<SimulatedCall> calls = SimulatedContactCentre.history(END, new Random(1));

        assertThat(calls).hasSizeBetween(2_500, 3_500).allSatisfy(call -> {
            assertThat(call.endTime()).isBetween(END.minus(Duration.ofDays(90)), END);
            assertThat(call.endTime().atZone(ZoneOffset.UTC).getDayOfWeek().getValue())
                    .isLessThan(6);
            assertThat(call.participants()).hasSizeBetween(2, 4);
        });
        assertThat(calls).extracting(SimulatedCall::mpcUuid).doesNotHaveDuplicates();
    }

    @Test
    void half_of_the_credentials_is_rejected_and_the_token_is_not_shown() {
        Map<String, String> both = Map.of("PLIVO_AUTH_ID", "MA0", "PLIVO_AUTH_TOKEN", "secret");

        assertThat(Settings.of(both, new Properties()).toString()).doesNotContain("secret");
        assertThatThrownBy(() -> Settings.of(Map.of("PLIVO_AUTH_ID", "MA0"), new Properties()))
                .hasMessageContaining("PLIVO_AUTH_TOKEN");
        assertThatThrownBy(() -> Settings.of(Map.of("PLIVO_AUTH_TOKEN", "secret"), new Properties()))
                .hasMessageContaining("PLIVO_AUTH_ID")
                .hasMessageNotContaining("secret");
    }

    @Test
    void a_port_in_use_is_a_sentence() {
        assertThat(Quickstart.reason(new IllegalStateException(new BindException("Address already in use"))))
                .isEqualTo("A port is in use by another program: Address already in use");
    }

    private static Line line(String key, String value, Instant time) {
        JsonNode parsed = value == null ? null : json(value.formatted(time.toEpochMilli()));
        return new Line(json(key), parsed, null, time.toEpochMilli(), Map.of());
    }

    private static JsonNode json(String text) {
        return new JsonMapper().readTree(text.replace('\'', '"').replace("\u001b", "\\u001b"));
    }
}
