package io.github.mpcconnect.days.send;

import io.github.mpcconnect.api.Participant;
import io.github.mpcconnect.batch.EndedCall;
import io.github.mpcconnect.batch.ParticipantsSource;
import io.github.mpcconnect.days.sent.ListedCall;
import io.github.mpcconnect.days.state.CallParticipants;
import io.github.mpcconnect.days.state.CallParticipants.Outcome;
import io.github.mpcconnect.days.state.PendingCall;
import io.github.mpcconnect.timeline.Day;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Combines an ended call with the participants that the API returned and those seen while it was live. */
final class FinalRecord {

    private FinalRecord() {}

    /** @param seenBefore the ids of members sent with {@code is_final=false} in an earlier record of the call */
    static EndedCall of(PendingCall call, Day day, SeenParticipants live, Set<String> seenBefore) {
        ListedCall listed = call.listed();
        CallParticipants read = call.participants();
        if (read.outcome() == Outcome.NOT_REQUESTED) {
            return endedCall(call, day, List.of(), List.of(), null);
        }
        List<Participant> seen = notReturned(live.of(listed.id()), read.participants());
        Set<String> lost = lost(live.lost(listed.id()), seenBefore);
        if (!lost.isEmpty()) {
            read.participants().forEach(each -> lost.remove(each.memberId()));
            seen.forEach(each -> lost.remove(each.memberId()));
        }
        return endedCall(call, day, read.participants(), seen, source(read, seen.size(), lost.size()));
    }

    private static Set<String> lost(Set<String> ofEarlierRuns, Set<String> seenBefore) {
        if (ofEarlierRuns.isEmpty() && seenBefore.isEmpty()) {
            return Set.of();
        }
        Set<String> lost = new HashSet<>(ofEarlierRuns);
        lost.addAll(seenBefore);
        return lost;
    }

    private static EndedCall endedCall(
            PendingCall call,
            Day day,
            List<Participant> participants,
            List<Participant> seen,
            ParticipantsSource source) {
        ListedCall listed = call.listed();
        return new EndedCall(
                listed.call(), listed.malformed(), day, call.change(), call.observedAt(), participants, seen, source);
    }

    /**
     * Compares by member id and time of joining. A participant seen without a time of joining matches any returned one
     * with that id.
     */
    private static List<Participant> notReturned(List<Participant> seen, List<Participant> returned) {
        if (seen.isEmpty()) {
            return List.of();
        }
        Set<String> known = new HashSet<>();
        Set<String> members = new HashSet<>();
        returned.forEach(each -> {
            members.add(each.memberId());
            known.add(each.memberId() + '|' + each.joinTime());
        });
        List<Participant> missing = new ArrayList<>();
        for (Participant each : seen) {
            boolean isKnown = each.joinTime() == null
                    ? members.contains(each.memberId())
                    : known.contains(each.memberId() + '|' + each.joinTime());
            if (!isKnown) {
                missing.add(each);
            }
        }
        return missing;
    }

    private static ParticipantsSource source(CallParticipants read, int seen, int lost) {
        int returned = read.participants().size();
        if (returned + seen == 0) {
            boolean nobody = read.outcome() == Outcome.PROVEN && read.missing() == 0 && lost == 0;
            return nobody ? ParticipantsSource.API : ParticipantsSource.UNAVAILABLE;
        }
        boolean someMissing = !read.isComplete() || lost > 0 || read.missing() > seen;
        if (someMissing) {
            return ParticipantsSource.PARTIAL;
        }
        if (seen == 0) {
            return read.outcome() == Outcome.PROVEN ? ParticipantsSource.API : ParticipantsSource.PARTIAL;
        }
        return returned == 0 ? ParticipantsSource.LIVE : ParticipantsSource.MIXED;
    }
}
