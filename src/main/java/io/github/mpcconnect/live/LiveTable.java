package io.github.mpcconnect.live;

import io.github.mpcconnect.api.MultiPartyCall;
import io.github.mpcconnect.api.Participant;
import io.github.mpcconnect.batch.LiveChange;
import io.github.mpcconnect.batch.LiveChange.CallGone;
import io.github.mpcconnect.batch.LiveChange.CallSeen;
import io.github.mpcconnect.batch.LiveChange.ParticipantGone;
import io.github.mpcconnect.batch.LiveChange.ParticipantSeen;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * The rows of the live tables. Each method changes the rows and returns the changes to send, which have the same effect
 * on the topics. Pure: no I/O, no clock.
 *
 * <ul>
 *   <li>(A) Applying the returned changes in order to a table makes it equal to this one.
 *   <li>(B) A row that is already shown causes no change; an increasing duration or bill is not a change.
 *   <li>(C) The row of a call is added before those of its participants and removed after them.
 *   <li>(D) {@link #keys} returns the keys of exactly the rows shown.
 * </ul>
 */
final class LiveTable {

    private final Map<String, Row> rows = new TreeMap<>();

    /**
     * A call and its participants by member id. A value is null if it is known only from the offset of an earlier run.
     */
    private static final class Row {
        private MultiPartyCall call;
        private final Map<String, Participant> members = new LinkedHashMap<>();
    }

    /** @param stored the keys of the rows of an earlier run, whose contents are unknown */
    LiveTable(Map<String, List<String>> stored) {
        stored.forEach((mpcUuid, members) -> {
            Row row = new Row();
            members.forEach(member -> row.members.put(member, null));
            rows.put(mpcUuid, row);
        });
    }

    int size() {
        return rows.size();
    }

    int participants() {
        return rows.values().stream().mapToInt(row -> row.members.size()).sum();
    }

    /** The ids of the calls shown, each with the member ids shown, as a copy. */
    Map<String, List<String>> keys() {
        Map<String, List<String>> keys = new TreeMap<>();
        rows.forEach((mpcUuid, row) -> keys.put(mpcUuid, List.copyOf(row.members.keySet())));
        return keys;
    }

    /** Adds or updates the row of a call in progress. */
    List<LiveChange> show(MultiPartyCall call, Instant observedAt) {
        Row row = rows.computeIfAbsent(call.mpcUuid(), id -> new Row());
        boolean isShown = row.call != null && row.call.sameAs(call);
        row.call = call;
        return isShown ? List.of() : List.of(new CallSeen(call, observedAt));
    }

    /** Updates the rows of a call's participants. Does nothing if the call itself is not shown. */
    List<LiveChange> show(LiveParticipants read, Instant observedAt) {
        Row row = rows.get(read.mpcUuid());
        if (row == null) {
            return List.of();
        }
        List<LiveChange> changes = new ArrayList<>();
        Map<String, Participant> latest = read.latest();
        latest.values().forEach(participant -> show(row, participant, read.isComplete(), observedAt, changes));
        if (read.isComplete()) {
            List.copyOf(row.members.keySet()).stream()
                    .filter(member ->
                            !latest.containsKey(member) && !read.unreadable().contains(member))
                    .forEach(member -> remove(row, read.mpcUuid(), member, changes));
        }
        return changes;
    }

    private static void show(
            Row row, Participant now, boolean isComplete, Instant observedAt, List<LiveChange> changes) {
        Participant before = row.members.get(now.memberId());
        if (!isComplete && isEarlier(now, before)) {
            return;
        }
        if (now.exitTime() != null) {
            remove(row, now.mpcUuid(), now.memberId(), changes);
            return;
        }
        row.members.put(now.memberId(), now);
        if (before == null || !before.sameAs(now)) {
            changes.add(new ParticipantSeen(now, observedAt));
        }
    }

    /** After a participant left and came back, an incomplete list may return only the earlier stay. */
    private static boolean isEarlier(Participant now, Participant before) {
        return before != null
                && before.joinTime() != null
                && now.joinTime() != null
                && now.joinTime().isBefore(before.joinTime());
    }

    private static void remove(Row row, String mpcUuid, String member, List<LiveChange> changes) {
        if (row.members.containsKey(member)) {
            row.members.remove(member);
            changes.add(new ParticipantGone(mpcUuid, member));
        }
    }

    /** Removes the rows of a call that has ended. Does nothing if it is not shown. */
    List<LiveChange> remove(String mpcUuid) {
        return rows.containsKey(mpcUuid) ? remove(mpcUuid, List.of()) : List.of();
    }

    /**
     * Removes the rows of a call that has ended. Returns tombstones for it and the given members even if they are not
     * shown.
     */
    List<LiveChange> remove(String mpcUuid, Collection<String> members) {
        Row row = rows.remove(mpcUuid);
        Set<String> all = new LinkedHashSet<>(row == null ? Set.of() : row.members.keySet());
        all.addAll(members);
        List<LiveChange> changes = new ArrayList<>();
        all.forEach(member -> changes.add(new ParticipantGone(mpcUuid, member)));
        changes.add(new CallGone(mpcUuid));
        return changes;
    }

    /** Removes the rows of a call's participants and keeps its own row. */
    List<LiveChange> removeParticipants(String mpcUuid) {
        List<LiveChange> changes = new ArrayList<>();
        Row row = rows.get(mpcUuid);
        List.copyOf(row.members.keySet()).forEach(member -> remove(row, mpcUuid, member, changes));
        return changes;
    }
}
