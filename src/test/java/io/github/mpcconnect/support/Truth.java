package io.github.mpcconnect.support;

import io.github.mpcconnect.config.RecordSettings.ParticipantsMode;
import io.github.mpcconnect.simulator.SimulatedAccount;
import io.github.mpcconnect.simulator.SimulatedCall;
import io.github.mpcconnect.simulator.SimulatedParticipant;
import io.github.mpcconnect.support.Comparison.Entry;
import io.github.mpcconnect.support.Topic.Line;
import tools.jackson.databind.JsonNode;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What must be in the topics, by the calls at the API alone, compared with what is there: every field of every record,
 * so that lost, doubled, unknown and wrong records are distinguished.
 */
public final class Truth {

    private static final int SCALE = 5;

    private final Map<String, SimulatedCall> ended = new LinkedHashMap<>();
    private final Map<String, String> accounts = new HashMap<>();
    private ParticipantsMode mode = ParticipantsMode.TOPIC;
    private Function<JsonNode, BigDecimal> amounts = Truth::base64;

    /** All calls of an account, all of which ended. */
    public static Truth of(SimulatedAccount account) {
        return of(account, account.calls().all());
    }

    /** Some calls of an account, all of which ended. */
    public static Truth of(SimulatedAccount account, Collection<SimulatedCall> calls) {
        return new Truth().and(account, calls);
    }

    /** The calls of a further account. */
    public Truth and(SimulatedAccount account, Collection<SimulatedCall> calls) {
        for (SimulatedCall call : calls) {
            ended.put(call.mpcUuid(), call);
            accounts.put(call.mpcUuid(), account.authId());
        }
        return this;
    }

    public Truth participants(ParticipantsMode inMode) {
        mode = inMode;
        return this;
    }

    /** How the topics write amounts; by default in base64, as Connect's JSON converter has it. */
    public Truth amounts(Function<JsonNode, BigDecimal> read) {
        amounts = read;
        return this;
    }

    /** How many calls there must be. */
    public int calls() {
        return ended.size();
    }

    /** How many records of participants there must be. */
    public int participants() {
        return expectedParticipants().size();
    }

    /** The fewest requests that read it all: one per page of calls, and one per page of participants. */
    public long minRequests() {
        long lists = (ended.size() + 19) / 20;
        return lists
                + ended.values().stream()
                        .mapToLong(call -> Math.max(1, (call.participants().size() + 19) / 20))
                        .sum();
    }

    /** Every record is there once, and right; each call after its participants; in the order of time. */
    public void assertExactly(Arrived arrived) {
        assertThat(callsIn(arrived)).as("calls").matches(Comparison::isExact, "exact");
        assertThat(participantsIn(arrived)).as("participants").matches(Comparison::isExact, "exact");
        assertInOrder(arrived);
        assertObservedAsOne(arrived);
    }

    /** All records of one sending of a call were read at the same instant. */
    private static void assertObservedAsOne(Arrived arrived) {
        Map<String, Long> calls = new HashMap<>();
        arrived.calls()
                .forEach(call -> calls.put(
                        call.text("mpc_uuid"), call.value().get("observed_at").asLong()));
        assertThat(arrived.participants())
                .allSatisfy(line -> assertThat(line.value().get("observed_at").asLong())
                        .as("observed_at of a participant of %s", line.text("mpc_uuid"))
                        .isEqualTo(calls.get(line.text("mpc_uuid"))));
    }

    /** Every record is there and right, at least once. */
    public void assertAtLeastOnce(Arrived arrived) {
        assertThat(callsIn(arrived)).as("calls").matches(Comparison::isComplete, "complete");
        assertThat(participantsIn(arrived)).as("participants").matches(Comparison::isComplete, "complete");
    }

    public Comparison callsIn(Arrived arrived) {
        return Comparison.of(expectedCalls(), entries(arrived.calls(), "mpc_uuid"));
    }

    public Comparison participantsIn(Arrived arrived) {
        return Comparison.of(expectedParticipants(), entries(arrived.participants(), "mpc_uuid", "member_id"));
    }

    private Map<String, Map<String, Object>> expectedCalls() {
        Map<String, Map<String, Object>> expected = new LinkedHashMap<>();
        ended.forEach((uuid, call) -> expected.put(uuid, expectedCall(call)));
        return expected;
    }

    private Map<String, Object> expectedCall(SimulatedCall call) {
        ExpectedFields expected = new ExpectedFields(accounts.get(call.mpcUuid()));
        Map<String, Object> fields = expected.call(call);
        boolean returned = ExpectedFields.areReturned(call);
        List<SimulatedParticipant> participants = ExpectedFields.returned(call);
        if (mode != ParticipantsMode.NONE) {
            fields.put("participants_source", returned ? "api" : "unavailable");
            fields.put("participants_count", (long) participants.size());
        }
        if (mode == ParticipantsMode.EMBEDDED) {
            List<Map<String, Object>> details = participants.stream()
                    .sorted(Comparator.comparing((SimulatedParticipant each) ->
                                    each.joinTime().getEpochSecond())
                            .thenComparing(SimulatedParticipant::memberId))
                    .map(participant -> expected.participant(call, participant))
                    .toList();
            fields.put("participant_details", details);
        }
        return fields;
    }

    private Map<String, Map<String, Object>> expectedParticipants() {
        Map<String, Map<String, Object>> expected = new LinkedHashMap<>();
        if (mode == ParticipantsMode.TOPIC) {
            ended.forEach((uuid, call) -> ExpectedFields.returned(call)
                    .forEach(participant -> expected.put(
                            uuid + "/" + participant.memberId(),
                            new ExpectedFields(accounts.get(uuid)).participant(call, participant))));
        }
        return expected;
    }

    private List<Entry> entries(List<Line> lines, String... keyFields) {
        return lines.stream()
                .map(line -> new Entry(key(line.key(), keyFields), fields(line.value())))
                .toList();
    }

    private static String key(JsonNode key, String... fields) {
        assertThat(key.propertyNames()).as("key").containsExactly(fields);
        return key.values().stream().map(JsonNode::asString).collect(Collectors.joining("/"));
    }

    private Map<String, Object> fields(JsonNode value) {
        Map<String, Object> fields = new LinkedHashMap<>();
        value.properties().forEach(field -> fields.put(field.getKey(), plain(field.getKey(), field.getValue())));
        fields.remove("raw");
        return fields;
    }

    private Object plain(String name, JsonNode value) {
        if (value.isNull()) {
            return null;
        }
        if (name.equals("observed_at")) {
            assertThat(value.isIntegralNumber()).as("%s is an instant", value).isTrue();
            return ExpectedFields.OBSERVED;
        }
        if (name.equals("billed_amount")) {
            return ExpectedFields.amount(amounts.apply(value));
        }
        if (value.isArray()) {
            List<Object> elements = new ArrayList<>();
            value.forEach(element -> elements.add(fields(element)));
            return elements;
        }
        if (value.isBoolean()) {
            return value.asBoolean();
        }
        return value.isIntegralNumber() ? (Object) value.asLong() : value.asString();
    }

    private static BigDecimal base64(JsonNode amount) {
        return new BigDecimal(new BigInteger(Base64.getDecoder().decode(amount.asString())), SCALE);
    }

    /**
     * The calls of each day and account by their shown end and their id. The newest day may have been caught up with in
     * parts, which wait for nothing: there it is those that were read together.
     */
    private void assertInOrder(Arrived arrived) {
        Map<String, String> newest = new HashMap<>();
        arrived.calls().forEach(line -> newest.merge(account(line), day(line), (a, b) -> a.compareTo(b) > 0 ? a : b));
        Map<String, List<String>> groups = new LinkedHashMap<>();
        for (Line line : arrived.calls()) {
            boolean inParts = day(line).equals(newest.get(account(line)));
            String group = account(line) + " " + day(line) + (inParts ? " at " + line.text("observed_at") : "");
            long end = line.value().get("end_time").asLong();
            groups.computeIfAbsent(group, each -> new ArrayList<>()).add(end + " " + line.text("mpc_uuid"));
        }
        groups.forEach(
                (group, calls) -> assertThat(calls).as("calls of %s", group).isSorted());
    }

    private String account(Line line) {
        return accounts.get(line.text("mpc_uuid"));
    }

    private String day(Line line) {
        return DayTruth.dayOf(ended.get(line.text("mpc_uuid")).endTime()).toString();
    }
}
