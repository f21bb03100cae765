package io.github.mpcconnect.support;

import io.github.mpcconnect.simulator.CallBuilder;
import io.github.mpcconnect.simulator.SimulatedAccount;
import io.github.mpcconnect.simulator.SimulatedClock;
import io.github.mpcconnect.simulator.World;
import io.github.mpcconnect.support.Topic.Line;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

import static io.github.mpcconnect.simulator.CallBuilder.aCall;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** The check itself: what it is to find, it finds, and names it. */
class TruthTest {

    private static final JsonMapper MAPPER = new JsonMapper();
    private static final String CALL = """
            {"account_id": "MA0", "day": 20717, "change": "new", "observed_at": 1790000100000, "mpc_uuid": "%s", "friendly_name": "room", "status": "ended",
             "creation_time": 1790000000000, "start_time": 1790000000000, "end_time": %d, "duration": 90,
             "billed_duration": 120, "billed_amount": "E4g=", "recording": null, "stay_alone": false,
             "sub_account": null, "termination_cause": "No Active Participants", "termination_cause_code": 1000,
             "participants": "/v1/Account/MA0/MultiPartyCall/uuid_%1$s/Participant/",
             "resource_uri": "/v1/Account/MA0/MultiPartyCall/uuid_%1$s/",
             "participants_count": 0, "participants_source": "api"}""";

    private final SimulatedAccount account = new World(SimulatedClock.running())
            .addAccount("MA0", "token")
            .add(call("a"))
            .add(call("b"));
    private final Truth truth = Truth.of(account);

    private static CallBuilder call(String uuid) {
        return aCall().uuid(uuid)
                .named("room")
                .startedAt(Instant.ofEpochSecond(1_790_000_000L))
                .endedAt(Instant.ofEpochSecond(1_790_000_090L));
    }

    @Test
    void what_is_right_passes() {
        assertThatCode(() -> truth.assertExactly(arrived(line("a"), line("b")))).doesNotThrowAnyException();
    }

    @Test
    void lost_doubled_unknown_and_wrong_are_distinguished() {
        assertThat(truth.callsIn(arrived(line("a"))))
                .isEqualTo(new Comparison(2, List.of("b"), List.of(), List.of(), List.of()));
        assertThat(truth.callsIn(arrived(line("a"), line("a"), line("b"))))
                .isEqualTo(new Comparison(2, List.of(), List.of("a"), List.of(), List.of()));
        assertThat(truth.callsIn(arrived(line("a"), line("b"), line("c"))))
                .isEqualTo(new Comparison(2, List.of(), List.of(), List.of("c"), List.of()));
        Line longer = line("b", value -> value.put("duration", 91));
        assertThat(truth.callsIn(arrived(line("a"), longer)))
                .isEqualTo(new Comparison(2, List.of(), List.of(), List.of(), List.of("b: duration is 91 and not 90")));
    }

    @Test
    void every_field_that_is_missing_or_too_many_is_found() {
        JsonNode right = line("a").value();
        List<String> names = new ArrayList<>(right.propertyNames());
        names.remove("mpc_uuid");
        for (String name : names) {
            Line without = line("a", value -> value.without(name));
            assertThat(truth.callsIn(arrived(without, line("b"))).wrong())
                    .as(name)
                    .singleElement()
                    .asString()
                    .contains(name);
        }
        Line more = line("a", value -> value.put("region", "eu"));
        assertThat(truth.callsIn(arrived(more, line("b"))).wrong())
                .containsExactly("a: region is eu and not no such field");
    }

    @Test
    void calls_out_of_order_are_found() {
        assertThatThrownBy(() -> truth.assertExactly(arrived(line("b"), line("a"))))
                .isInstanceOf(AssertionError.class);
    }

    private static Arrived arrived(Line... calls) {
        return new Arrived(List.of(calls), Collections.emptyList());
    }

    private static Line line(String uuid) {
        return line(uuid, value -> value);
    }

    private static Line line(String uuid, UnaryOperator<ObjectNode> change) {
        ObjectNode value = (ObjectNode) MAPPER.readTree(CALL.formatted(uuid, 1_790_000_090_000L));
        ObjectNode key = MAPPER.createObjectNode().put("mpc_uuid", uuid);
        return new Line(key, change.apply(value), null, 0, Map.of());
    }
}
