package io.github.mpcconnect.ingest;

import io.github.mpcconnect.api.ApiClock;
import io.github.mpcconnect.api.CallQuery;
import io.github.mpcconnect.api.MultiPartyCall;
import io.github.mpcconnect.api.Participant;
import io.github.mpcconnect.live.LiveCall;
import io.github.mpcconnect.live.LiveChange;
import io.github.mpcconnect.live.LiveChange.CallGone;
import io.github.mpcconnect.live.LiveChange.CallSeen;
import io.github.mpcconnect.live.LiveChange.ParticipantGone;
import io.github.mpcconnect.live.LiveChange.ParticipantSeen;
import io.github.mpcconnect.live.LiveState;
import io.github.mpcconnect.simulator.SimulatedAccount;
import io.github.mpcconnect.simulator.SimulatedMpcApi;
import io.github.mpcconnect.simulator.World;
import io.github.mpcconnect.timeline.LivePosition;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

import static org.assertj.core.api.Assertions.assertThat;

/** The two tables of live calls as a consumer has them that replays all that was sent. */
final class LiveTables {

    private final Map<String, MultiPartyCall> calls = new TreeMap<>();
    private final Map<String, Map<String, Participant>> participants = new TreeMap<>();
    private final Map<String, Set<String>> forgotten = new HashMap<>();
    private boolean strict = true;

    /** Takes the changes of a batch; in one of live calls a call's participants come and go within its life. */
    void take(Batch batch) {
        boolean ordered = batch.after() instanceof LivePosition;
        for (Item item : batch.items()) {
            if (item instanceof LiveItem live) {
                take(live.change(), ordered);
            }
        }
    }

    private void take(LiveChange change, boolean ordered) {
        if (change instanceof CallSeen seen) {
            calls.put(seen.call().mpcUuid(), seen.call().withoutAnswer());
        } else if (change instanceof ParticipantSeen seen) {
            Participant participant = seen.participant();
            assertThat(calls).as("calls when %s is seen", participant).containsKey(participant.mpcUuid());
            participants
                    .computeIfAbsent(participant.mpcUuid(), id -> new TreeMap<>())
                    .put(participant.memberId(), participant.withoutAnswer());
            forgotten.getOrDefault(participant.mpcUuid(), new HashSet<>()).remove(participant.memberId());
        } else if (change instanceof ParticipantGone gone) {
            participants.getOrDefault(gone.mpcUuid(), new TreeMap<>()).remove(gone.memberId());
        } else if (change instanceof CallGone gone) {
            calls.remove(gone.mpcUuid());
            if (ordered && strict) {
                assertThat(participants.getOrDefault(gone.mpcUuid(), Map.of()))
                        .as("participants of call %s, which is gone", gone.mpcUuid())
                        .isEmpty();
            }
        }
    }

    /** Rows of participants may outlast their call for a while, because an offset is older than what was sent. */
    LiveTables lenient() {
        strict = false;
        return this;
    }

    /**
     * A crash: of the rows of participants that are in no stored offset the next run knows nothing, unless it sees them
     * itself. What remains of them goes with their calls' own records.
     */
    void forgetAllBut(LivePosition stored) {
        participants.forEach((mpcUuid, rows) -> {
            List<String> known = stored == null ? List.of() : stored.open().getOrDefault(mpcUuid, List.of());
            rows.keySet().stream()
                    .filter(member -> !known.contains(member))
                    .forEach(member -> forgotten
                            .computeIfAbsent(mpcUuid, id -> new HashSet<>())
                            .add(member));
        });
    }

    /** What the tables say, without the rows that a crash made forgotten. */
    LiveState state() {
        Map<String, LiveCall> state = new LinkedHashMap<>();
        calls.forEach((id, call) -> state.put(id, new LiveCall(call, remembered(id))));
        return new LiveState(state);
    }

    private Map<String, Participant> remembered(String mpcUuid) {
        Map<String, Participant> rows = new TreeMap<>(participants.getOrDefault(mpcUuid, Map.of()));
        rows.keySet().removeAll(forgotten.getOrDefault(mpcUuid, Set.of()));
        return rows;
    }

    /** The rows of participants of calls that are in no row, without those that a crash made forgotten. */
    Map<String, Map<String, Participant>> orphans() {
        Map<String, Map<String, Participant>> orphans = new TreeMap<>();
        participants.keySet().forEach(id -> orphans.put(id, remembered(id)));
        orphans.keySet().removeAll(calls.keySet());
        orphans.values().removeIf(Map::isEmpty);
        return orphans;
    }

    /** The rows of participants, forgotten ones among them. */
    long rows() {
        return participants.values().stream().mapToLong(Map::size).sum();
    }

    /** What the API tells at this moment, without faults and without time passing. */
    static LiveState truth(World world, SimulatedAccount account) {
        SimulatedMpcApi api = new SimulatedMpcApi(world, account, new ApiClock(Duration.ofSeconds(60), () -> 0));
        Instant now = world.clock().instant();
        Map<String, LiveCall> state = new TreeMap<>();
        for (String status : new String[] {"initialized", "active"}) {
            CallQuery query = CallQuery.ALL.liveIn(status, now.minus(Duration.ofHours(24)), now);
            for (int offset = 0; offset < api.calls(query).count(); offset += 20) {
                for (MultiPartyCall call : api.calls(query.atOffset(offset)).objects()) {
                    Map<String, Participant> inside = new TreeMap<>();
                    if (status.equals("active")) {
                        api.participants(call.mpcUuid(), 0)
                                .objects()
                                .forEach(each -> inside.put(each.memberId(), each.withoutAnswer()));
                    }
                    state.put(call.mpcUuid(), new LiveCall(call.withoutAnswer(), inside));
                }
            }
        }
        return new LiveState(state);
    }
}
