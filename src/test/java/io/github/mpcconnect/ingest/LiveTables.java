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
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;

import static org.assertj.core.api.Assertions.assertThat;

/** The two tables of live calls as a consumer has them that replays all that was sent. */
final class LiveTables {

    private final Map<String, MultiPartyCall> calls = new TreeMap<>();
    private final Map<String, Map<String, Participant>> participants = new TreeMap<>();
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

    LiveState state() {
        Map<String, LiveCall> state = new LinkedHashMap<>();
        calls.forEach((id, call) -> state.put(id, new LiveCall(call, participants.getOrDefault(id, Map.of()))));
        return new LiveState(state);
    }

    /** The rows of participants of calls that are in no row. */
    Map<String, Map<String, Participant>> orphans() {
        Map<String, Map<String, Participant>> orphans = new TreeMap<>(participants);
        orphans.keySet().removeAll(calls.keySet());
        orphans.values().removeIf(Map::isEmpty);
        return orphans;
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
