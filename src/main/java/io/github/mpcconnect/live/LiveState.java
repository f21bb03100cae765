package io.github.mpcconnect.live;

import io.github.mpcconnect.api.MultiPartyCall;
import io.github.mpcconnect.api.Participant;
import io.github.mpcconnect.live.LiveChange.CallGone;
import io.github.mpcconnect.live.LiveChange.CallSeen;
import io.github.mpcconnect.live.LiveChange.ParticipantGone;
import io.github.mpcconnect.live.LiveChange.ParticipantSeen;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * All calls in progress at one time, by id.
 *
 * <ul>
 *   <li>(A) The changes from one state to another, applied to the one, make the other.
 *   <li>(B) From a state to an equal one there is none.
 *   <li>(C) Of what only the key is known nothing is said, except that it is gone.
 *   <li>(D) A call's changes come together: the call before those in it, those gone before the call that is gone.
 * </ul>
 */
public record LiveState(Map<String, LiveCall> calls) {

    public static final LiveState EMPTY = new LiveState(Map.of());

    public LiveState {
        calls = Collections.unmodifiableMap(new TreeMap<>(calls));
    }

    /** A state of which only the keys are known: the members of each call. */
    public static LiveState ofKeys(Map<String, ? extends Iterable<String>> members) {
        Map<String, LiveCall> calls = new TreeMap<>();
        members.forEach((mpcUuid, ids) -> {
            Map<String, Participant> unknown = new LinkedHashMap<>();
            ids.forEach(id -> unknown.put(id, null));
            calls.put(mpcUuid, new LiveCall(null, unknown));
        });
        return new LiveState(calls);
    }

    /** What has to be said so that somebody who knows this state knows the other one. */
    public List<LiveChange> changesTo(LiveState next) {
        List<LiveChange> changes = new ArrayList<>();
        calls.forEach((mpcUuid, before) -> {
            if (!next.calls.containsKey(mpcUuid)) {
                before.participants().keySet().forEach(member -> changes.add(new ParticipantGone(mpcUuid, member)));
                changes.add(new CallGone(mpcUuid));
            }
        });
        next.calls.forEach((mpcUuid, now) -> addChanges(mpcUuid, calls.get(mpcUuid), now, changes));
        return changes;
    }

    private static void addChanges(String mpcUuid, LiveCall before, LiveCall now, List<LiveChange> changes) {
        Map<String, Participant> were = before == null ? Map.of() : before.participants();
        boolean known = now.call() != null;
        if (known && (before == null || !same(before.call(), now.call()))) {
            changes.add(new CallSeen(now.call()));
        }
        were.keySet().stream()
                .filter(member -> !now.participants().containsKey(member))
                .forEach(member -> changes.add(new ParticipantGone(mpcUuid, member)));
        now.participants().forEach((member, participant) -> {
            if (participant != null && !same(were.get(member), participant)) {
                changes.add(new ParticipantSeen(participant));
            }
        });
    }

    /** Two answers about the same call differ in their {@code api_id}, and a meter may run: that is no change. */
    private static boolean same(MultiPartyCall a, MultiPartyCall b) {
        return a != null
                && a.withoutAnswer().withoutMeter().equals(b.withoutAnswer().withoutMeter());
    }

    private static boolean same(Participant a, Participant b) {
        return a != null
                && a.withoutAnswer().withoutMeter().equals(b.withoutAnswer().withoutMeter());
    }
}
