package io.github.mpcconnect.quickstart;

import io.github.mpcconnect.quickstart.Seen.Call;
import io.github.mpcconnect.quickstart.Seen.Participant;
import io.github.mpcconnect.quickstart.Stories.Story;
import io.github.mpcconnect.simulator.SimulatedCall;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Random;
import java.util.Set;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class QuickstartTest {

    private static final Instant END = Instant.parse("2026-11-20T10:00:00Z");
    private static final Call CALL = new Call(
            "4ed623a5-1",
            "Sales EMEA",
            END,
            Duration.ofSeconds(751),
            2,
            new BigDecimal("0.05000"),
            "Max Duration Reached",
            END.plusMillis(6_200));
    private static final Participant AGENT = new Participant("4ed623a5-1", "4711", "agent", END.minusSeconds(751), END);
    private static final Participant CUSTOMER =
            new Participant("4ed623a5-1", "4712", "customer", END.minusSeconds(700), null);

    @Test
    void a_call_is_two_lines() {
        assertThat(Lines.call(new Story(CALL, List.of(CUSTOMER, AGENT)), true))
                .isEqualTo("2026-11-20 10:00:00  4ed623a5  \"Sales EMEA\"        00:12:31    0.05  Max Duration Reached"
                        + "  (new: in Kafka 6.2 s later)\n"
                        + "                     + agent 4711 09:47:29-10:00:00  + customer 4712 09:48:20-?");
    }

    @Test
    void what_is_not_known_and_what_is_not_fit_for_a_screen_is_shown_all_the_same() {
        Call odd = new Call("4ed623a5-1", "a\u001b[2J name far too long", null, null, null, null, null, END);

        assertThat(Lines.call(new Story(odd, List.of()), false)).contains("? ", "\"a [2J name fa...\"", "unknown");
    }

    @Test
    void a_call_waits_for_its_participants_in_whichever_order_they_come() {
        Stories stories = new Stories();

        assertThat(stories.with(List.of(AGENT, CALL))).isEmpty();
        assertThat(stories.with(List.of(CUSTOMER))).containsExactly(new Story(CALL, List.of(AGENT, CUSTOMER)));
    }

    @Test
    void lost_and_doubled_are_counted_by_key() {
        Truth truth = new Truth(Set.of("a", "b"), Set.of("a/1"));
        Arrivals arrivals = new Arrivals();
        arrivals.add(new Participant("a", "1", null, null, null));
        arrivals.add(call("a"));
        assertThat(arrivals.hasAll(truth)).isFalse();
        assertThat(arrivals.lostCalls(truth)).isEqualTo(1);

        arrivals.add(call("b"));
        assertThat(arrivals.isExact(truth)).isTrue();

        arrivals.add(call("b"));
        assertThat(arrivals.hasAll(truth)).isTrue();
        assertThat(arrivals.doubledCalls()).isEqualTo(1);
        assertThat(arrivals.isExact(truth)).isFalse();
    }

    private static Call call(String uuid) {
        return new Call(uuid, null, END, null, null, null, null, END);
    }

    @Test
    void the_board_tells_who_is_in_on_hold_and_muted_until_they_leave() {
        LiveBoard board = new LiveBoard();
        board.call(json("{'mpc_uuid': 'a'}"), json("{'friendly_name': 'Billing', 'start_time': 0}"));
        board.participant(json("{'mpc_uuid': 'a', 'member_id': '1'}"), json("{'role': 'agent', 'mute': true}"));
        board.participant(json("{'mpc_uuid': 'a', 'member_id': '2'}"), json("{'role': 'customer', 'hold': true}"));
        assertThat(board.summary()).isEqualTo("live: 1 calls  2 in  1 on hold  1 muted");
        assertThat(board.lines(Instant.EPOCH.plusSeconds(72)))
                .containsExactly("  live \"Billing\"           00:01:12  agent 1 (muted), customer 2 (on hold)");

        board.participant(json("{'mpc_uuid': 'a', 'member_id': '2'}"), null);
        assertThat(board.summary()).isEqualTo("live: 1 calls  1 in  0 on hold  1 muted");
        board.participant(json("{'mpc_uuid': 'a', 'member_id': '1'}"), null);
        board.call(json("{'mpc_uuid': 'a'}"), null);
        assertThat(board.summary()).isEqualTo("live: 0 calls  0 in  0 on hold  0 muted");
    }

    private static JsonNode json(String text) {
        return new JsonMapper().readTree(text.replace('\'', '"'));
    }

    @Test
    void days_that_were_read_to_their_end_are_done() {
        Progress progress = Progress.none(LocalDate.parse("2026-11-21"), 9)
                .with(
                        Map.of(
                                day("MA0", "2026-11-21"), calls(3, "open"),
                                day("MA0", "2026-11-20"), calls(8, "read"),
                                day("MA0", "2026-11-19"), calls(0, "closed"),
                                day("MA0", "2026-11-18"), calls(1, "closed"),
                                day("MA1", "2026-11-17"), calls(1, "closed")),
                        "MA0");

        assertThat(progress.passed()).isEqualTo(3);
        assertThat(progress.finished().passed()).isEqualTo(9);
        assertThat(progress.picture()).isEqualTo("     . #-");
        assertThat(Lines.bar(3, 9)).isEqualTo("[##########....................]");
    }

    private static JsonNode day(String account, String day) {
        return new JsonMapper().readTree("{\"account\": \"" + account + "\", \"day\": \"" + day + "\"}");
    }

    private static JsonNode calls(int count, String state) {
        return json("{'end_time': 'x', 'calls': %d, 'state': '%s'}".formatted(count, state));
    }

    @Test
    void the_board_of_days_counts_states_and_shows_the_day_that_was_closed_last() {
        DayBoard board = new DayBoard();
        board.row(json("{'day': 20777, 'state': 'read', 'calls': 8, 'check': '00000000000000ff'}"));
        board.row(json("{'day': 20776, 'state': 'closed', 'calls': 1, 'check': '0', 'billed_amount': 1.50000}"));
        assertThat(board.summary()).isEqualTo("1 closed, 1 read and still audited, 0 open, 0 disputed");
        assertThat(board.lastClosed()).contains("2026-11-19  day closed", "1 calls", "billed 1.50");
        assertThat(board.lastClosed()).isNull();

        board.row(json("{'day': 20777, 'state': 'closed', 'calls': 8, 'check': '00000000000000ff'}"));
        assertThat(board.lastClosed()).contains("2026-11-20", "8 calls", "check 00000000000000ff", "not all billed");
    }

    @Test
    void the_contact_centre_rests_at_weekends_and_ends_no_call_of_its_history_later_than_now() {
        List<SimulatedCall> calls = SimulatedContactCentre.history(END, new Random(1));

        assertThat(calls).hasSizeBetween(2_500, 3_500).allSatisfy(call -> {
            assertThat(call.endTime()).isBetween(END.minus(Duration.ofDays(90)), END);
            assertThat(call.endTime().atZone(ZoneOffset.UTC).getDayOfWeek().getValue())
                    .isLessThan(6);
            assertThat(call.participants()).hasSizeBetween(2, 4);
        });
        assertThat(Truth.of(calls).calls()).hasSameSizeAs(calls);
        assertThat(Truth.leastRequests(41)).isEqualTo(44);
    }

    @Test
    void half_of_the_credentials_is_refused_and_the_token_is_not_told() {
        Map<String, String> both = Map.of("PLIVO_AUTH_ID", "MA0", "PLIVO_AUTH_TOKEN", "secret");

        assertThat(Settings.of(both, new Properties()).toString()).doesNotContain("secret");
        assertThatThrownBy(() -> Settings.of(Map.of("PLIVO_AUTH_ID", "MA0"), new Properties()))
                .hasMessageContaining("PLIVO_AUTH_TOKEN");
    }

    @Test
    void a_status_is_redrawn_on_a_terminal_and_a_line_elsewhere() {
        assertThat(printed(true)).isEqualTo("a\n\r\u001b[K\u001b[?7l1 of 2\u001b[?7h\r\u001b[K");
        assertThat(printed(false)).isEqualTo("a\n1 of 2\n");
    }

    private static String printed(boolean terminal) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        Screen screen = new Screen(new PrintStream(bytes, true, StandardCharsets.UTF_8), terminal);
        screen.line("a");
        screen.status("1 of 2");
        screen.clear();
        return bytes.toString(StandardCharsets.UTF_8);
    }
}
