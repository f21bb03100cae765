package io.github.mpcconnect.live;

import io.github.mpcconnect.api.MultiPartyCall;
import io.github.mpcconnect.api.Participant;
import io.github.mpcconnect.live.LiveChange.CallGone;
import io.github.mpcconnect.live.LiveChange.CallSeen;
import io.github.mpcconnect.live.LiveChange.ParticipantGone;
import io.github.mpcconnect.live.LiveChange.ParticipantSeen;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import static org.assertj.core.api.Assertions.assertThat;

class LiveStatePropertyTest {

    @Property
    void the_changes_applied_to_the_state_before_give_the_state_now(
            @ForAll("states") LiveState before, @ForAll("states") LiveState now) {
        assertThat(applied(before, before.changesTo(now))).isEqualTo(plain(now));
    }

    @Property
    void equal_states_give_no_change_whichever_answers_told_them(@ForAll("states") LiveState state) {
        assertThat(state.changesTo(state)).isEmpty();
        assertThat(state.changesTo(toldAgain(state))).isEmpty();
    }

    @Property
    void a_calls_participants_come_and_go_within_its_life(
            @ForAll("states") LiveState before, @ForAll("states") LiveState now) {
        Map<String, LiveCall> rows = new HashMap<>(plain(before));
        for (LiveChange change : before.changesTo(now)) {
            if (change instanceof ParticipantSeen seen) {
                assertThat(rows).containsKey(seen.participant().mpcUuid());
            } else if (change instanceof ParticipantGone gone) {
                assertThat(rows).containsKey(gone.mpcUuid());
            } else if (change instanceof CallGone gone) {
                assertThat(rows.get(gone.mpcUuid()).participants()).isEmpty();
            }
            apply(rows, change);
        }
    }

    @Property
    void from_keys_alone_all_that_lives_is_told_and_all_that_does_not_is_gone(
            @ForAll("states") LiveState before, @ForAll("states") LiveState now) {
        List<LiveChange> changes = LiveState.ofKeys(keys(before)).changesTo(now);
        assertThat(applied(before, changes)).isEqualTo(plain(now));
        assertThat(changes.stream()
                        .filter(change -> change instanceof CallSeen || change instanceof ParticipantSeen)
                        .count())
                .isEqualTo(rows(now));
    }

    private static long rows(LiveState state) {
        return state.calls().values().stream()
                .mapToLong(call -> 1 + call.participants().size())
                .sum();
    }

    private static Map<String, List<String>> keys(LiveState state) {
        Map<String, List<String>> keys = new HashMap<>();
        state.calls()
                .forEach((id, call) ->
                        keys.put(id, List.copyOf(call.participants().keySet())));
        return keys;
    }

    private static Map<String, LiveCall> applied(LiveState before, List<LiveChange> changes) {
        Map<String, LiveCall> rows = new TreeMap<>(plain(before));
        changes.forEach(change -> apply(rows, change));
        return rows;
    }

    private static void apply(Map<String, LiveCall> rows, LiveChange change) {
        if (change instanceof CallSeen seen) {
            LiveCall row = rows.get(seen.call().mpcUuid());
            rows.put(
                    seen.call().mpcUuid(),
                    new LiveCall(seen.call().withoutAnswer(), row == null ? Map.of() : row.participants()));
        } else if (change instanceof ParticipantSeen seen) {
            Participant participant = seen.participant();
            LiveCall row = rows.get(participant.mpcUuid());
            Map<String, Participant> inside = new TreeMap<>(row.participants());
            inside.put(participant.memberId(), participant.withoutAnswer());
            rows.put(participant.mpcUuid(), new LiveCall(row.call(), inside));
        } else if (change instanceof ParticipantGone gone) {
            LiveCall row = rows.get(gone.mpcUuid());
            Map<String, Participant> inside = new TreeMap<>(row.participants());
            inside.remove(gone.memberId());
            rows.put(gone.mpcUuid(), new LiveCall(row.call(), inside));
        } else if (change instanceof CallGone gone) {
            rows.remove(gone.mpcUuid());
        }
    }

    private static Map<String, LiveCall> plain(LiveState state) {
        Map<String, LiveCall> rows = new TreeMap<>();
        state.calls().forEach((id, call) -> {
            Map<String, Participant> inside = new TreeMap<>(call.participants());
            inside.replaceAll((member, participant) -> participant.withoutAnswer());
            rows.put(id, new LiveCall(call.call().withoutAnswer(), inside));
        });
        return rows;
    }

    private static LiveState toldAgain(LiveState state) {
        Map<String, LiveCall> rows = new TreeMap<>();
        state.calls().forEach((id, call) -> {
            Map<String, Participant> inside = new TreeMap<>(call.participants());
            inside.replaceAll((member, each) -> participant(id, member, each.hold(), each.role(), "another answer"));
            rows.put(id, new LiveCall(call(id, call.call().status(), "another answer"), inside));
        });
        return new LiveState(rows);
    }

    @Provide
    Arbitrary<LiveState> states() {
        return calls().list().ofMaxSize(4).map(calls -> {
            Map<String, LiveCall> all = new TreeMap<>();
            calls.forEach(call -> all.put(call.call().mpcUuid(), call));
            return new LiveState(all);
        });
    }

    private static Arbitrary<LiveCall> calls() {
        Arbitrary<String> ids = Arbitraries.of("a", "b", "c", "d");
        Arbitrary<String> statuses = Arbitraries.of("initialized", "active");
        Arbitrary<List<String>> members =
                Arbitraries.of("1", "2", "3").list().uniqueElements().ofMaxSize(3);
        Arbitrary<List<Boolean>> holds = Arbitraries.of(true, false).list().ofSize(3);
        Arbitrary<String> roles = Arbitraries.of("agent", "customer");
        return Combinators.combine(ids, statuses, members, holds, roles).as((id, status, in, hold, role) -> {
            List<Participant> inside = new ArrayList<>();
            in.forEach(member -> inside.add(participant(id, member, hold.get(inside.size()), role, "answer")));
            Map<String, Participant> byId = new TreeMap<>();
            inside.forEach(each -> byId.put(each.memberId(), each));
            return new LiveCall(call(id, status, "answer"), byId);
        });
    }

    private static MultiPartyCall call(String id, String status, String apiId) {
        return new MultiPartyCall(
                id,
                "queue",
                status,
                null,
                null,
                null,
                apiId.length(),
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                apiId,
                apiId);
    }

    private static Participant participant(String call, String member, Boolean hold, String role, String apiId) {
        return new Participant(
                call,
                member,
                null,
                null,
                role,
                null,
                null,
                null,
                apiId.length(),
                null,
                null,
                hold,
                false,
                false,
                null,
                null,
                null,
                apiId,
                apiId);
    }
}
