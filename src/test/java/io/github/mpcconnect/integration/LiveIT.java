package io.github.mpcconnect.integration;

import io.github.mpcconnect.simulator.CallBuilder;
import io.github.mpcconnect.simulator.Mood;
import io.github.mpcconnect.simulator.ParticipantBuilder;
import io.github.mpcconnect.simulator.PlivoSimulator;
import io.github.mpcconnect.simulator.SimulatedAccount;
import io.github.mpcconnect.simulator.SimulatedCall;
import io.github.mpcconnect.simulator.SimulatedClock;
import io.github.mpcconnect.simulator.SimulatedParticipant;
import io.github.mpcconnect.simulator.SimulatedRequest.Kind;
import io.github.mpcconnect.simulator.Toggle;
import io.github.mpcconnect.simulator.World;
import io.github.mpcconnect.support.RunningConnector;
import io.github.mpcconnect.support.SharedCluster;
import io.github.mpcconnect.support.Topic;
import io.github.mpcconnect.support.Topic.Line;
import io.github.mpcconnect.support.TopicSettings;
import io.github.mpcconnect.support.Wait;
import io.github.mpcconnect.support.WorkerProcess;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

import static io.github.mpcconnect.simulator.CallBuilder.aCall;
import static io.github.mpcconnect.simulator.ParticipantBuilder.aParticipant;
import static org.assertj.core.api.Assertions.assertThat;

/** The tables of live calls on a broker, as a consumer has them that replays their topics. */
@Execution(ExecutionMode.CONCURRENT)
class LiveIT {

    private final World world = new World(SimulatedClock.running());
    private final SimulatedAccount account =
            world.addAccount("MALIVE", "secret").unlimited();
    private final PlivoSimulator api = PlivoSimulator.start(world);
    private final Map<String, Topic> topics = new HashMap<>();
    private final Instant joined = Instant.now().minusSeconds(60);
    private String name;

    @AfterEach
    void stop_the_api() {
        topics.values().forEach(Topic::close);
        api.close();
    }

    @Test
    void the_tables_follow_who_joins_is_put_on_hold_and_leaves_until_the_call_ends() {
        try (RunningConnector connector = running("live-follow")) {
            put("a", in(0), in(1));
            connector.start();
            awaitTables();
            put("a", in(0).hold(Toggle.ON), in(1), in(2));
            put("b", in(0));
            awaitTables();
            assertThat(participants().get("a/100")).contains("hold=true");
            put("a", in(0), in(2));
            awaitTables();
            int before = records();
            awaitPolls(5);
            assertThat(records()).as("records when nothing changes").isEqualTo(before);
            account.end("a", Instant.now());
            awaitTables();
            account.end("b", Instant.now());
            awaitTables();
            assertThat(calls()).isEmpty();
            Map<String, TopicSettings> settings =
                    TopicSettings.of(SharedCluster.get().bootstrapServers(), name + ".mpc.live");
            assertThat(settings).hasSize(2);
            assertThat(settings.values()).allMatch(TopicSettings::keepsNewest);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {8, 100})
    void many_calls_at_a_time_are_there_once_and_gone_when_they_end(int count) {
        for (int i = 0; i < count; i++) {
            put("call-" + i, in(0), in(1), in(2));
        }
        try (RunningConnector connector = running("live-many-" + count)) {
            connector.start();
            awaitTables();
            awaitPolls(3);
            assertThat(records()).isEqualTo(4 * count);
            for (int i = 0; i < count; i += 2) {
                account.end("call-" + i, Instant.now());
            }
            awaitTables();
            assertThat(records()).isEqualTo(6 * count);
            assertThat(calls()).hasSize(count / 2);
        }
    }

    @ParameterizedTest
    @EnumSource(Mood.class)
    void everybody_seen_live_arrives_whichever_way_the_api_answers_after_the_end(Mood mood) {
        account.mood(mood);
        put("a", in(0), in(1));
        try (RunningConnector connector = running("live-mood-" + mood.ordinal())) {
            connector.start();
            awaitTables();
            put("a", in(0), in(2));
            awaitTables();
            account.end("a", Instant.now());
            Line call = connector.calls().until(lines -> !lines.isEmpty()).get(0);
            connector.participants().until(lines -> lines.size() >= 3);
            List<Line> participants = connector.participants().toEnd();
            boolean full = mood == Mood.FULL;
            Set<String> isFinal =
                    participants.stream().map(line -> line.text("is_final")).collect(Collectors.toSet());
            assertThat(members(participants)).containsExactly("100", "101", "102");
            assertThat(call.text("participants_source")).isEqualTo(full ? "mixed" : "live");
            assertThat(call.text("participants_count")).isEqualTo("3");
            assertThat(isFinal).isEqualTo(full ? Set.of("true", "false") : Set.of("false"));
        }
    }

    @Test
    void after_kills_with_exactly_once_a_replay_gives_just_what_the_api_has() {
        name = "live-kill";
        String servers = SharedCluster.get().bootstrapServers();
        for (int i = 0; i < 8; i++) {
            put("call-" + i, in(0), in(1));
        }
        WorkerProcess worker = WorkerProcess.start(servers, name, WorkerProcess.KILLABLE_EXACTLY_ONCE);
        try {
            worker.rest().put(name, connector(name).config());
            awaitTables();
            for (int kill = 0; kill < 3; kill++) {
                put("new-" + kill, in(0));
                put("call-" + (kill + 4), in(1), in(2).mute(Toggle.ON));
                awaitTables();
                worker.kill();
                account.end("call-" + kill, Instant.now());
                account.end("new-" + kill, Instant.now());
                put("meanwhile-" + kill, in(0), in(1));
                int before = records();
                worker = WorkerProcess.start(servers, name, WorkerProcess.KILLABLE_EXACTLY_ONCE);
                awaitTables();
                assertThat(tombstonesSince(before))
                        .as("tombstones of what lives")
                        .noneMatch(this::lives);
            }
        } finally {
            worker.kill();
        }
    }

    private boolean lives(String id) {
        return account.calls().find(id).orElseThrow().endTime() == null;
    }

    private List<String> tombstonesSince(int records) {
        List<Line> lines = topic("live.calls").toEnd();
        return lines.stream()
                .skip(Math.min(lines.size(), records))
                .filter(line -> line.value() == null)
                .map(line -> line.key().get("mpc_uuid").asString())
                .toList();
    }

    private RunningConnector running(String connectorName) {
        name = connectorName;
        return connector(connectorName);
    }

    private RunningConnector connector(String connectorName) {
        return new RunningConnector(SharedCluster.get(), connectorName, api)
                .reading(account)
                .with("live.enabled", "true")
                .with("live.poll.interval.ms", "300")
                .with("topic.creation.groups", "live")
                .with("topic.creation.live.include", connectorName + "\\.mpc\\.live\\..*")
                .with("topic.creation.live.cleanup.policy", "compact");
    }

    /** Somebody in the call, always since the same time: who joins at another has come back. */
    private ParticipantBuilder in(int number) {
        return aParticipant("x", number).joinedAt(joined);
    }

    /** A call in progress in which just these are, from now on. */
    private void put(String id, ParticipantBuilder... inside) {
        CallBuilder call = aCall().uuid(id)
                .named("queue")
                .notEnded()
                .createdAt(Instant.now().minusSeconds(120));
        for (ParticipantBuilder each : inside) {
            call.with(each.build());
        }
        account.add(call);
    }

    private void awaitPolls(int polls) {
        long enough = api.traffic().count(Kind.CALLS)
                + 4L * polls * (1 + account.calls().all().size() / 20);
        Wait.until("polls", () -> api.traffic().count(Kind.CALLS) >= enough);
    }

    /** Waits until a replay of the topics gives the API's state. */
    private void awaitTables() {
        Set<String> liveCalls = new TreeSet<>();
        Map<String, String> inside = new HashMap<>();
        for (SimulatedCall call : account.calls().all()) {
            if (call.endTime() == null) {
                liveCalls.add(call.mpcUuid());
                call.participants().forEach(each -> inside.put(call.mpcUuid() + "/" + each.memberId(), state(each)));
            }
        }
        Wait.until(
                "the tables to be the API's state",
                () -> calls().equals(liveCalls) && participants().equals(inside));
    }

    private static String state(SimulatedParticipant each) {
        Instant now = Instant.now();
        return "hold=" + each.hold().isOnAt(now) + " mute=" + each.mute().isOnAt(now) + " role=" + each.role();
    }

    private Set<String> calls() {
        Map<String, Line> table = new HashMap<>();
        topic("live.calls")
                .toEnd()
                .forEach(line -> table.put(line.key().get("mpc_uuid").asString(), line));
        table.values().removeIf(line -> line.value() == null);
        return new TreeSet<>(table.keySet());
    }

    private Map<String, String> participants() {
        Map<String, String> table = new HashMap<>();
        for (Line line : topic("live.participants").toEnd()) {
            String key = line.key().get("mpc_uuid").asString() + "/"
                    + line.key().get("member_id").asString();
            if (line.value() == null) {
                table.remove(key);
            } else {
                table.put(
                        key, "hold=" + line.text("hold") + " mute=" + line.text("mute") + " role=" + line.text("role"));
            }
        }
        return table;
    }

    private int records() {
        return topic("live.calls").toEnd().size()
                + topic("live.participants").toEnd().size();
    }

    private static List<String> members(List<Line> participants) {
        return participants.stream()
                .map(line -> line.text("member_id"))
                .sorted()
                .toList();
    }

    private Topic topic(String suffix) {
        return topics.computeIfAbsent(
                suffix, topic -> new Topic(SharedCluster.get().bootstrapServers(), name + ".mpc." + topic));
    }
}
